using System.Text.Json;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Units;

namespace Kith.Model.Interchange;

/// <summary>Format, access, unit, range and choices of a property of an instance, as far as they differ from the library's.</summary>
internal static class MiotShape
{
    internal static PropertyDefinition Read(JsonElement element, PropertyDefinition? known, string path, List<MiotNotice> notices)
    {
        var format = ReadFormat(element, path, notices);
        var integer = format is not (Format.Bool or Format.String or Format.Float);
        var choices = ReadChoices(element, known, integer, path, notices);
        var range = ReadRange(element, format, path, notices);
        if (choices is not null && range is not null) notices.Add(new("range-and-list", path, "it has a range and a list; both hold"));
        // Silence about bounds must not fall back on the library's choices: a fault of 5 would be refused.
        if (choices is null && range is null && integer && known?.Choices is not null) range = MiotFormats.Whole(format);
        return new PropertyDefinition
        {
            Name = "",
            Format = format == known?.Format ? null : format,
            Access = ReadAccess(element, path, notices) is var access && access == known?.Access ? null : access,
            Unit = ReadUnit(element, known, format, path, notices),
            Choices = Same(choices, known?.Choices) && Equals(range, known?.Range) ? null : choices,
            Range = choices is null && Equals(range, known?.Range) ? null : range,
        };
    }

    private static Format ReadFormat(JsonElement element, string path, List<MiotNotice> notices)
    {
        var name = MiotReader.Text(element, "format");
        if (MiotFormats.Find(name) is { } format) return format;
        notices.Add(new("format-unknown", path, $"the format {Resolver.Shown(name)} is read as text"));
        return Format.String;
    }

    private static Access ReadAccess(JsonElement element, string path, List<MiotNotice> notices)
    {
        var access = Access.None;
        if (element.TryGetProperty("access", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var word in list.EnumerateArray())
            {
                switch (word.ValueKind == JsonValueKind.String ? word.GetString() : null)
                {
                    case "read": access |= Access.Read; break;
                    case "write": access |= Access.Write; break;
                    case "notify": access |= Access.Notify; break;
                    default: notices.Add(new("access-unknown", path, $"the access {Resolver.Shown(word.GetRawText())} is left out")); break;
                }
            }
        }
        else
        {
            notices.Add(new("access-unknown", path, "no list of access; it is only a parameter"));
        }
        if (access.HasFlag(Access.Read) && !access.HasFlag(Access.Notify))
            notices.Add(new("notify-missing", path, "it can be read and says that it never reports"));
        return access;
    }

    private static string? ReadUnit(JsonElement element, PropertyDefinition? known, Format format, string path, List<MiotNotice> notices)
    {
        var spelling = MiotReader.Text(element, "unit");
        var unit = UnitTable.Normalise(spelling, out var sure);
        if (known?.Accumulation == Accumulation.Total && unit is null && known.Unit is not null)
            notices.Add(new("energy-scale-unknown", path, $"a counter without unit; taken as {known.Unit}, though devices count in tenths to thousandths too"));
        if (!sure)
        {
            notices.Add(new("unit-unknown", path, $"the unit '{Resolver.Shown(spelling)}' is not in the table"));
            var own = spelling!.Trim();
            return own.Length <= SpecLimits.NameLength ? own : own[..SpecLimits.NameLength];
        }
        if (unit is null || unit.Name == known?.Unit) return null;
        if (format is Format.Bool or Format.String) notices.Add(new("unit-on-text", path, $"the unit {unit.Name} on {format}"));
        return unit.Name;
    }

    private static ValueRange? ReadRange(JsonElement element, Format format, string path, List<MiotNotice> notices)
    {
        if (!element.TryGetProperty("value-range", out var list) || list.ValueKind == JsonValueKind.Null) return null;
        var numbers = list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
                .Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var number) && double.IsFinite(number) ? number : double.NaN)
                .ToArray()
            : [];
        if (format is Format.Bool or Format.String || numbers.Length is < 2 or > 3 || Array.Exists(numbers, double.IsNaN) || numbers[0] > numbers[1])
        {
            notices.Add(new("range-unusable", path, "a range on a text or a truth, or not [min, max, step]; kept as it stands"));
            return null;
        }
        var step = numbers.Length == 3 ? numbers[2] : 1;
        if (step <= 0) notices.Add(new("range-unusable", path, "a step of nothing; taken as 1"));
        return new ValueRange(numbers[0], numbers[1], step > 0 ? step : 1);
    }

    private static List<Choice>? ReadChoices(JsonElement element, PropertyDefinition? known, bool integer, string path, List<MiotNotice> notices)
    {
        if (!element.TryGetProperty("value-list", out var list) || list.ValueKind == JsonValueKind.Null) return null;
        if (list.ValueKind != JsonValueKind.Array || !integer)
        {
            notices.Add(new("list-unusable", path, "no list, or a list on a truth, a float or a text; kept as it stands"));
            return null;
        }
        var (choices, keys, values) = (new List<Choice>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<long>());
        foreach (var item in list.EnumerateArray())
        {
            if (choices.Count == SpecLimits.Choices || item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("value", out var value)
                || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || !values.Add(number))
            {
                notices.Add(new("choice-unusable", path, "a choice without an own whole number, or one too many; left out"));
                continue;
            }
            var description = MiotReader.Text(item, "description");
            if (string.IsNullOrWhiteSpace(description))
                notices.Add(new("description-empty", path, $"the choice {number} has no words; it is called by its number"));
            var slug = IdText.Slug(description);
            // The same wish has the same key whatever its number: motor-control is 0/1/2 in any order among products.
            var familiar = known?.Choices?.FirstOrDefault(choice => choice.Key == slug || IdText.Slug(choice.Name.En) == slug);
            var key = familiar?.Key ?? (slug.Length > 0 ? slug : $"value-{Math.Abs((decimal)number)}");
            if (familiar is not null && familiar.Value != number)
                notices.Add(new("choice-renumbered", path, $"{key} is {number}, {familiar.Value} in the library"));
            var free = MiotReader.Free(key, keys);
            if (free != key)
                notices.Add(new("description-repeated", path, $"'{Resolver.Shown(description)}' stands twice; the second is {free}"));
            choices.Add(new Choice(number, free, free == familiar?.Key ? familiar.Name : MiotReader.Words(description, value.GetRawText())));
        }
        return choices.Count > 0 ? choices : null;
    }

    private static bool Same(List<Choice>? found, IReadOnlyList<Choice>? known) => found is null ? known is null : known is not null && found.SequenceEqual(known);
}
