using System.CommandLine;
using System.Net;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Server.Broker;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>kith broker: the MQTT broker alone.</summary>
internal static class BrokerCommand
{
    internal static Command Make(CommonOptions common)
    {
        var open = new Option<bool>("--open") { Description = "Everybody on this machine may connect, publish and subscribe; there is no other way" };
        var deny = new Option<string[]>("--deny") { Description = "A topic that nobody may publish to or subscribe to; may be given several times", HelpName = "topic" };
        var keepAlive = new Option<int?>("--keep-alive") { Description = "Longest keep-alive in seconds; clients that ask for more are told it (default: 1200)", HelpName = "seconds" };
        keepAlive.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is <= 0 or > ushort.MaxValue) result.AddError($"--keep-alive is 1 to {ushort.MaxValue} seconds.");
        });
        var broker = new Command("broker", "Runs the MQTT broker alone, for programs of this machine: no home, no credentials, loopback only") { open, deny, keepAlive };
        broker.Does(async (parsed, output, cancel) =>
        {
            if (!parsed.GetValue(open)) throw new CliError("This broker asks nobody who they are. Say so with --open, or run `kith serve`: its devices have credentials.");
            var preset = new BrokerOptions();
            var options = preset with { SubscribeRefusal = ReasonCode.UnspecifiedError, MaxKeepAlive = parsed.GetValue(keepAlive) is { } seconds ? TimeSpan.FromSeconds(seconds) : preset.MaxKeepAlive };
            var data = parsed.GetValue(common.Data) is { } folder ? Path.GetFullPath(folder) : null;
            await using var running = await StartAsync(PortOf(common.MqttOf(parsed)), common.TransportOf(parsed), data, options, parsed.GetValue(deny) ?? [], CommonOptions.NetworksOf(parsed.GetValue(common.ProxyProtocol)), cancel);
            output.WriteLine($"An open MQTT broker listens on 127.0.0.1:{running.Port} ({TransportWords.Of(common.TransportOf(parsed))}): whoever is on this machine may use it.");
            output.WriteLine(data is null ? "Sessions and retained messages end with it; --data names a folder to keep them in." : $"Sessions and retained messages are kept in {data}.");
            await output.FlushAsync(cancel);
            await running.WaitAsync(cancel);
        });
        return broker;
    }

    private static int PortOf(Listen? where) => where switch
    {
        null => throw new CliError("Without --mqtt there is nothing to do."),
        _ when where.Address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(where.Address) => where.Port,
        _ => throw new CliError($"An open broker listens on this machine's own address alone, not on {where.Address}. For other machines run `kith serve`: its devices have credentials."),
    };

    private static async Task<BareBroker> StartAsync(int port, MqttTransport transport, string? data, BrokerOptions options, string[] denied, IReadOnlyCollection<IPNetwork> balancers, CancellationToken cancel)
    {
        try
        {
            return data is null
                ? await BareBroker.StartAsync(port, transport, null, options, denied, balancers, cancel)
                : await DataCommands.Expected(data, () => BareBroker.StartAsync(port, transport, data, options, denied, balancers, cancel));
        }
        catch (IOException trouble) when (trouble.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CliError($"{trouble.Message}\nAnother program listens there. Choose another port with --mqtt.");
        }
    }
}
