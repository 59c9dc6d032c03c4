using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Understanding;

namespace Kith.Bench;

/// <summary>
/// How long does the assistant take to understand? The sentences of the development set (tests/Assistant.Tests/Cases), each for itself, on one core: in homes of
/// about 50 devices (bound: 100,000 sentences a second) and in the villa grown to 1,000 (bound: p99 below 100 us), with what a sentence allocates; then how long
/// a home of 1,000 devices takes to compile (bound: 50 ms) and what it keeps. Times are medians of a sentence's rounds. The argument is the seconds each is measured, 5 by default.
/// </summary>
internal static class SentencesHeard
{
    private static readonly DateTime Evening = new(2026, 11, 21, 18, 30, 0);
    private static readonly string[] Things = ["light", "switch", "outlet", "curtain", "fan", "air-conditioner", "temperature-sensor", "speaker", "humidifier", "blind"];

    public static Task RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        foreach (var language in new[] { "en", "zh" })
        {
            Measure(language, language + "-house", HouseFile.Read(Home(language + "-house")), seconds, plain: true);
            Measure(language, language + "-house", HouseFile.Read(Home(language + "-house")), seconds);
            Measure(language, language + "-villa", HouseFile.Read(Grown(language, 1000)), seconds);
            Compile(language);
        }
        return Task.CompletedTask;
    }

    private static void Measure(string language, string home, HouseFile file, double seconds, bool plain = false)
    {
        var listener = new Listener(file.House);
        var state = new Told(file);
        var said = Directory.GetFiles(Cases, plain ? language + "-plain.jsonl" : language + "-*.jsonl").SelectMany(File.ReadLines).Select(line => JsonNode.Parse(line)!).Where(line => Text(line, "home") == home && line["conversation"] is null)
            .Select(line => new Utterance(Text(line, "text")!, Text(line, "lang"), Text(line, "now") is { } now ? DateTime.Parse(now, CultureInfo.InvariantCulture) : Evening)
            { Room = Text(line, "room"), Person = file.House.People.FirstOrDefault(person => person.Id == Text(line, "person")) }).ToList();
        // What is compiled in steps (tiers) is at its best after the first ten thousands.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;) foreach (var one in said) listener.Hear(one, state, new());
        var times = said.ConvertAll(_ => new List<double>());
        var (allocated, start, heard) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || times[0].Count < 5)
            for (var index = 0; index < said.Count; index++, heard++)
            {
                var before = Stopwatch.GetTimestamp();
                listener.Hear(said[index], state, new());
                times[index].Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
            }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        // The median of each sentence's rounds: what else runs on a shared machine interrupts single ones for milliseconds.
        var middle = times.Select(rounds => rounds.Order().ElementAt(rounds.Count / 2)).Order().ToList();
        Console.WriteLine(FormattableString.Invariant($"{language}, {file.House.Things.Count} devices, {said.Count} {(plain ? "plain " : "")}sentences: {1e6 / middle.Average():N0}/s; p50 {middle[middle.Count / 2]:N0} us, p99 {middle[middle.Count * 99 / 100]:N0} us; {allocated / heard:N0} B a sentence"));
    }

    private static void Compile(string language)
    {
        var house = HouseFile.Read(Grown(language, 1000)).House;
        for (var warm = 0; warm < 20; warm++) _ = new Listener(house);
        var times = new List<double>();
        for (var round = 0; round < 20; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = new Listener(house);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var kept = new Listener(house);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"{language}: a home of {house.Things.Count} devices compiles in {times[times.Count / 2]:N1} ms ({times[0]:N1} to {times[^1]:N1}) and keeps {(after - before) / 1e6:N2} MB"));
        GC.KeepAlive(kept);
    }

    private static string Cases { get; } = Path.Combine(typeof(SentencesHeard).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "Repository").Value!, "tests/Assistant.Tests/Cases");

    private static string Home(string home) => File.ReadAllText(Path.Combine(Cases, "homes", home + ".json"));

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    /// <summary>The villa with more and more wings, of ten devices each, that are called as nothing in it is.</summary>
    private static string Grown(string language, int devices)
    {
        var house = JsonNode.Parse(Home(language + "-villa"))!.AsObject();
        var list = house["devices"]!.AsArray();
        for (var index = 0; list.Count < devices; index++)
        {
            var wing = index / Things.Length;
            var name = language == "zh" ? $"{"甲乙丙丁戊己庚辛壬癸"[wing / 10]}{"子丑寅卯辰巳午未申酉"[wing % 10]}阁" : $"{"abcdefghij"[wing / 10]}{"kmnpqrstvw"[wing % 10]}ax hut";
            if (index % Things.Length == 0) house["rooms"]!.AsArray().Add(new JsonObject { ["id"] = $"wing-{wing}", ["name"] = name });
            list.Add(new JsonObject { ["id"] = $"more-{index}", ["name"] = $"{name} {Things[index % Things.Length].Replace('-', ' ')}", ["type"] = Things[index % Things.Length], ["room"] = $"wing-{wing}" });
        }
        return house.ToJsonString();
    }

    private sealed class Told(HouseFile file) : IState
    {
        public object? Read(Thing thing, string trait) => file.State.TryGetValue((thing.Id, trait), out var value) ? value : null;
        public bool? IsHome(Person person) => file.People.TryGetValue(person.Id, out var known) ? known.Home : null;
        public string? PlaceOf(Person person) => file.People.TryGetValue(person.Id, out var known) ? known.Place : null;
    }
}
