using System.Globalization;
using System.Text;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>How much of the development set is understood. The floors stand a point or one sentence below the day's figures: raise them when they rise.</summary>
public class DevelopmentSetTests
{
    [Theory]
    [InlineData("en-plain", 89.4, 73.5)]
    [InlineData("en-hard", 83.8, 75.4)]
    [InlineData("en-questions", 84.1, 78.5)]
    [InlineData("en-refuse", 95.5, 87.1)]
    [InlineData("zh-plain", 88.6, 83.0)]
    [InlineData("zh-hard", 83.0, 74.0)]
    [InlineData("zh-questions", 93.3, 68.5)]
    [InlineData("zh-refuse", 95.1, 88.5)]
    public void At_least_as_many_sentences_are_understood_as_before(string file, double seenPercent, double blindPercent)
    {
        var heard = DevelopmentSet.Understood(file).Select(one => (one.Said, Wrong: one.Said.Wrong(one.Got), one.Got)).ToList();
        foreach (var (blind, floor) in new[] { (false, seenPercent), (true, blindPercent) })
        {
            var some = heard.Where(one => one.Said.Blind == blind).ToList();
            var right = some.Count(one => one.Wrong is null) * 100.0 / some.Count;
            Assert.True(right >= floor, string.Create(CultureInfo.InvariantCulture, $"{file}, {(blind ? "blind" : "seen")}: {right:N2} % of {some.Count} are right, {floor} % were.") + Worst(some));
        }
    }

    // Of the kinds that go wrong most, first.
    private static string Worst(List<(Sentence Said, string? Wrong, Understood Got)> heard)
    {
        var share = heard.GroupBy(one => one.Said.Kind).ToDictionary(kind => kind.Key, kind => kind.Count(one => one.Wrong is not null) / (double)kind.Count());
        var text = new StringBuilder();
        foreach (var (said, wrong, got) in heard.Where(one => one.Wrong is not null).OrderByDescending(one => share[one.Said.Kind]).Take(20))
            text.Append(CultureInfo.InvariantCulture, $"\n{said.Id} {said.Kind} ({said.Told.Home}) {said.Told.Text}\n    {wrong} [{got.Explain?.Rule}]");
        return text.ToString();
    }
}
