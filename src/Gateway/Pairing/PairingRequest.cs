using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Gateway.Pairing;

/// <summary>Who a device says it is, when it pairs and when a hub brings a child.</summary>
/// <param name="Id">The maker's serial number or a hub's own id of its child; unique per product.</param>
/// <param name="Product">A product the server knows, where no spec is sent.</param>
/// <param name="Version">The product's version; null for the newest.</param>
/// <param name="Spec">The product's whole document.</param>
/// <param name="Name">What to call it until somebody renames it; the product's name when null.</param>
/// <param name="Certificate">It wants no password: the certificate that it shows on this connection is its credential.</param>
public sealed record PairingRequest(string Id, string? Product = null, int? Version = null, ProductDocument? Spec = null, string? Name = null, bool Certificate = false)
{
    /// <summary>Longest serial number, in characters.</summary>
    private const int LongestId = 100;

    internal static Result<(PairingRequest Request, Spec Spec)> Read(ReadOnlySpan<byte> utf8, Library library)
    {
        PairingRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(utf8, PairingJson.Default.PairingRequest);
        }
        catch (JsonException broken)
        {
            return new Fault(ErrorCodes.JsonMalformed, $"line {broken.LineNumber}, byte {broken.BytePositionInLine}: {broken.Path}");
        }
        if (string.IsNullOrWhiteSpace(request?.Id) || request.Id.Length > LongestId)
            return new Fault(ErrorCodes.RequestInvalid, $"id is needed, at most {LongestId} characters", "id");
        if ((request.Spec ?? (request.Product is { } product ? library.FindProduct(product) : null)) is not { } document)
            return new Fault(ErrorCodes.SpecUnknown, $"the product {request.Product} is not known here; send its spec", "product");
        if (request.Version is { } version && version != document.Version)
            return new Fault(ErrorCodes.SpecUnknown, $"version {version} of {document.Product} is not known here; send its spec", "version");
        var spec = library.Resolve(document);
        return spec.Ok ? (request, spec.Value) : spec.Fault!;
    }

    /// <summary>Who asks, without judging the rest: nobody has vouched for a device that waits.</summary>
    internal static DeviceIdentity IdentityOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var request = JsonSerializer.Deserialize(utf8, PairingJson.Default.PairingRequest);
            return new DeviceIdentity(request?.Spec?.Product ?? request?.Product, request?.Id);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    internal string NativeId(Spec spec) => $"{spec.Product}/{Id}";
}

/// <summary>The answer to a device that was taken in: what it connects with from now on.</summary>
/// <param name="Device">Its id in the home, part of its topics.</param>
/// <param name="Password">Null for a device that has a certificate.</param>
public sealed record PairingReply(DeviceId Device, string Username, string? Password);

/// <summary>The answer to a hub that brought a child.</summary>
/// <param name="Id">The hub's id of it.</param>
/// <param name="Device">Its id in the home, part of its topics.</param>
public sealed record AdoptionReply(string Id, DeviceId Device);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PairingRequest))]
[JsonSerializable(typeof(PairingReply))]
[JsonSerializable(typeof(AdoptionReply))]
[JsonSerializable(typeof(PairingView))]
public sealed partial class PairingJson : JsonSerializerContext;
