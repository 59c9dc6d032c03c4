using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kith.Mqtt.Transports;

/// <summary>MQTT over a Kestrel endpoint: plain TCP, or TLS when UseHttps stands before it.</summary>
public static class KestrelTransport
{
    /// <summary>How long what was written last has to leave. 1 s: a peer that reads takes it at once.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Example: <c>kestrel.ListenAnyIP(1883, listen => listen.UseMqtt(broker))</c>.</summary>
    public static ListenOptions UseMqtt(this ListenOptions listen, MqttBroker broker)
    {
        ArgumentNullException.ThrowIfNull(broker);
        listen.Run(context => ServeAsync(broker, context));
        return listen;
    }

    /// <summary>
    /// TLS before <see cref="UseMqtt"/>. A client may show a certificate of its own; whoever issued it, the owner of the walls gets to see it
    /// (<see cref="ConnectAttempt.ClientCertificate"/>) and judges. That the client has its key is proven by the handshake.
    /// </summary>
    public static ListenOptions UseMqttTls(this ListenOptions listen, X509Certificate2 certificate)
    {
        listen.UseHttps(certificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = static (_, _, _) => true;
            https.OnAuthenticate = static (_, tls) =>
            {
                // A stranger's certificate names addresses to fetch its issuers from: nobody goes there.
                tls.CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
                // HTTP's are not ours, and a client that names a protocol of its own is not turned away.
                tls.ApplicationProtocols = null;
            };
        });
        return listen;
    }

    private static async Task ServeAsync(MqttBroker broker, ConnectionContext context)
    {
        var wire = new PipeWire(context.Transport.Input, context.Transport.Output, context.RemoteEndPoint, context.Abort)
        {
            WithTls = context.Features.Get<ITlsHandshakeFeature>() is not null || context.Features.Get<TlsAtBalancer>() is not null,
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
        await Task.Delay(LastWords, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!closed.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
