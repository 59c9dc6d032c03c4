using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Voice;

/// <summary>An app's end of a microphone's socket.</summary>
internal sealed class Voiced : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _frame = new byte[64 * 1024];

    /// <param name="origin">The page that a browser would open it from; null for none.</param>
    internal static async Task<Voiced> OpenAsync(TestKith kith, Browser browser, string home, string? origin = null)
    {
        var its = new Voiced();
        if (browser.Token is { } token) its._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        else its._socket.Options.SetRequestHeader("Cookie", $"kith_session={browser.Cookie}");
        if (origin is not null) its._socket.Options.SetRequestHeader("Origin", origin);
        its._socket.Options.CollectHttpResponseDetails = true;
        using var patience = new CancellationTokenSource(Patience);
        await its._socket.ConnectAsync(new UriBuilder(kith.Server.Address) { Scheme = "ws", Path = $"/api/v1/homes/{home}/assistant/microphone" }.Uri, patience.Token);
        return its;
    }

    internal async Task SayAsync(object word) => await SendAsync(JsonSerializer.SerializeToUtf8Bytes(word), WebSocketMessageType.Text);

    internal async Task SoundAsync(string said) => await SendAsync(Encoding.UTF8.GetBytes(said), WebSocketMessageType.Binary);

    internal async Task SoundAsync(byte[] sound) => await SendAsync(sound, WebSocketMessageType.Binary);

    /// <summary>The next thing told; sound as its bytes, and null at the end.</summary>
    internal async Task<(JsonNode? Event, byte[]? Sound)?> ToldAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var got = await _socket.ReceiveAsync(_frame.AsMemory(length), patience.Token);
            if (got.MessageType is WebSocketMessageType.Close) return null;
            length += got.Count;
            if (!got.EndOfMessage) continue;
            return got.MessageType is WebSocketMessageType.Binary ? (null, _frame[..length]) : (JsonNode.Parse(_frame.AsSpan(0, length)), null);
        }
    }

    /// <summary>The next event, which is of this type.</summary>
    internal async Task<JsonNode> ToldAsync(string type)
    {
        var told = (await ToldAsync())?.Event;
        Assert.True(told?["type"]?.ToString() == type, $"{type} is awaited, {told?.ToJsonString() ?? "the end"} came");
        return told!;
    }

    internal async Task EndedAsync()
    {
        Assert.Null(await ToldAsync());
        using var patience = new CancellationTokenSource(Patience);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(bytes, type, endOfMessage: true, patience.Token);
    }
}
