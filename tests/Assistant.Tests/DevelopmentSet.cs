using System.Text.Json;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>Sentences that households say, written by hand, with the homes in which they are said: Cases/.</summary>
internal static class DevelopmentSet
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");
    private static readonly string[] Names = ["en-plain", "en-hard", "en-questions", "en-refuse", "zh-plain", "zh-hard", "zh-questions", "zh-refuse"];

    internal static readonly IReadOnlyDictionary<string, HouseFile> Houses =
        Directory.GetFiles(Path.Combine(Folder, "homes"), "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => HouseFile.Read(File.ReadAllText(file)));

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<(Sentence, Understood)>>> Heard = new(() => Names.ToDictionary(name => name, name => Hear(NewBatch(), Sentences(name))));

    internal static string HomeText(string home) => File.ReadAllText(Path.Combine(Folder, "homes", home + ".json"));

    internal static IReadOnlyList<Sentence> Sentences(string name) => [.. File.ReadLines(Path.Combine(Folder, name + ".jsonl")).Select(Sentence.Read)];

    /// <summary>Every sentence of a file with what is understood by it; each file is heard once for all tests.</summary>
    internal static IReadOnlyList<(Sentence Said, Understood Got)> Understood(string name) => Heard.Value[name];

    internal static IEnumerable<(Sentence Said, Understood Got)> All => Names.SelectMany(Understood);

    internal static Batch NewBatch() => new(Houses, Clock);

    internal static IReadOnlyList<(Sentence, Understood)> Hear(Batch batch, IEnumerable<Sentence> sentences) => [.. sentences.Select(said => (said, batch.Hear(said.Told)))];

    /// <summary>Plain sentences that want one thing of devices, are understood and stand for themselves, evenly out of the whole set. A message in words of its own is no such sentence.</summary>
    // Nobody says please before "has the kettle gone off, start it again".
    private static readonly string[] Asking = ["has ", "is ", "are ", "why ", "what "];

    internal static IReadOnlyList<Sentence> Seeds(string language, int count = 200)
    {
        var fit = Understood(language + "-plain").Where(one => one.Said is { Kind: "plain", Told.Conversation: null, Outcome: "done", Acts: [{ } act] } && act["act"]!.GetValue<string>() is "set" or "step" or "call" && !Asking.Any(word => one.Said.Told.Text!.StartsWith(word, StringComparison.OrdinalIgnoreCase)) && one.Said.Wrong(one.Got) is null).Select(one => one.Said).ToList();
        return [.. Enumerable.Range(0, count).Select(index => fit[index * fit.Count / count])];
    }

    /// <summary>What a result means: outcome and acts, without how it is said.</summary>
    internal static string Meaning(Understood got, bool ordered = true)
    {
        var acts = JsonSerializer.SerializeToNode(got, UnderstandJson.Default.Understood)!["acts"]!.AsArray().Select(act => act!.ToJsonString()).ToList();
        return got.Outcome + "\n" + string.Join('\n', ordered ? acts : acts.Order(StringComparer.Ordinal));
    }

    /// <summary>No more go wrong than are known to.</summary>
    internal static void AtMost(int known, IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count <= known, $"{all.Count} instead of at most {known}:\n" + string.Join('\n', all));
    }

    /// <summary>The time of a sentence that tells none, for every batch: the same at every hour of the day.</summary>
    internal static TimeProvider Clock { get; } = new Evening();

    private sealed class Evening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 18, 30, 0, TimeSpan.Zero);
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
