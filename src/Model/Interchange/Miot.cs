using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Model.Interchange;

/// <summary>
/// MIoT-Spec-V2 instance documents in and out. Whatever is strange in one is kept and reported, never refused; only what is no JSON
/// object with a list of services is. Export gives an imported document back field by field.
/// </summary>
public static class Miot
{
    /// <summary>Reads an instance. Fails with json.malformed, payload.too_large, or spec.invalid where nothing in it can be used.</summary>
    public static Result<MiotImport> Import(ReadOnlySpan<byte> utf8, Library library)
    {
        if (utf8.Length > SpecLimits.DocumentBytes)
            return new Fault(ErrorCodes.PayloadTooLarge, $"an instance has at most {SpecLimits.DocumentBytes} bytes, not {utf8.Length}");
        if (JsonText.Wrong(utf8) is { } wrong) return new Fault(ErrorCodes.JsonMalformed, wrong);
        var reader = new Utf8JsonReader(utf8);
        var root = JsonElement.ParseValue(ref reader);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("services", out var services) || services.ValueKind != JsonValueKind.Array)
            return new Fault(ErrorCodes.JsonMalformed, "an instance is an object with a list of services");

        var notices = new List<MiotNotice>();
        var document = new MiotReader(library, notices).Read(root);
        var spec = library.Resolve(document);
        if (!spec.Ok) return spec.Fault!;
        return new MiotImport(MiotKept.Attach(document, spec.Value, root, library), spec.Value, notices);
    }

    /// <summary>
    /// Writes a product as an instance: an imported one as it was, with what has been changed since; any other with device-information
    /// as its first service and types of the maker's own namespace where MIoT has none. Fails with spec.invalid.
    /// </summary>
    public static Result<JsonObject> Export(ProductDocument document, Library library)
    {
        if (document.Miot is null && document.Kept is null) document = WithDeviceInformation(document);
        var spec = library.Resolve(document);
        return spec.Ok ? new MiotWriter(library, document, spec.Value).Device() : spec.Fault!;
    }

    private static ProductDocument WithDeviceInformation(ProductDocument document)
    {
        const string first = "device-information";
        if (document.Services?.Any(service => service?.Type == first || service?.Siid == 1) != false) return document;
        PropertyDefinition[] properties = [new() { Name = "manufacturer" }, new() { Name = "model" }, new() { Name = "serial-number" }, new() { Name = "firmware-revision" }];
        return document with { Services = [new ServiceUse { Type = first, Siid = 1, Properties = properties }, .. document.Services] };
    }
}

/// <summary>An instance, read.</summary>
/// <param name="Document">The product document; what it could not say is kept in its <c>kept</c> fields.</param>
/// <param name="Spec">The document, resolved.</param>
/// <param name="Notices">What was strange, in the order of the instance.</param>
public sealed record MiotImport(ProductDocument Document, Spec Spec, IReadOnlyList<MiotNotice> Notices);

/// <summary>Something strange in an instance, and what was made of it.</summary>
/// <param name="Quirk">A stable name: missing-argument.</param>
/// <param name="Path">Where: siid 2 piid 7.</param>
/// <param name="Message">What it is and what was made of it.</param>
public sealed record MiotNotice(string Quirk, string Path, string Message);
