using System.Text.Json;
using Kith.Model.Errors;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>Where the descriptions go.</summary>
/// <param name="Prefix">Home Assistant's discovery prefix.</param>
internal sealed record OutSettings(string Prefix)
{
    internal static Result<OutSettings> Read(JsonElement? settings)
    {
        if (settings is not { ValueKind: JsonValueKind.Object } its) return new OutSettings("homeassistant");
        foreach (var setting in its.EnumerateObject())
            if (setting.Name != "prefix") return new Fault(ErrorCodes.RequestInvalid, $"homeassistant-out has no setting {setting.Name}", "settings");
        if (!its.TryGetProperty("prefix", out var prefix) || prefix.ValueKind is JsonValueKind.Null) return new OutSettings("homeassistant");
        return prefix.ValueKind is JsonValueKind.String && prefix.GetString() is { Length: > 0 and <= 100 } text && Topics.Fault(text, mayHaveWildcards: false) is null
            ? new OutSettings(text)
            : new Fault(ErrorCodes.RequestInvalid, "prefix is a topic such as homeassistant", "settings");
    }
}
