using System.Security.Cryptography;
using System.Text.Json;
using Kith.Model;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>Products that no maker described: made out of what another system says of a device.</summary>
internal static class ProductDocuments
{
    /// <summary>Part of the product's id is a hash of what it can do: two firmwares of one model, or two versions of its program, are two products.</summary>
    /// <param name="system">Who makes it where nobody is named: zigbee, bluetooth, ...</param>
    internal static ProductDocument Of(string system, string vendor, string model, string type, IReadOnlyList<ServiceUse> services)
    {
        (vendor, model) = (vendor.Trim(), model.Trim());
        var maker = Slugs.Of(vendor.Length > 0 ? vendor : system);
        var name = Titles.Of($"{vendor} {model}".Trim() is { Length: > 0 } both ? both : Titles.Of(system));
        var document = new ProductDocument
        {
            Product = $"{maker}.device", Version = 1, Maker = maker, Type = type, Name = LocalText.Same(name), Services = services,
            Model = model.Length > 0 ? model[..Math.Min(model.Length, SpecLimits.TextLength)] : null,
        };
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document, ModelJson.Default.ProductDocument));
        return document with { Product = $"{maker}.{Slugs.Of(model.Length > 0 ? model : "device")}-{Convert.ToHexStringLower(hash, 0, 4)}" };
    }
}
