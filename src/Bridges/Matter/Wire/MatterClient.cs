using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;

namespace Kith.Bridges.Matter.Wire;

/// <summary>
/// A connection to a Matter controller that speaks the python-matter-server WebSocket API: requests with an answer each, and events in
/// between. Node ids have 64 bits and come as plain JSON numbers.
/// </summary>
internal sealed class MatterClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _asked = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _invoker;
    private long _number;

    private MatterClient(Func<string, int, CancellationToken, ValueTask<Stream>> connect) => _invoker = new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = false, AllowAutoRedirect = false, ConnectCallback = (context, cancel) => connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel),
    });

    /// <summary>What it said of itself when it was called.</summary>
    internal JsonElement Greeting { get; private set; }

    internal string? Version => Text(Greeting, "sdk_version");

    /// <summary>Whether it can show devices of the home to other ecosystems: Kith's own program says so.</summary>
    internal bool ShowsDevices => Greeting.ValueKind is JsonValueKind.Object && Greeting.TryGetProperty("kith", out _);

    /// <summary>Calls a server of the local network, or a program of this machine by its unix socket.</summary>
    internal static async Task<MatterClient> CallAsync(Uri server, string? unixSocket, LocalNetwork network, CancellationToken cancel)
    {
        var client = new MatterClient(async (host, port, token) => unixSocket is null ? await network.ConnectAsync(host, port, token) : await ConnectAsync(unixSocket, token));
        try
        {
            client._socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
            client._socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
            await client._socket.ConnectAsync(server, client._invoker, cancel);
            client.Greeting = await client.ReadAsync(cancel) ?? throw new IOException("it does not speak the python-matter-server API");
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <param name="happened">An event and its data.</param>
    /// <param name="malformed">A message that could not be read.</param>
    internal async Task RunAsync(Action<string, JsonElement> happened, Action malformed, CancellationToken cancel)
    {
        try
        {
            while (_socket.State is WebSocketState.Open)
            {
                if (await ReadAsync(cancel) is not { } message)
                {
                    if (_socket.State is not WebSocketState.Open) return;
                    malformed();
                }
                else if (Text(message, "event") is { } name) happened(name, message.TryGetProperty("data", out var data) ? data : default);
                else if (Text(message, "message_id") is { } id && _asked.TryRemove(id, out var waiting)) waiting.TrySetResult(message);
                // An answer that comes after its asker gave up is late, not wrong.
                else if (Text(message, "message_id") is null) malformed();
            }
        }
        finally
        {
            foreach (var id in _asked.Keys)
                if (_asked.TryRemove(id, out var waiting)) waiting.TrySetException(new IOException("the Matter controller is gone"));
        }
    }

    /// <summary>Asks and waits for the answer. Fails with device.refused in the controller's own words, device.timeout or device.offline.</summary>
    internal async Task<Result<JsonElement>> AskAsync(string command, JsonObject arguments, TimeSpan patience, CancellationToken cancel)
    {
        if (_asked.Count >= MatterLimits.Requests) return new Fault(ErrorCodes.ServerBusy, "the Matter controller has too much to do");
        var id = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var waiting = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = waiting;
        try
        {
            await SendAsync(new JsonObject { ["message_id"] = id, ["command"] = command, ["args"] = arguments }, cancel);
            var answer = await waiting.Task.WaitAsync(patience, cancel);
            if (answer.TryGetProperty("error_code", out _)) return new Fault(ErrorCodes.DeviceRefused, Text(answer, "details") ?? "the Matter controller refused");
            return answer.TryGetProperty("result", out var result) ? result : default;
        }
        catch (TimeoutException)
        {
            return new Fault(ErrorCodes.DeviceTimeout, "the Matter device did not answer in time");
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return new Fault(ErrorCodes.DeviceOffline, "the Matter controller is not connected");
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    internal static string? Text(JsonElement json, string field) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private async Task SendAsync(JsonObject message, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Null for what is no object of JSON, and when the connection ended.</summary>
    private async Task<JsonElement?> ReadAsync(CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (part.MessageType is WebSocketMessageType.Close) return null;
            whole.Write(buffer, 0, part.Count);
            if (whole.Length > MatterLimits.MessageBytes) throw new IOException("the Matter controller sent more than it may");
            if (part.EndOfMessage) break;
        }
        try
        {
            using var document = JsonDocument.Parse(whole.GetBuffer().AsMemory(0, (int)whole.Length), new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string unixSocket, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(unixSocket), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _invoker.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }
}
