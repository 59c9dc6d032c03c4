using System.Globalization;
using Kith.Model.Ids;

namespace Kith.Model.Specs;

/// <summary>The structural rules of one property: what no reader of a spec could make sense of.</summary>
internal static class PropertyShape
{
    internal static void Check(Property property, string path, List<Finding> findings)
    {
        var number = property.Format is not (Format.Bool or Format.String);
        if (property.Range is { } range) CheckRange(range, number, path, findings);
        if (property.Choices is { } choices) CheckChoices(choices, number && property.Format != Format.Float, path, findings);
        if (property.Unit is { Length: 0 or > SpecLimits.NameLength })
            findings.Add(Rules.NameInvalid.At(path, $"a unit of {property.Unit.Length} characters"));
        if (property.MaxLength is { } length && (property.Format != Format.String || length is < 1 or > SpecLimits.MaxLength))
            findings.Add(Rules.LengthInvalid.At(path, string.Create(CultureInfo.InvariantCulture, $"maxLength {length} on {property.Format}")));
    }

    private static void CheckRange(ValueRange range, bool number, string path, List<Finding> findings)
    {
        if (!number) findings.Add(Rules.RangeOnText.At(path, "a bool or a text has a range"));
        else if (!double.IsFinite(range.Min) || !double.IsFinite(range.Max) || !double.IsFinite(range.Step) || range.Min > range.Max || range.Step <= 0)
            findings.Add(Rules.RangeInvalid.At(path, string.Create(CultureInfo.InvariantCulture, $"the range [{range.Min}, {range.Max}, {range.Step}]")));
    }

    private static void CheckChoices(IReadOnlyList<Choice> choices, bool integer, string path, List<Finding> findings)
    {
        if (!integer)
        {
            findings.Add(Rules.ChoicesOnNonInteger.At(path, "choices on a bool, a float or a text"));
            return;
        }
        if (choices.Count is 0 or > SpecLimits.Choices)
        {
            findings.Add(Rules.TooMany.At(path, $"{choices.Count} choices, 1 to {SpecLimits.Choices} are allowed"));
            return;
        }
        var values = new HashSet<long>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            if (choice is null)
            {
                findings.Add(Rules.MemberUnknown.At(path, "a choice is null"));
                continue;
            }
            if (!IdText.IsSlug(choice.Key)) findings.Add(Rules.NameInvalid.At(path, $"the choice key '{Resolver.Shown(choice.Key)}'"));
            else if (!keys.Add(choice.Key)) findings.Add(Rules.DuplicateChoice.At(path, $"two choices have the key {choice.Key}"));
            if (!values.Add(choice.Value)) findings.Add(Rules.DuplicateChoice.At(path, $"two choices have the value {choice.Value}"));
            MemberResolver.CheckText(findings, choice.Name, $"{path}/choices/{choice.Key}");
        }
    }
}
