using System.Text.Json.Nodes;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Model.Interchange;

/// <summary>Properties, actions and events of one service as JSON Schema in the manner of WoT.</summary>
internal sealed class WotSchemas(Service service)
{
    /// <summary>A service of the library, taken as if a product had all of it.</summary>
    internal WotSchemas(ServiceDefinition definition) : this(new Service
    {
        Id = definition.Name,
        Type = definition.Name,
        Name = definition.Title,
        Properties = new MemberResolver([], definition, "").Properties(definition.Properties ?? []),
        Actions = [.. (definition.Actions ?? []).Select(action => new SpecAction
        {
            Name = action.Name, Title = action.Title!, In = action.In ?? [], Out = action.Out ?? [], Risk = action.Risk ?? Risk.Comfort,
        })],
        Events = [.. (definition.Events ?? []).Select(happening => new SpecEvent { Name = happening.Name, Title = happening.Title!, Arguments = happening.Arguments ?? [] })],
    })
    { }

    /// <summary>Adds everything of the service to a thing under the names that <paramref name="naming"/> gives.</summary>
    internal void Fill(JsonObject thing, Func<string, string> naming)
    {
        foreach (var property in service.Properties)
            if (property.Access != Access.None) Of(thing, "properties")[naming(property.Name)] = Affordance(property);
        foreach (var action in service.Actions) Of(thing, "actions")[naming(action.Name)] = Affordance(action);
        foreach (var happening in service.Events) Of(thing, "events")[naming(happening.Name)] = Affordance(happening);
    }

    /// <summary>A text by BCP 47 language tag.</summary>
    internal static JsonObject Languages(LocalText text) => new() { ["en"] = text.En, ["zh-Hans"] = text.Zh };

    private static JsonObject Affordance(Property property)
    {
        var schema = Schema(property);
        schema["readOnly"] = !property.Access.HasFlag(Access.Write);
        schema["writeOnly"] = property.Access == Access.Write;
        schema["observable"] = property.Access.HasFlag(Access.Notify);
        schema["kith:risk"] = JsonName(property.Risk);
        schema["kith:sensing"] = JsonName(property.Sensing);
        if (property.Format is not (Format.Bool or Format.String) && property.Choices is null)
            schema["kith:accumulation"] = JsonName(property.Accumulation);
        return schema;
    }

    private JsonObject Affordance(SpecAction action)
    {
        var written = Titled(action.Title);
        if (Arguments(action.In) is { } input) written["input"] = input;
        if (Arguments(action.Out) is { } output) written["output"] = output;
        written["safe"] = false;
        written["idempotent"] = false;
        written["kith:risk"] = JsonName(action.Risk);
        return written;
    }

    private JsonObject Affordance(SpecEvent happening)
    {
        var written = Titled(happening.Title);
        if (Arguments(happening.Arguments) is { } data) written["data"] = data;
        return written;
    }

    private JsonObject? Arguments(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return null;
        var fields = new JsonObject();
        foreach (var name in names)
            if (service.Properties.FirstOrDefault(property => property.Name == name) is { } property) fields[name] = Schema(property);
        return new JsonObject { ["type"] = "object", ["properties"] = fields };
    }

    private static JsonObject Schema(Property property)
    {
        var schema = Titled(property.Title);
        schema["type"] = property.Format switch { Format.Bool => "boolean", Format.String => "string", Format.Float => "number", _ => "integer" };
        if (property.Format == Format.String) schema["maxLength"] = property.MaxLength ?? Property.DefaultMaxLength;
        if (property.Unit is { } unit) schema["unit"] = UnitTable.Find(unit)?.Symbol is { Length: > 0 } symbol ? symbol : unit;
        if (property.Range is { } range && property.Choices is null)
        {
            schema["minimum"] = Number(range.Min);
            schema["maximum"] = Number(range.Max);
            // multipleOf counts from 0, our step from the minimum: said only where both mean the same.
            if (property.Format != Format.Float && Math.IEEERemainder(range.Min, range.Step) == 0)
                schema["multipleOf"] = Number(range.Step);
        }
        if (property.Choices is { } choices)
            schema["oneOf"] = new JsonArray([.. choices.Select(choice => new JsonObject
            {
                ["const"] = choice.Value, ["title"] = choice.Name.En, ["titles"] = Languages(choice.Name), ["kith:key"] = choice.Key,
            })]);
        return schema;
    }

    private static JsonObject Titled(LocalText title) => new() { ["title"] = title.En, ["titles"] = Languages(title) };

    private static JsonValue Number(double number) =>
        Math.Floor(number) == number && Math.Abs(number) <= 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private static string JsonName<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static JsonObject Of(JsonObject thing, string kind)
    {
        if (thing[kind] is not JsonObject members) thing[kind] = members = [];
        return members;
    }
}
