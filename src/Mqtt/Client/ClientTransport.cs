using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Kith.Mqtt.Client;

/// <summary>Opens the byte stream to a broker: TCP, TLS or WebSocket.</summary>
internal static class ClientTransport
{
    public static async Task<Stream> OpenAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        if (options.WebSocket is { } address)
        {
            return await OpenWebSocketAsync(options, address, cancellationToken);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream stream;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        return options.UseTls ? await OpenTlsAsync(options, stream, cancellationToken) : stream;
    }

    private static async Task<Stream> OpenTlsAsync(MqttClientOptions options, Stream plain, CancellationToken cancellationToken)
    {
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.Host,
                    RemoteCertificateValidationCallback = options.ValidateServer,
                    // Exactly this one, whichever issuers the broker says it likes; nothing is fetched for it.
                    ClientCertificateContext = options.ClientCertificate is { } certificate ? SslStreamCertificateContext.Create(certificate, null, offline: true) : null,
                },
                cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> OpenWebSocketAsync(MqttClientOptions options, Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // MQTT-6.0.0-3: the subprotocol is "mqtt".
            socket.Options.AddSubProtocol("mqtt");
            socket.Options.RemoteCertificateValidationCallback = options.ValidateServer;
            if (options.ClientCertificate is { } certificate)
            {
                socket.Options.ClientCertificates.Add(certificate);
            }
            await socket.ConnectAsync(address, cancellationToken);
            return WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
