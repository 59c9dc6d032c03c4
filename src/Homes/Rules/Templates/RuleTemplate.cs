using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Templates;

/// <summary>A ready rule with holes in it: one file of spec/rule-templates each; spec/README.md says how to write one.</summary>
/// <param name="Id">As the file is called.</param>
/// <param name="Title">What it does; the name of the rule that is made of it.</param>
/// <param name="Description">When it helps, in a sentence or two.</param>
/// <param name="Category">light, climate, safety, presence or comfort.</param>
/// <param name="Icon">One of the icons that spec/README.md lists.</param>
/// <param name="Inputs">Its holes.</param>
/// <param name="Rule">The rule's document, with $names where inputs go.</param>
public sealed record RuleTemplate(string Id, LocalText Title, LocalText Description, string Category, string Icon, IReadOnlyList<TemplateInput> Inputs, JsonObject Rule)
{
    private static readonly Lazy<IReadOnlyList<RuleTemplate>> Library = new(Read);

    /// <summary>Those that Kith comes with, by id.</summary>
    public static IReadOnlyList<RuleTemplate> All => Library.Value;

    internal static RuleTemplate? Find(string id) => All.FirstOrDefault(template => template.Id == id);

    private static List<RuleTemplate> Read()
    {
        var assembly = typeof(Spec).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.Replace('\\', '/').StartsWith("spec/rule-templates/", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize(stream, TemplatesJson.Default.RuleTemplate)!;
        }).OrderBy(template => template.Id, StringComparer.Ordinal)];
    }
}

/// <summary>Something that a template must be told.</summary>
/// <param name="Id">Its name in the document, behind a $.</param>
/// <param name="Has">For devices: they have one of these properties, actions or events, named by the type of the service: light.on, doorbell.doorbell-ring. None for any device.</param>
/// <param name="Types">For devices: they are of one of these types.</param>
/// <param name="Writes">For devices: the rule sets that property.</param>
/// <param name="Unit">For a number.</param>
/// <param name="Default">What it is when nothing is said.</param>
/// <param name="Optional">It may be left out; the triggers, conditions and steps that need it are then left out too.</param>
public sealed record TemplateInput(
    string Id, LocalText Title, InputKind Kind, IReadOnlyList<string>? Has = null, IReadOnlyList<string>? Types = null, bool Writes = false,
    string? Unit = null, double? Min = null, double? Max = null, double? Step = null, Value? Default = null, bool Optional = false)
{
    internal bool IsDevices => Kind is InputKind.Device or InputKind.Devices;

    internal bool IsNeeded => Default is null && !Optional;
}

/// <summary>What an input takes.</summary>
[JsonConverter(typeof(CamelEnum<InputKind>))]
public enum InputKind : byte
{
    /// <summary>A device: its id, or device/address where it has several that fit.</summary>
    Device,
    /// <summary>One or more of them.</summary>
    Devices,
    /// <summary>A number between min and max.</summary>
    Number,
    /// <summary>A time span: 00:05:00.</summary>
    Duration,
    /// <summary>A time of day: 22:30.</summary>
    Time,
    /// <summary>A person of the home, by id.</summary>
    Person,
    /// <summary>A text of up to 100 characters.</summary>
    Text,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RuleTemplate))]
internal sealed partial class TemplatesJson : JsonSerializerContext;
