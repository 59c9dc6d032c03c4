using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kith.Mqtt.Transports;

/// <summary>
/// MQTT over WebSocket (MQTT 5.0 §6): binary frames, subprotocol "mqtt", packets may span frames. The application must use
/// UseWebSockets().
/// </summary>
public static class WebSocketTransport
{
    private const string Subprotocol = "mqtt";

    /// <summary>Bytes read at once from a WebSocket.</summary>
    private const int ReadSize = 4096;

    public static IEndpointConventionBuilder MapMqtt(this IEndpointRouteBuilder endpoints, string path, MqttBroker broker)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return endpoints.Map(path, context => ServeAsync(broker, context));
    }

    private static async Task ServeAsync(MqttBroker broker, HttpContext context)
    {
        // MQTT-6.0.0-3: a client that does not offer "mqtt" is not served.
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Subprotocol);
        var input = new Pipe();
        var output = PipeWriter.Create(WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: false));
        var remote = new IPEndPoint(context.Connection.RemoteIpAddress ?? IPAddress.None, context.Connection.RemotePort);
        var wire = new PipeWire(input.Reader, output, remote, context.Abort)
        {
            WithTls = context.Request.IsHttps || context.Features.Get<TlsAtBalancer>() is not null,
            Certificate = context.Connection.ClientCertificate,
        };
        var connection = broker.Accept(new Outbox(wire));
        if (connection is null)
        {
            context.Abort();
            return;
        }
        var pump = PumpAsync(socket, input.Writer, context.RequestAborted);
        try
        {
            await wire.RunAsync(connection);
        }
        finally
        {
            broker.Release(connection);
            await input.Reader.CompleteAsync();
        }
        await CloseAsync(socket, context);
        await pump.WaitAsync(broker.Options.Linger, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private static async Task PumpAsync(WebSocket socket, PipeWriter input, CancellationToken aborted)
    {
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(input.GetMemory(ReadSize), aborted);
                // MQTT-6.0.0-1: anything but binary frames ends the connection.
                if (received.MessageType != WebSocketMessageType.Binary)
                {
                    break;
                }
                input.Advance(received.Count);
                if ((await input.FlushAsync(aborted)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (IsPeerGone(exception))
        {
            // The peer has gone; completing the pipe tells the connection.
        }
        await input.CompleteAsync();
    }

    private static async Task CloseAsync(WebSocket socket, HttpContext context)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }
        }
        catch (Exception exception) when (IsPeerGone(exception))
        {
            // Already gone.
        }
    }

    private static bool IsPeerGone(Exception exception)
        => exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;
}
