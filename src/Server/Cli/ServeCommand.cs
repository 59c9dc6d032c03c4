using System.CommandLine;
using Kith.Server.Accounts;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>kith serve: runs a home for good.</summary>
internal static class ServeCommand
{
    internal static Command Make(CommonOptions common)
    {
        var serve = new Command("serve", "Runs Kith until it is told to stop (Ctrl-C or SIGTERM). Needs no configuration; the first start prints a link to set it up");
        serve.Does(async (parsed, output, cancel) => await RunAsync(InheritedSockets.Take(common.Read(parsed)), output, GreetAsync, cancel));
        return serve;
    }

    /// <summary>Starts, lets <paramref name="greet"/> say what there is to say and begin what runs beside, and runs until stopped.</summary>
    internal static async Task RunAsync(
        KithOptions options, TextWriter output, Func<KithServer, TextWriter, Task<IAsyncDisposable?>> greet, CancellationToken cancel)
    {
        await using var server = await StartAsync(options, cancel);
        await using var beside = await greet(server, output);
        await output.FlushAsync(cancel);
        await server.WaitAsync(cancel);
    }

    internal static async Task<KithServer> StartAsync(KithOptions options, CancellationToken cancel)
    {
        try
        {
            return await DataCommands.Expected(options.Data, () => KithServer.StartAsync(options, TimeProvider.System, cancel));
        }
        catch (IOException trouble) when (trouble.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CliError($"{trouble.Message}\nAnother program listens there. Stop it, or choose another port with --http or --mqtt (--http 8090 --mqtt 1884).");
        }
        catch (UnauthorizedAccessException trouble)
        {
            throw new CliError($"{trouble.Message}\nChoose a folder you may write to with --data, and ports above 1024.");
        }
    }

    private static async Task<IAsyncDisposable?> GreetAsync(KithServer server, TextWriter output)
    {
        var options = server.Services.GetRequiredService<KithOptions>();
        output.WriteLine($"Kith {Api.SystemApi.Version} is at {server.Address}  (data in {options.Data})");
        if (LocalAddresses.ForDevices(options.Http) is not "localhost" and var host)
            output.WriteLine($"From other devices of the home: http://{host}:{server.Address.Port}/");
        if (server.MqttPort is { } mqtt) output.WriteLine($"Devices connect over MQTT on port {mqtt} ({TransportWords.Of(options.Transport)}{TransportWords.Of(options.Mqtt!, options)})");
        if (server.MqttsPort is { } mqtts)
            output.WriteLine($"Devices connect over MQTT with TLS on port {mqtts} ({TransportWords.Tls}{TransportWords.Of(options.Mqtts!, options)}; authority: {Path.Combine(options.Data, "tls", "ca.pem")})");
        output.WriteLine($"Programs in browsers connect over MQTT at {server.Address}mqtt (WebSocket, kestrel{TransportWords.Of(options.Http, options)})");
        if (!await server.Services.GetRequiredService<AccountStore>().IsEmptyAsync()) return null;
        var (ticket, expires) = await server.Services.GetRequiredService<Links>().MakeAsync(LinkKind.Setup);
        output.WriteLine($"Set it up, once, until {expires:HH:mm} UTC:  {server.Address}#/setup/{ticket}");
        return null;
    }
}
