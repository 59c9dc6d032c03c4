using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Interchange;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>What a maker writes about one version of a product: which services of the library it has and what it has otherwise.</summary>
public sealed record ProductDocument
{
    /// <summary>The product's id: maker.name, lower-case letters, digits, hyphens and dots.</summary>
    public required string Product { get; init; }

    /// <summary>1 and up; a later version only adds.</summary>
    public int Version { get; init; }

    /// <summary>Who makes it; the product's id begins with it.</summary>
    public required string Maker { get; init; }

    /// <summary>The maker's own model name, where it differs from the product id.</summary>
    public string? Model { get; init; }

    /// <summary>A device type of the library; "device" where none fits.</summary>
    public required string Type { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Name { get; init; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<ServiceUse>? Services { get; init; }

    /// <summary>MIoT's type of the device as a whole URN, for an imported product.</summary>
    public string? Miot { get; init; }

    /// <summary>What an imported MIoT document said beyond this.</summary>
    public KeptFields? Kept { get; init; }

    /// <summary>Fields that nobody here knows; kept, and named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Reads a document. Fails with json.malformed, or payload.too_large beyond <see cref="SpecLimits.DocumentBytes"/>.</summary>
    public static Result<ProductDocument> Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > SpecLimits.DocumentBytes)
            return new Fault(ErrorCodes.PayloadTooLarge, $"a product document has at most {SpecLimits.DocumentBytes} bytes, not {utf8.Length}");
        if (JsonText.Wrong(utf8) is { } broken) return new Fault(ErrorCodes.JsonMalformed, broken);
        try
        {
            var document = JsonSerializer.Deserialize(utf8, ModelJson.Default.ProductDocument);
            return document is null ? new Fault(ErrorCodes.JsonMalformed, "a product document is an object, not null") : document;
        }
        catch (JsonException wrong)
        {
            return new Fault(ErrorCodes.JsonMalformed, wrong.Message, wrong.Path);
        }
    }
}

/// <summary>A service of a product.</summary>
public sealed record ServiceUse
{
    /// <summary>The name within the device, a slug; null takes the type's name.</summary>
    public string? Id { get; init; }

    /// <summary>The library's service; "open" for one that the library does not know, which is then written out whole.</summary>
    public required string Type { get; init; }

    /// <summary>MIoT's service instance id, 1 and up; null numbers from 2 in the order of the document (1 is device-information's).</summary>
    public int? Siid { get; init; }

    /// <summary>What people call it; null takes the library's title.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Its properties; null takes those that the library requires.</summary>
    public IReadOnlyList<PropertyDefinition>? Properties { get; init; }

    /// <summary>Its actions; null takes those that the library requires.</summary>
    public IReadOnlyList<ActionDefinition>? Actions { get; init; }

    /// <summary>Its events; null takes those that the library requires.</summary>
    public IReadOnlyList<EventDefinition>? Events { get; init; }

    /// <summary>MIoT's type of the service as a whole URN, for an imported product.</summary>
    public string? Miot { get; init; }

    /// <summary>What an imported MIoT document said beyond this.</summary>
    public KeptFields? Kept { get; init; }

    /// <summary>Fields that nobody here knows; kept, and named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
