using System.Globalization;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>The rules of one complete property beyond its structure: what a published one owes its readers.</summary>
internal static class PropertyLint
{
    internal static void Check(Property property, bool accumulationSaid, string path, List<Finding> findings)
    {
        CheckText(findings, property.Title, $"{path}/title");
        foreach (var choice in property.Choices ?? [])
        {
            CheckText(findings, choice.Name, $"{path}/choices/{choice.Key}");
            if (!PropertyRule.Fits(property.Format, choice.Value))
                findings.Add(Rules.ChoiceBeyondFormat.At(path, string.Create(CultureInfo.InvariantCulture, $"{choice.Value} is no {property.Format}")));
        }
        if (property.Range is not null && property.Choices is not null) findings.Add(Rules.ChoicesAndRange.At(path, "it has both"));
        if (property.Range is { } range && property.Format != Format.Float
            && !(PropertyRule.Fits(property.Format, range.Min) && PropertyRule.Fits(property.Format, range.Max)))
            findings.Add(Rules.RangeBeyondFormat.At(path, string.Create(CultureInfo.InvariantCulture, $"{range.Min} to {range.Max} is more than {property.Format}")));
        if (property.Unit is { } unit && UnitTable.Find(unit) is null)
            findings.Add(Rules.UnitUnknown.At(path, $"the unit '{Resolver.Shown(unit)}'"));

        var counts = property.Format is not (Format.Bool or Format.String) && property.Choices is null;
        if (!counts && property.Accumulation != Accumulation.Instant)
            findings.Add(Rules.AccumulationWrong.At(path, $"a {property.Accumulation} that is no free number"));
        if (!counts) return;
        if (property.Range is null) findings.Add(Rules.RangeMissing.At(path, "a number without range"));
        if (property.Unit is null) findings.Add(Rules.UnitMissing.At(path, "a number without unit"));
        if (!accumulationSaid) findings.Add(Rules.AccumulationMissing.At(path, "a number of unknown accumulation"));
    }

    internal static void CheckText(List<Finding> findings, LocalText text, string path)
    {
        var chinese = text.Zh.Any(c => c is >= '\u3400' and <= '\u9FFF');
        // Signs that are the same in both languages stay: PM2.5, HDMI 1, AV.
        if (!chinese && (text.Zh != text.En || text.En.Any(char.IsAsciiLetterLower)))
            findings.Add(Rules.NameUntranslated.At(path, $"'{Resolver.Shown(text.Zh)}' is no Chinese"));
    }
}
