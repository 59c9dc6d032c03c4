using System.Text.Json.Nodes;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>One entity while its row writes it. What the service does not have is left out.</summary>
internal sealed class Shape(DeviceExport device, Service service)
{
    private readonly HashSet<string> _took = new(StringComparer.Ordinal);

    internal DeviceExport Device { get; } = device;

    internal Service Service { get; } = service;

    /// <summary>The description so far; null for none.</summary>
    internal JsonObject? Made { get; private set; }

    internal bool Took(string name) => _took.Contains(name);

    internal Property? Find(string name) => Service.Properties.FirstOrDefault(property => property.Name == name);

    internal bool Has(string name) => Find(name) is not null;

    internal string Topic(string name) => $"{Device.Stem}/{Service.Id}/{name}/set";

    /// <param name="takes">The properties and actions that the entity stands for.</param>
    internal Shape Entity(string platform, params ReadOnlySpan<string> takes)
    {
        Made = new JsonObject { ["platform"] = platform, ["name"] = Service.Name.En };
        foreach (var name in takes) _took.Add(name);
        return this;
    }

    internal Shape Name(string title) => Put("name", $"{Service.Name.En} {title}");

    internal Shape Class(string? deviceClass) => deviceClass is null ? this : Put("device_class", deviceClass);

    internal Shape Put(string field, JsonNode? value)
    {
        Made![field] = value;
        return this;
    }

    /// <summary>Where the property is told.</summary>
    internal Shape State(string topicField, string templateField, string property) =>
        Find(property) is { } its && its.Access.HasFlag(Access.Read) ? Template(topicField, templateField, $"{{{{ value_json.get('{property}') }}}}") : this;

    internal Shape Template(string topicField, string templateField, string template) => Put(topicField, $"{Device.Stem}/{Service.Id}").Put(templateField, template);

    /// <summary>Where it is set.</summary>
    internal Shape Command(string topicField, string property) => Find(property) is { } its && its.Access.HasFlag(Access.Write) ? Put(topicField, Topic(property)) : this;

    /// <summary>Where an action is called.</summary>
    internal Shape Call(string topicField, string action) => Service.Actions.Any(its => its.Name == action) ? Put(topicField, $"{Device.Stem}/{Service.Id}/{action}/call") : this;

    internal Shape Choices(string field, string property, string? without = null) => Find(property)?.Choices is { } choices
        ? Put(field, new JsonArray([.. choices.Where(choice => choice.Key != without).Select(choice => JsonValue.Create(choice.Key))]))
        : this;

    internal Shape Range(string property, string min, string max, string? step)
    {
        if (Find(property)?.Range is not { } range) return this;
        Put(min, range.Min).Put(max, range.Max);
        return step is null ? this : Put(step, range.Step);
    }
}
