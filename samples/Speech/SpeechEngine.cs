using System.Text.Json.Nodes;
using Kith.Speech.Hearing;
using Kith.Speech.Sounds;
using Kith.Speech.Speaking;
using Kith.Voice.Wyoming;

namespace Kith.Speech;

/// <summary>Speaks and hears for whoever connects by Wyoming. What it hears it forgets when it has answered.</summary>
internal sealed class SpeechEngine
{
    /// <summary>Nobody gives an order that takes longer.</summary>
    private const int MostSeconds = 30;

    /// <summary>Samples of one piece of speech: a tenth of a second.</summary>
    private const int Piece = 2_205;

    private readonly Dictionary<string, Ear> _ears;

    private SpeechEngine(Dictionary<string, Ear> ears, string knows) => (_ears, Knows) = (ears, knows);

    /// <summary>How many phrases of each language, for people.</summary>
    internal string Knows { get; }

    /// <param name="folder">With a file of phrases for each language, en.txt and zh.txt; a language may be missing.</param>
    internal static async Task<SpeechEngine> LearnAsync(string folder, CancellationToken cancel = default)
    {
        var taught = Speakers.Teachers.Select(row => (Language: row.Key, Speakers: row.Value, Phrases: Phrases(Path.Combine(folder, $"{row.Key}.txt")))).Where(row => row.Phrases.Length > 0).ToList();
        var ears = await Task.WhenAll(taught.Select(async row => (row.Language, Ear: await Ear.LearnAsync(row.Phrases, row.Speakers, cancel))));
        return new(ears.ToDictionary(row => row.Language, row => row.Ear), string.Join(", ", taught.Select(row => $"{row.Phrases.Length} phrases of {row.Language}")));
    }

    /// <summary>Answers one connection until it ends.</summary>
    internal async Task ServeAsync(WyomingConnection peer, CancellationToken cancel)
    {
        var (language, sound, rate) = ((string?)null, new MemoryStream(), Features.Rate);
        while (await peer.ReadAsync(cancel) is { } asked)
        {
            switch (asked.Type)
            {
                case "describe": await peer.WriteAsync(new("info", Info()), cancel); break;
                case "ping": await peer.WriteAsync(new("pong", new() { ["text"] = asked.Text("text") }), cancel); break;
                case "transcribe": (language, sound) = (asked.Text("language"), new()); break;
                case "audio-start" or "audio-chunk" when AudioFormat.Of(asked) is not { Width: 2, Channels: 1 }:
                    await peer.WriteAsync(WyomingEvent.Error("Only one channel of 16 bits is heard.", "bad-format"), cancel);
                    return;
                case "audio-start": (sound, rate) = (new(), asked.Number("rate")!.Value); break;
                case "audio-chunk" when sound.Length + asked.Payload.Length <= MostSeconds * rate * 2: sound.Write(asked.Payload.Span); break;
                case "audio-stop":
                    var (text, its) = Hear(Sound.OfPcm(rate, sound.ToArray()), language);
                    await peer.WriteAsync(new("transcript", new() { ["text"] = text, ["language"] = its }), cancel);
                    break;
                case "synthesize": await SpeakAsync(peer, asked, cancel); break;
            }
        }
    }

    /// <summary>The text and its language; no text where it was nothing that is known.</summary>
    private (string Text, string? Language) Hear(Sound sound, string? language) =>
        _ears.Where(ear => language is null || ear.Key == Speakers.LanguageOf(language)).Select(ear => (Guess: ear.Value.Hear(sound), Language: ear.Key))
            .Where(heard => heard.Guess is not null).OrderBy(heard => heard.Guess!.Ratio).Select(heard => (heard.Guess!.Phrase, (string?)heard.Language)).FirstOrDefault(("", language));

    private static async Task SpeakAsync(WyomingConnection peer, WyomingEvent asked, CancellationToken cancel)
    {
        var voice = asked.Data?["voice"] as JsonObject;
        var text = asked.Text("text") ?? "";
        try
        {
            var sound = await Espeak.SayAsync(text, Speakers.For((string?)voice?["language"] ?? (string?)voice?["name"]), cancel);
            var format = new AudioFormat(sound.Rate, 2, 1);
            await peer.WriteAsync(format.Start(), cancel);
            var bytes = sound.ToPcm().AsMemory();
            for (var at = 0; at < bytes.Length; at += 2 * Piece) await peer.WriteAsync(format.Chunk(bytes.Slice(at, Math.Min(2 * Piece, bytes.Length - at))), cancel);
            await peer.WriteAsync(AudioFormat.Stop(), cancel);
        }
        catch (InvalidOperationException trouble)
        {
            await peer.WriteAsync(WyomingEvent.Error(trouble.Message, "no-speech"), cancel);
        }
    }

    private JsonObject Info() => new()
    {
        ["asr"] = new JsonArray(Program("kith-phrases", "Hears the phrases it was taught", "models", _ears.Keys.Select(language => Part($"phrases-{language}", language)))),
        ["tts"] = new JsonArray(Program("espeak-ng", "Speaks with espeak-ng", "voices", Speakers.Teachers.Select(row => Part(row.Value[0].Name, row.Key)))),
    };

    private static JsonObject Program(string name, string does, string list, IEnumerable<JsonObject> parts)
    {
        var its = Part(name);
        (its["description"], its[list]) = (does, new JsonArray([.. parts]));
        return its;
    }

    private static JsonObject Part(string name, params string[] languages) => new()
    {
        ["name"] = name, ["languages"] = new JsonArray([.. languages.Select(language => JsonValue.Create(language))]), ["installed"] = true, ["version"] = "1",
        ["attribution"] = new JsonObject { ["name"] = "Kith", ["url"] = "" },
    };

    private static string[] Phrases(string file) => File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()] : [];
}
