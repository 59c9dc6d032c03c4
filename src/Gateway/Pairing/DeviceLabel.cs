namespace Kith.Gateway.Pairing;

/// <summary>What stands on a device: kith:device?code=…&amp;product=…&amp;id=….</summary>
/// <param name="Code">The device's own setup code, 8 to 24 digits.</param>
/// <param name="Product">Which product it must be; null for whichever comes with the code.</param>
/// <param name="Id">Which serial number it must have; null for whichever comes with the code.</param>
public sealed record DeviceLabel(string Code, string? Product = null, string? Id = null)
{
    /// <summary>What the QR code says.</summary>
    public string Uri => $"kith:device?code={System.Uri.EscapeDataString(Code)}{Part("product", Product)}{Part("id", Id)}";

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={System.Uri.EscapeDataString(value)}";

    /// <summary>True for a device that is what the label says.</summary>
    internal bool Fits(DeviceIdentity device) => (Product is null || Product == device.Product) && (Id is null || Id == device.Serial);
}

/// <summary>Who a device says it is.</summary>
internal readonly record struct DeviceIdentity(string? Product, string? Serial);
