using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Sdk;

/// <summary>What a paired device connects with. Keep it like a password: whoever has it is the device.</summary>
/// <param name="Device">The device's id in its home, part of its topics.</param>
/// <param name="Username">The public half.</param>
/// <param name="Password">The secret half, 64 hexadecimal digits; empty for a device that shows <see cref="DeviceOptions.Certificate"/>.</param>
public sealed record DeviceCredential(string Device, string Username, string Password = "")
{
    /// <summary>The credential in a file, or null when there is none yet.</summary>
    /// <exception cref="JsonException">The file is not a credential.</exception>
    public static DeviceCredential? Load(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), SdkJson.Default.DeviceCredential) : null;

    /// <summary>Keeps the credential in a file that only its owner may read (mode 0600 where the system knows modes).</summary>
    public void Save(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this, SdkJson.Default.DeviceCredential);
    }
}

/// <summary>What a device says when it pairs.</summary>
internal sealed record PairingRequest(string Id, string? Product, JsonElement? Spec, string? Name, bool? Certificate);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeviceCredential))]
[JsonSerializable(typeof(PairingRequest))]
internal sealed partial class SdkJson : JsonSerializerContext;
