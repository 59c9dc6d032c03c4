using System.Net;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Mqtt.Transports.Epoll;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Mqtt.Tests;

/// <summary>A broker on ephemeral ports of the loopback: plain, TLS, WebSocket, and WebSocket over TLS.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplication _app;
    private readonly EpollTransport? _epoll;
    private readonly TrustedBalancers? _balancers;

    private TestHost(WebApplication app, EpollTransport? epoll, MqttBroker broker, TestAdmission admission, TrustedBalancers? balancers)
    {
        _balancers = balancers;
        _app = app;
        _epoll = epoll;
        Broker = broker;
        Admission = admission;
        var ports = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port).ToArray();
        (Port, TlsPort, WebPort, SecureWebPort) = (epoll?.Port ?? ports[0], ports[1], ports[2], ports[3]);
    }

    public MqttBroker Broker { get; }
    public TestAdmission Admission { get; }
    public int Port { get; }
    public int TlsPort { get; }
    public int WebPort { get; }
    public int SecureWebPort { get; }

    public static async Task<TestHost> StartAsync(MqttTransport plain, BrokerOptions? options = null, TimeProvider? time = null, IWallStore? store = null, IPNetwork[]? balancers = null)
    {
        var admission = new TestAdmission { IsKept = store is not null };
        var broker = new MqttBroker(options ?? new BrokerOptions(), admission, time ?? TimeProvider.System, NullLogger.Instance, store);
        var trusted = TrustedBalancers.Of(balancers ?? [], broker.Options, time ?? TimeProvider.System);
        await broker.RestoreAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseProxyProtocol(trusted).UseMqtt(broker));
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.UseProxyProtocol(trusted).UseMqttTls(TestCertificate.Instance).UseMqtt(broker);
            });
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseProxyProtocol(trusted));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseProxyProtocol(trusted).UseHttps(TestCertificate.Instance));
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.MapMqtt("/mqtt", broker);
        await app.StartAsync();
        var epoll = plain == MqttTransport.Epoll && OperatingSystem.IsLinux()
            ? EpollTransport.Listen(new(IPAddress.Loopback, 0), broker, NullLogger.Instance, loops: 2, balancers: trusted)
            : null;
        return new TestHost(app, epoll, broker, admission, trusted);
    }

    /// <summary>A client in the wall "home" unless its user name says another.</summary>
    public MqttClientOptions Options(string clientId, ProtocolVersion version = ProtocolVersion.V5) => new()
    {
        Port = Port,
        ClientId = clientId,
        Version = version,
        UserName = "home",
        MaxInflight = 32,
    };

    public async Task<MqttClient> ConnectAsync(string clientId, ProtocolVersion version = ProtocolVersion.V5)
        => await ConnectAsync(Options(clientId, version));

    public static async Task<MqttClient> ConnectAsync(MqttClientOptions options)
    {
        var client = new MqttClient(options);
        var outcome = await client.ConnectAsync();
        Assert.Equal((ReasonCode.Success, null), (outcome.Reason, outcome.Error));
        return client;
    }

    public MqttClient ClientFor(string clientId) => new(Options(clientId));

    public Task<RawClient> ConnectRawAsync() => RawClient.ConnectAsync(Port);

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        if (_epoll is not null)
        {
            await _epoll.DisposeAsync();
        }
        await _app.DisposeAsync();
        _balancers?.Dispose();
    }
}
