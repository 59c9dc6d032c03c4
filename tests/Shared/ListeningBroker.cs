using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Shared;

/// <summary>A broker that listens for MQTT on this machine.</summary>
internal sealed class ListeningBroker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ListeningBroker(WebApplication app)
    {
        _app = app;
        var ports = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port).ToArray();
        (Port, TlsPort) = (ports[0], ports[^1]);
    }

    internal int Port { get; }

    /// <summary>That of <see cref="Port"/> where there is none for TLS.</summary>
    internal int TlsPort { get; }

    /// <param name="port">0 for one that is free.</param>
    /// <param name="tls">With which it listens for TLS too.</param>
    internal static Task<ListeningBroker> StartAsync(MqttBroker broker, int port = 0, X509Certificate2? tls = null) => StartAsync(broker, kestrel =>
    {
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseMqtt(broker));
        if (tls is not null) kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseMqttTls(tls).UseMqtt(broker));
    });

    /// <summary>With one door alone.</summary>
    internal static Task<ListeningBroker> StartAsync(MqttBroker broker, int port, Door door) => StartAsync(broker, kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
    {
        if (door is Door.Tls) listen.UseMqttTls(TestCertificates.OfServer);
        if (door is Door.Tcp or Door.Tls) listen.UseMqtt(broker);
        if (door is Door.SecureWebSocket) listen.UseHttps(TestCertificates.OfServer);
    }));

    private static async Task<ListeningBroker> StartAsync(MqttBroker broker, Action<KestrelServerOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(configure);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapMqtt("/mqtt", broker);
        await app.StartAsync();
        return new ListeningBroker(app);
    }

    internal Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
