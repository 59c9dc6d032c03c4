using System.Text.Json.Nodes;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Providing;

/// <summary>What came of a sentence that was handed over to be done.</summary>
/// <param name="Done">It was understood, and done or answered.</param>
/// <param name="Say">What to tell who said it.</param>
public sealed record Handled(bool Done, string Say);

/// <summary>What a sentence means, with nothing done.</summary>
public sealed record Recognized(string Name, IReadOnlyList<KeyValuePair<string, string>> Entities);

/// <summary>
/// The other way round: another program's pipeline has the microphone and asks us what was meant (recognize) or has it done (transcript, or an
/// intent of ours brought back). Whoever can connect may ask; so the connection itself has to be one that only the right program can make.
/// </summary>
/// <param name="hear">Understands and does.</param>
/// <param name="understand">Understands alone; null where nothing was understood.</param>
public sealed class Provider(string version, Func<Transcript, CancellationToken, Task<Handled>> hear, Func<Transcript, CancellationToken, Task<Recognized?>> understand)
{
    /// <summary>The entity of an intent that brings the sentence itself along: it is what we do when the intent comes back.</summary>
    private const string Sentence = "sentence";

    private const int LongestText = 500;

    /// <summary>Answers one connection until it leaves.</summary>
    public async Task ServeAsync(WyomingConnection connection, CancellationToken cancel)
    {
        while (await connection.ReadAsync(cancel) is { } heard)
            if (await AnswerAsync(heard, cancel) is { } answer && !await connection.WriteAsync(answer, cancel)) return;
    }

    private async Task<WyomingEvent?> AnswerAsync(WyomingEvent heard, CancellationToken cancel)
    {
        switch (heard.Type)
        {
            case "describe": return Info();
            case "ping": return new("pong", heard.Data);
            case "transcript": return await DoneAsync(heard.Text("text"), heard.Text("language"), cancel);
            case "recognize":
                if (Of(heard.Text("text"), heard.Text("language")) is not { } said) return Wrong();
                return await understand(said, cancel) is { } its ? Intent(its, said.Text) : new("not-recognized", new() { ["text"] = said.Text });
            case "intent": return await DoneAsync(EntityOf(heard, Sentence), heard.Text("language"), cancel);
            default: return null;
        }
    }

    private async Task<WyomingEvent> DoneAsync(string? text, string? language, CancellationToken cancel)
    {
        if (Of(text, language) is not { } said) return Wrong();
        var handled = await hear(said, cancel);
        return new(handled.Done ? "handled" : "not-handled", new() { ["text"] = handled.Say });
    }

    private static Transcript? Of(string? text, string? language) => text?.Trim() is { Length: > 0 and <= LongestText } said ? new(said, language) : null;

    private static WyomingEvent Wrong() => WyomingEvent.Error($"say something of at most {LongestText} characters", "bad-text");

    private static WyomingEvent Intent(Recognized its, string sentence) => new("intent", new()
    {
        ["name"] = its.Name,
        ["entities"] = new JsonArray([.. its.Entities.Append(new(Sentence, sentence)).Select(entity => new JsonObject { ["name"] = entity.Key, ["value"] = entity.Value })]),
    });

    private static string? EntityOf(WyomingEvent intent, string name) => (intent.Data?["entities"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(entity => entity["name"] is JsonValue its && its.TryGetValue<string>(out var called) && called == name)
        .Select(entity => entity["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null).FirstOrDefault();

    private WyomingEvent Info() => new("info", new() { ["asr"] = new JsonArray(), ["tts"] = new JsonArray(), ["wake"] = new JsonArray(), ["handle"] = Program("the home"), ["intent"] = Program("the home") });

    private JsonArray Program(string model) => new(new JsonObject
    {
        ["name"] = "kith",
        ["description"] = "Understands a home in English and Chinese",
        ["attribution"] = Attribution(),
        ["installed"] = true,
        ["version"] = version,
        ["models"] = new JsonArray(new JsonObject
        {
            ["name"] = model, ["description"] = model, ["attribution"] = Attribution(), ["installed"] = true, ["version"] = version, ["languages"] = new JsonArray("en", "zh"),
        }),
    });

    private static JsonObject Attribution() => new() { ["name"] = "Kith", ["url"] = "" };
}
