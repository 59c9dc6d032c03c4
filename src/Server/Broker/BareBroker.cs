using System.Net;
using System.Runtime.Versioning;
using Kith.Gateway.Keeping;
using Kith.Homes.Kept;
using Kith.Ledger;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;
using Kith.Mqtt.Transports.Epoll;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Kith.Server.Broker;

/// <summary>The broker without a house: one open wall on this machine's own address, for conformance suites, measurements and whoever just wants a broker.</summary>
internal sealed class BareBroker : IAsyncDisposable
{
    private readonly TrustedBalancers? _balancers;
    private readonly ILoggerFactory _logging = LoggerFactory.Create(Logging);
    private readonly MqttBroker _broker;
    private readonly SqliteLedger? _ledger;
    private IHost? _host;
    private EpollTransport? _epoll;

    private BareBroker(BrokerOptions options, IReadOnlyCollection<string> denied, IReadOnlyCollection<IPNetwork> balancers, SqliteLedger? ledger)
    {
        _ledger = ledger;
        _balancers = TrustedBalancers.Of(balancers, options, TimeProvider.System);
        _broker = new MqttBroker(options with { MaxConnections = Descriptors.Spare(options.MaxConnections) }, new OpenDoor(denied), TimeProvider.System, _logging.CreateLogger<MqttBroker>(), ledger is null ? null : new KeptWalls(new KeptBytes(ledger)));
    }

    internal int Port { get; private set; }

    /// <param name="data">Where sessions and retained messages are kept; null: they end with the process.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="LedgerException">The folder is in use, of something else, or damaged.</exception>
    internal static async Task<BareBroker> StartAsync(int port, MqttTransport transport, string? data, BrokerOptions options, IReadOnlyCollection<string> denied, IReadOnlyCollection<IPNetwork> balancers, CancellationToken cancel)
    {
        using var logging = LoggerFactory.Create(Logging);
        var ledger = data is null ? null : await SqliteLedger.OpenAsync(new LedgerOptions { Folder = data }, [KeptBytes.Migration], TimeProvider.System, logging.CreateLogger<SqliteLedger>(), cancel);
        var bare = new BareBroker(options, denied, balancers, ledger);
        try
        {
            await bare._broker.RestoreAsync(cancel);
            await (transport is MqttTransport.Epoll && OperatingSystem.IsLinux() ? bare.ListenByEpollAsync(port, cancel) : bare.ListenByKestrelAsync(port, cancel));
            return bare;
        }
        catch
        {
            await bare.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until SIGTERM, Ctrl-C or the caller asks for the end.</summary>
    internal async Task WaitAsync(CancellationToken cancel)
    {
        // Not WaitForShutdownAsync: that stops the listeners first and cuts who is connected.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = _host!.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => asked.TrySetResult());
        await using var cancelled = cancel.Register(() => asked.TrySetResult());
        await asked.Task;
    }

    [SupportedOSPlatform("linux")]
    private async Task ListenByEpollAsync(int port, CancellationToken cancel)
    {
        _epoll = EpollTransport.Listen(new(IPAddress.Loopback, port), _broker, _logging.CreateLogger<EpollTransport>(), balancers: _balancers);
        Port = _epoll.Port;
        // Only to hear of SIGTERM and Ctrl-C.
        _host = Host.CreateEmptyApplicationBuilder(new()).Build();
        await _host.StartAsync(cancel);
    }

    private async Task ListenByKestrelAsync(int port, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "kith", ContentRootPath = AppContext.BaseDirectory });
        Logging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseProxyProtocol(_balancers).UseMqtt(_broker)));
        var app = builder.Build();
        _host = app;
        await app.StartAsync(cancel);
        Port = BindingAddress.Parse(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
    }

    private static void Logging(ILoggingBuilder log) => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        if (_epoll is not null) await _epoll.DisposeAsync();
        if (_host is not null) await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        if (_ledger is not null) await _ledger.DisposeAsync();
        _balancers?.Dispose();
        _logging.Dispose();
    }
}
