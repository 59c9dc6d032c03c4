using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Kith.Mqtt.Transports.Epoll;

namespace Kith.Bench;

/// <summary>The storm after the broker was killed: everybody comes back at once, finds the session, is told what was meant for it meanwhile, and obeys again.</summary>
internal sealed partial class BrokerLoad
{
    private const int KeepAlive = 600;
    private static readonly TimeSpan Refused = TimeSpan.FromMilliseconds(5);

    /// <param name="count">Devices with sessions, each with a subscription of its own.</param>
    /// <param name="away">So many of them are away when each is told something, which is acknowledged.</param>
    private void Storm(int count, int away)
    {
        var commander = LoadClient.Open(port, count, who(count));
        _events.Watch(commander.Descriptor, count, Readiness.None, Readiness.Readable);
        for (var index = 0; index < count; index++) _clients.Add(null!);
        _clients.Add(commander);
        Come(count, (client, _) => client.Send(LoadClient.Subscribe($"cmd/{client.Index}", 1)), (_, header, _) => header == 0x90);
        for (var index = 0; index < away; index++)
        {
            _clients[index].Send([0xE0, 0]);
            _clients[index].Dispose();
        }
        var told = 0;
        for (var index = 0; index < away; index++) commander.Send(Command(index, "while away"));
        while (told < away) Pump((client, header, _) => told += client == commander && header == 0x40 ? 1 : 0, _ => { });

        Console.WriteLine("ready");
        Console.In.ReadLine();
        var clock = Stopwatch.StartNew();
        foreach (var client in _clients) client.Dispose();
        commander = null;
        var waits = Enumerable.Range(0, count).Select(index => index < away ? 2 : 1).ToArray();
        var (connected, first, last) = (0, 0.0, 0.0);
        Come(count, (client, sessionPresent) =>
        {
            if (connected++ == 0) first = clock.Elapsed.TotalMilliseconds;
            if (connected == count) last = clock.Elapsed.TotalMilliseconds;
            if (!sessionPresent) throw new InvalidOperationException($"the session of {client.Index} is gone");
            if (commander is null)
            {
                _clients[count] = commander = LoadClient.Open(port, count, who(count));
                _events.Watch(commander.Descriptor, count, Readiness.None, Readiness.Readable);
            }
            commander.Send(Command(client.Index, "now"));
        }, (client, header, body) =>
        {
            if (header >> 4 != 3) return false;
            var topic = Encoding.UTF8.GetString(body[2..(2 + ((body[0] << 8) | body[1]))]);
            var rest = body[(2 + ((body[0] << 8) | body[1]))..];
            if (topic != $"cmd/{client.Index}" || !Encoding.UTF8.GetString(rest[2..]).StartsWith(client.Index.ToString(CultureInfo.InvariantCulture) + " ", StringComparison.Ordinal))
                throw new InvalidOperationException($"{client.Index} was told {topic}");
            client.Send(LoadClient.Puback(rest));
            return --waits[client.Index] == 0;
        });
        Tell("first", first);
        Tell("connected", last);
        Tell("ms", clock.Elapsed.TotalMilliseconds);
    }

    private static byte[] Command(int index, string what) => LoadClient.Publish($"cmd/{index}", Encoding.UTF8.GetBytes($"{index} {what}"), 1, 1 + index);

    /// <summary>All connect, so many at a time, until each is through.</summary>
    private void Come(int count, Action<LoadClient, bool> connected, Func<LoadClient, byte, ReadOnlySpan<byte>, bool> isThrough)
    {
        var (next, answered, through) = (0, 0, 0);
        while (through < count)
        {
            while (next < count && next - answered < Knocking)
            {
                try
                {
                    _clients[next] = LoadClient.Open(port, next, who(next), KeepAlive);
                }
                catch (SocketException) when (answered == 0)
                {
                    // Not up yet. What is ready is told again.
                    _events.Wait((int)Refused.TotalMilliseconds);
                    continue;
                }
                _events.Watch(_clients[next].Descriptor, next, Readiness.None, Readiness.Readable);
                next++;
            }
            Pump((client, header, body) =>
            {
                if (header == 0x20 && body[1] != 0) throw new InvalidOperationException($"{client.Index} was refused: {body[1]}");
                if (client.Index == count) return;
                if (header == 0x20)
                {
                    answered++;
                    connected(client, body[0] == 1);
                }
                else if (isThrough(client, header, body)) through++;
            }, _ => { });
        }
    }
}
