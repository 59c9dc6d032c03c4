using System.Globalization;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Scenes;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Imports.Planning;

/// <summary>A device of this home in the place of one there.</summary>
/// <param name="Label">What people there call it.</param>
internal sealed record Bound(DeviceId Id, Spec Spec, string Facet, IReadOnlyList<string> Hints, string Label)
{
    internal bool Can(string aspect) => Facets.Find(Spec, Facet, aspect, Hints, Access.Write) is not null;
}

/// <summary>What is said of one scene or rule: finds what it names in this home, and tells what of it cannot be said.</summary>
internal sealed class Talk(Ground ground, Report report, string kind, string name)
{
    /// <summary>Nothing was left out.</summary>
    internal bool IsWhole { get; private set; } = true;

    internal void Lose(string code, params ReadOnlySpan<string> arguments)
    {
        IsWhole = false;
        report.Lose(kind, name, code, arguments);
    }

    /// <summary>Something that is otherwise, though nothing is missing.</summary>
    internal void Note(string code, params ReadOnlySpan<string> arguments) => report.Lose(kind, name, code, arguments);

    internal Bound? Find(string entity)
    {
        var found = ground.Find(entity, out var code);
        if (found is null) Lose(code!, entity);
        return found;
    }

    internal bool Knows(string entity) => ground.Find(entity, out _) is not null;

    /// <summary>The device of a thing as a whole.</summary>
    internal (DeviceId Id, Spec Spec)? Thing(string key)
    {
        if (ground.Thing(key) is { } found) return found;
        Lose(ground.KnowsThing(key) ? "entity.not_here" : "entity.unknown", ground.NameOf(key));
        return null;
    }

    /// <summary>Entities of a thing or of a room there.</summary>
    internal IEnumerable<ForeignEntity> Entities(Func<ForeignEntity, ForeignThing?, bool> which) => ground.Entities(which);

    internal DeviceId? Scene(string key)
    {
        if (ground.Scenes.TryGetValue(key, out var scene)) return scene;
        Lose("entity.unknown", key);
        return null;
    }

    internal PersonId? Person(string called)
    {
        if (ground.Person(called) is { } person) return person;
        Lose("person.unknown", called);
        return null;
    }

    /// <summary>The property that is read for an aspect.</summary>
    internal (PropertyRef Ref, Property Property)? Read(Bound bound, string aspect) => Property(bound, aspect, Access.Read | Access.Notify);

    internal (PropertyRef Ref, Property Property)? Write(Bound bound, string aspect) => Property(bound, aspect, Access.Write);

    private (PropertyRef Ref, Property Property)? Property(Bound bound, string aspect, Access may)
    {
        if (Facets.Find(bound.Spec, bound.Facet, aspect, bound.Hints, may) is { } property) return (new PropertyRef(bound.Id, property.Address), property);
        Lose("property.none", bound.Label, aspect);
        return null;
    }

    /// <summary>What a state there means here: a value, or more or less than one.</summary>
    internal (PropertyRef Ref, Value? Is, double? Above, double? Below)? State(Bound bound, string aspect, string text)
    {
        if (Read(bound, aspect) is not var (at, property)) return null;
        if (property.Format is Format.Bool && Words.Truth(text) is { } truth) return (at, Value.Of(truth), null, null);
        // A cover is open when it is not closed.
        if (property.Format is not (Format.Bool or Format.String) && property.Choices is null && Words.Truth(text) is { } open) return open ? (at, null, 0, null) : (at, Value.Of(0L), null, null);
        if (Fit(property, text) is { } value) return (at, value, null, null);
        Lose("value.unknown", bound.Label, text);
        return null;
    }

    /// <summary>A value as the property takes it, numbers moved into its range; null when it takes nothing like it.</summary>
    internal static Value? Fit(Property property, string text)
    {
        if (property.Choices is { } choices)
            return choices.FirstOrDefault(choice => choice.Key == Words.Slug(text) || choice.Name.En.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice ? Value.Of(choice.Value) : null;
        if (property.Format is Format.Bool) return Words.Truth(text) is { } truth ? Value.Of(truth) : null;
        if (property.Format is Format.String) return Value.Of(text);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        if (property.Range is { } range) number = Math.Clamp(number, range.Min, range.Max);
        return property.Take(Value.Of(number)) is { Ok: true } taken ? taken.Value : null;
    }

    /// <summary>Puts a value among those of a command; false when it does not fit, which is told.</summary>
    internal bool Put(Bound bound, string aspect, string text, Dictionary<string, Value> values)
    {
        if (Write(bound, aspect) is not var (_, property)) return false;
        if (Fit(property, text) is not { } value)
        {
            Lose("value.unknown", bound.Label, text);
            return false;
        }
        values[property.Address] = value;
        return true;
    }

    /// <summary>One step for all devices that are told the same.</summary>
    internal static IEnumerable<Step> Sets(IEnumerable<(DeviceId Device, Dictionary<string, Value> Values)> commands) =>
        commands.Where(command => command.Values.Count > 0)
            .GroupBy(command => string.Join('\n', command.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Kind}{pair.Value}")))
            .SelectMany(same => same.Select(command => command.Device).Distinct().Chunk(50).Select(devices => new SetStep(devices, same.First().Values)));

    internal static SceneStep Of(DeviceId device, Dictionary<string, Value> values) => new(device, values);
}
