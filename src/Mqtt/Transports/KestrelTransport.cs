using Kith.Mqtt.Broker;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Mqtt.Transports;

/// <summary>MQTT over a Kestrel endpoint: plain TCP, or TLS when UseHttps stands before it.</summary>
public static class KestrelTransport
{
    /// <summary>Example: <c>kestrel.ListenAnyIP(1883, listen => listen.UseMqtt(broker))</c>.</summary>
    public static ListenOptions UseMqtt(this ListenOptions listen, MqttBroker broker)
    {
        ArgumentNullException.ThrowIfNull(broker);
        listen.Run(context => ServeAsync(broker, context));
        return listen;
    }

    private static async Task ServeAsync(MqttBroker broker, ConnectionContext context)
    {
        var wire = new PipeWire(context.Transport.Input, context.Transport.Output, context.RemoteEndPoint, context.Abort)
        {
            WithTls = context.Features.Get<ITlsHandshakeFeature>() is not null,
            Certificate = context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate,
        };
        var connection = broker.Accept(new Outbox(wire));
        if (connection is null)
        {
            context.Abort();
            return;
        }
        try
        {
            await wire.RunAsync(connection);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer's socket broke: the connection ends as Io below.
        }
        finally
        {
            broker.Release(connection);
        }
        _ = CutAsync(context, context.ConnectionClosed);
    }

    /// <summary>
    /// After this handler Kestrel waits until what was written has left; a peer that does not read would keep the socket for ever.
    /// </summary>
    private static async Task CutAsync(ConnectionContext context, CancellationToken closed)
    {
        await Task.Delay(PipeWire.Linger, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!closed.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
