using System.Net;
using System.Text;
using Kith.Voice.Wyoming;

namespace Kith.Server.Tests.Voice;

/// <summary>An engine whose sound is written words: it hears what the bytes say, and speaks the bytes of what it is told.</summary>
internal sealed class TypedEngine : IAsyncDisposable
{
    private static readonly WyomingEvent Info = new("info", new()
    {
        ["asr"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["name"] = "typed", ["models"] = new System.Text.Json.Nodes.JsonArray() }),
        ["tts"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["name"] = "typed", ["voices"] = new System.Text.Json.Nodes.JsonArray() }),
    });

    private readonly WyomingListener _listener = WyomingListener.Start(new(IPAddress.Loopback, 0), ServeAsync);

    internal WyomingAddress Address => new("127.0.0.1", _listener.Port);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static async Task ServeAsync(WyomingConnection peer, CancellationToken cancel)
    {
        using var sound = new MemoryStream();
        while (await peer.ReadAsync(cancel) is { } asked)
            switch (asked.Type)
            {
                case "describe": await peer.WriteAsync(Info, cancel); break;
                case "audio-chunk": sound.Write(asked.Payload.Span); break;
                case "audio-stop": await peer.WriteAsync(new("transcript", new() { ["text"] = Text(sound) }), cancel); break;
                case "synthesize":
                    await peer.WriteAsync(AudioFormat.Speech.Start(), cancel);
                    await peer.WriteAsync(AudioFormat.Speech.Chunk(Encoding.UTF8.GetBytes(asked.Text("text")!)), cancel);
                    await peer.WriteAsync(AudioFormat.Stop(), cancel);
                    break;
            }
    }

    /// <summary>Silence is zeros, and more than anybody says is only counted.</summary>
    private static string Text(MemoryStream sound) =>
        sound.Length > 10_000 ? $"{sound.Length} bytes" : Encoding.UTF8.GetString(sound.ToArray()).Trim('\0');
}
