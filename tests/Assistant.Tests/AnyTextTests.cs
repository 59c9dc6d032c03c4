using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>Whatever is said is answered. KITH_FUZZ says how many texts are tried; 50,000 where it does not.</summary>
public class AnyTextTests
{
    private const string Telling = "0123456789.:,，。?？%度点一二百分之 ";

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("KITH_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : 50_000;

    [Theory]
    [InlineData(0, "en")]
    [InlineData(1, "zh")]
    public void Any_text_is_answered(int part, string language)
    {
        var random = new Random(part + (Count == 50_000 ? 0 : Environment.TickCount));
        var spoken = DevelopmentSet.All.Select(one => one.Said.Told).Where(told => told.Lang!.StartsWith(language, StringComparison.Ordinal)).ToList();
        var batch = DevelopmentSet.NewBatch();
        var thrown = new List<string>();
        for (var tried = 0; tried < Count / 2; tried++)
        {
            // Now and then a conversation goes on, so that pending questions hear nonsense too.
            var told = spoken[random.Next(spoken.Count)];
            told = told with { Text = Text(random, spoken, told.Text!), Conversation = tried % 4 == 0 ? null : (tried / 200).ToString(CultureInfo.InvariantCulture) };
            if (tried % 20_000 == 0) batch = DevelopmentSet.NewBatch();
            try
            {
                var got = batch.Hear(told);
                if (string.IsNullOrEmpty(got.Say) && got.Outcome != Outcome.Done) thrown.Add($"No answer to {JsonSerializer.Serialize(told)}");
            }
            catch (Exception wrong) { thrown.Add($"{JsonSerializer.Serialize(told)}: {wrong}"); }
            if (tried % 50 == 0) Assert.NotEmpty(batch.Line(JsonSerializer.Serialize(told, UnderstandJson.Default.Case)));
        }
        DevelopmentSet.AtMost(0, thrown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"home\":\"nowhere\",\"text\":\"light on\"}")]
    [InlineData("{\"home\":\"en-flat\",\"text\":null,\"lang\":\"xx\",\"now\":\"yesterday\"}")]
    public void A_line_that_is_no_case_is_refused(string line) => Assert.Contains("\"outcome\":\"refuse\"", DevelopmentSet.NewBatch().Line(line), StringComparison.Ordinal);

    private static string Text(Random random, List<Case> spoken, string text) => random.Next(12) switch
    {
        0 => Points(random, random.Next(40)),
        1 => Units(random, random.Next(60)),
        2 => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => spoken[random.Next(spoken.Count)].Text)),
        3 when random.Next(20) == 0 => string.Concat(Enumerable.Repeat(text, random.Next(1, 200))),
        4 => new([.. text.OrderBy(_ => random.Next())]),
        5 => string.Join(' ', text.Split(' ').OrderBy(_ => random.Next())),
        6 => text[random.Next(text.Length)..] + spoken[random.Next(spoken.Count)].Text![..1],
        7 => Half(random, text) + Half(random, spoken[random.Next(spoken.Count)].Text!),
        _ => Mutated(random, text),
    };

    private static string Half(Random random, string text) => text[..random.Next(text.Length + 1)];

    private static string Mutated(Random random, string text)
    {
        var letters = new StringBuilder(text);
        for (var slips = random.Next(1, 6); slips > 0 && letters.Length > 0; slips--)
        {
            var at = random.Next(letters.Length);
            switch (random.Next(5))
            {
                case 0: letters.Remove(at, 1); break;
                case 1: letters.Insert(at, letters[random.Next(letters.Length)]); break;
                case 2: letters.Insert(at, Telling[random.Next(Telling.Length)]); break;
                case 3: letters[at] = (char)random.Next(0x10000); break;
                default: (letters[at], letters[random.Next(letters.Length)]) = (letters[random.Next(letters.Length)], letters[at]); break;
            }
        }
        return letters.ToString();
    }

    // Whole code points of every plane.
    private static string Points(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => char.ConvertFromUtf32(random.Next(3) switch { 0 => random.Next(0xD800), 1 => random.Next(0x4E00, 0xA000), _ => random.Next(0xE000, 0x110000) })));

    // UTF-16 as it should not be: surrogates alone.
    private static string Units(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)random.Next(0x10000)));
}
