using System.Net;
using System.Runtime.Versioning;
using Kith.Homes;
using Kith.Ledger;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;
using Kith.Mqtt.Transports.Epoll;
using Kith.Mqtt.Transports.Proxy;
using Kith.Server.Accounts;
using Kith.Server.Api;
using Kith.Server.App;
using Kith.Server.Assistant;
using Kith.Server.Delivery;
using Kith.Server.Errors;
using Kith.Server.Observability;
using Kith.Server.Voice;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Server.Composition;

/// <summary>A running Kith: ledger, homes, gateway, bridges, API and app in one process.</summary>
internal sealed class KithServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly House _house;
    private readonly TrustedBalancers? _balancers;
    private EpollTransport? _epoll;

    private KithServer(WebApplication app, House house, TrustedBalancers? balancers) => (_app, _house, _balancers) = (app, house, balancers);

    internal IServiceProvider Services => _app.Services;

    /// <summary>Where the app is, as this machine reaches it.</summary>
    internal Uri Address => new($"http://{Options.Http.LocalHost}:{PortOf(Options.Http, 0)}");

    /// <summary>The port for devices over plain MQTT; null when there is none.</summary>
    internal int? MqttPort => Options.Mqtt is { } mqtt ? _epoll?.Port ?? PortOf(mqtt, 1) : null;

    /// <summary>The port for devices over TLS; null when there is none.</summary>
    internal int? MqttsPort => Options.Mqtts is { } mqtts ? PortOf(mqtts, Options.Metrics is null ? ^1 : ^2) : null;

    /// <summary>The port for the operator's figures; null when there is none.</summary>
    internal int? MetricsPort => Options.Metrics is { } metrics ? PortOf(metrics, ^1) : null;

    private int PortOf(Listen where, Index order) => where.Descriptor is null ? Ports[order] : where.Port;

    private KithOptions Options => _app.Services.GetRequiredService<KithOptions>();

    /// <summary>Kestrel's, in the order of listening: HTTP, MQTT, MQTT over TLS, figures.</summary>
    private List<int> Ports => [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => BindingAddress.Parse(address).Port)];

    /// <summary>Opens what the folder keeps, then listens: whoever connects finds everything there.</summary>
    /// <exception cref="LedgerException">The folder is in use, of a newer version, or damaged.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    internal static async Task<KithServer> StartAsync(KithOptions options, TimeProvider time, CancellationToken cancel = default)
    {
        var house = await House.OpenAsync(options, time, LoggerFactory.Create(log => Logging(log, options)), cancel);
        var balancers = TrustedBalancers.Of(options.Balancers, options.Broker, time);
        var builder = Builder(options, house.Gateway.Broker, balancers, time);
        house.AddTo(builder.Services);
        builder.Services
            .AddSingleton(options).AddSingleton(time)
            .AddSingleton<ServerMetrics>().AddSingleton<Prometheus>().AddSingleton<OperatorMetrics>()
            .AddAccounts(options.PasswordRounds, options.PublicHost)
            .AddDelivery(options)
            .AddAssistant()
            .AddVoice(options.Voice)
            .AddApi();
        var server = new KithServer(builder.Build(), house, balancers);
        try
        {
            server.Map(new AppFiles(options.App));
            await server._app.StartAsync(cancel);
            server._epoll = options.Mqtt is { } plain && options.Transport is MqttTransport.Epoll && OperatingSystem.IsLinux()
                ? ByEpoll(plain, house.Gateway.Broker, server.Services.GetRequiredService<ILogger<EpollTransport>>(), balancers)
                : null;
            if (options.Mqtt is { } mqtt) house.Gateway.Pairings.Address = (LocalAddresses.ForDevices(mqtt), server.MqttPort!.Value);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until SIGTERM, Ctrl-C or the caller asks for the end.</summary>
    internal async Task WaitAsync(CancellationToken cancel)
    {
        var life = _app.Services.GetRequiredService<IHostApplicationLifetime>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = life.ApplicationStopping.Register(() => asked.TrySetResult());
        await using var cancelled = cancel.Register(life.StopApplication);
        await asked.Task;
    }

    /// <summary>Who asks first, who answers last: devices and live feeds, requests, homes, and then what they write to.</summary>
    public async ValueTask DisposeAsync()
    {
        _app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _house.CloseDoorsAsync();
        if (_epoll is not null) await _epoll.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _house.DisposeAsync();
        _balancers?.Dispose();
    }

    private static WebApplicationBuilder Builder(KithOptions options, MqttBroker broker, TrustedBalancers? balancers, TimeProvider time)
    {
        // Nothing is read from the working folder or the environment but what the command line names.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "kith", ContentRootPath = AppContext.BaseDirectory });
        Logging(builder.Logging, options);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = KithOptions.BodyLimit;
            var web = kestrel.ApplicationServices.GetRequiredService<WebConnections>();
            Open(kestrel, options.Http, listen => web.Bound(listen).UseProxyProtocol(balancers));
            if (options.Mqtt is { } mqtt && options.Transport is MqttTransport.Kestrel) Open(kestrel, mqtt, listen => web.Bound(listen).UseProxyProtocol(balancers).UseMqtt(broker));
            if (options.Mqtts is { } mqtts)
                Open(kestrel, mqtts, listen => web.Bound(listen).UseProxyProtocol(balancers).UseMqttTls(Certificates.OfServer(options.Data, time)).UseMqtt(broker));
            if (options.Metrics is { } metrics) Open(kestrel, metrics, OperatorMetrics.Mark);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = KithOptions.StopWithin);
        builder.Services.AddSingleton<WebConnections>().AddRoutingCore();
        return builder;
    }

    [SupportedOSPlatform("linux")]
    private static EpollTransport ByEpoll(Listen where, MqttBroker broker, ILogger log, TrustedBalancers? balancers) => where.Descriptor is { } given
        ? EpollTransport.Adopt(given, broker, log, balancers: balancers)
        : EpollTransport.Listen(new(where.Address, where.Port), broker, log, balancers: balancers);

    private static void Open(KestrelServerOptions kestrel, Listen where, Action<ListenOptions> configure)
    {
        if (where.Descriptor is { } given) kestrel.ListenHandle((ulong)given, configure);
        else if (where.Address.Equals(IPAddress.IPv6Any)) kestrel.ListenAnyIP(where.Port, configure);
        else kestrel.Listen(where.Address, where.Port, configure);
    }

    private void Map(AppFiles app)
    {
        // Listens from the first request on.
        _app.Services.GetRequiredService<Prometheus>();
        _app.Services.GetRequiredService<HomeHost>().AddOutside(new RuleCalls(_app.Services.GetRequiredService<Destinations>()));
        _app.Use(_app.Services.GetRequiredService<OperatorMetrics>().ServeAsync);
        _app.Use(SecurityHeaders.AddAsync);
        _app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ =>
            true, ExceptionHandler = _ => Task.CompletedTask });
        _app.UseStatusCodePages(Unhandled.OnBareStatus);
        _app.Use(app.ServeAsync);
        _app.UseWebSockets();
        _app.UseRouting();
        _app.Use(_app.Services.GetRequiredService<Gate>().PassAsync);
        _app.UseRateLimiter();
        _app.MapApi();
        _app.MapMqtt("/mqtt", _house.Gateway.Broker).Public();
    }

    private static void Logging(ILoggingBuilder log, KithOptions options) => log
        .SetMinimumLevel(options.LogLevel).AddFilter("Microsoft", LogLevel.Warning)
        .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "HH:mm:ss ", true));
}
