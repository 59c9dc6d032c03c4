using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// MQTT over plain TCP on Linux, without Kestrel: some hundred bytes for an idle connection, and one send for all that a wake-up brings
/// about. Dispose after the broker: what it said last gets the time to leave.
/// </summary>
public sealed class EpollTransport : IAsyncDisposable
{
    /// <summary>Loops at most. 8: beyond that the walls' locks, not the sockets, are the bound.</summary>
    private const int MaxLoops = 8;

    private readonly Acceptor _acceptor;
    private readonly EpollLoop[] _loops;

    private EpollTransport(Acceptor acceptor, EpollLoop[] loops) => (_acceptor, _loops) = (acceptor, loops);

    /// <summary>Half of the processors, as a loop never waits for anything else: the other half is the homes'.</summary>
    public static int DefaultLoops => Math.Clamp(Environment.ProcessorCount / 2, 1, MaxLoops);

    public int Port => _acceptor.Port;

    /// <summary>Port 0 takes a free one; IPv6Any is every address of both families.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    [SupportedOSPlatform("linux")]
    public static EpollTransport Listen(IPEndPoint where, MqttBroker broker, ILogger log, int? loops = null, TrustedBalancers? balancers = null)
    {
        ArgumentNullException.ThrowIfNull(where);
        ArgumentNullException.ThrowIfNull(broker);
        return Serve(Acceptor.Bind(where), broker, log, loops, balancers);
    }

    /// <summary>The same on a socket that was bound by somebody else, and is ours from here on.</summary>
    [SupportedOSPlatform("linux")]
    public static EpollTransport Adopt(int descriptor, MqttBroker broker, ILogger log, int? loops = null, TrustedBalancers? balancers = null)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return Serve(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)), broker, log, loops, balancers);
    }

    private static EpollTransport Serve(Socket listener, MqttBroker broker, ILogger log, int? loops, TrustedBalancers? balancers)
    {
        var acceptor = new Acceptor(listener, broker, balancers, log);
        var blocks = new SendBuffers();
        var all = Enumerable.Range(0, loops ?? DefaultLoops)
            .Select(number => new EpollLoop(broker, blocks, $"mqtt-epoll-{number}", log, number == 0 ? acceptor : null)).ToArray();
        acceptor.Serve(all);
        foreach (var loop in all)
        {
            loop.Start();
        }
        return new EpollTransport(acceptor, all);
    }

    /// <summary>The listener first: what it still hands over ends with the loop that gets it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_loops.Select(loop => loop.DisposeAsync().AsTask()));
        _acceptor.Dispose();
    }
}
