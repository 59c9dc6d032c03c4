using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Errors;

namespace Kith.App.Tests.Rules;

public sealed partial class TextTests
{
    private static readonly IReadOnlyDictionary<string, string> English = Words.English.Written;
    private static readonly IReadOnlyDictionary<string, string> Chinese = Words.Chinese.Written;

    [Fact]
    public void Chinese_has_every_key_and_no_other()
    {
        Assert.True(English.Count > 300);
        Assert.Equal(English.Keys.Order(), Chinese.Keys.Order());
    }

    [Fact]
    public void Chinese_fills_the_same_slots()
    {
        Assert.All(English.Keys, key => Assert.Equal(Slots(English[key]), Slots(Chinese[key])));
    }

    [Fact]
    public void Chinese_is_written_in_Chinese()
    {
        // A name, and frames of slots and punctuation alone.
        string[] same = ["cause.system", "cause.by", "fault.said", "tile.stale", "status.lastIs", "rules.group", "rules.on", "rules.with"];

        Assert.All(Chinese.Where(entry => !same.Contains(entry.Key)), entry => Assert.True(Han().IsMatch(entry.Value), $"{entry.Key}: {entry.Value}"));
    }

    [Fact]
    public void Every_error_that_a_person_can_meet_has_a_text()
    {
        // A page never sends what these complain of, or the server's own words are all there is.
        string[] never =
        [
            "json.malformed", "payload.too_large", "request.invalid", "topic.forbidden", "spec.invalid", "spec.unknown", "event.unknown", "property.unknown", "property.not_readable",
            "action.unknown", "action.arguments", "time.out_of_range",
        ];
        var missing = ErrorCodes.All.Select(error => error.Code).Where(code => !English.ContainsKey($"error.{code}")).Except(never);

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Slots(string text) => Slot().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
