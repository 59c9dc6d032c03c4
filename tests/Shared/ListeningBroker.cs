using System.Net;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    internal int Port { get; }

    /// <param name="port">0 for one that is free.</param>
    internal static async Task<ListeningBroker> StartAsync(MqttBroker broker, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseMqtt(broker)));
        var app = builder.Build();
        await app.StartAsync();
        return new ListeningBroker(app);
    }

    internal Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
