using System.Text.Json;
using Kith.Model.Errors;

namespace Kith.Bridges.Matter;

/// <summary>Which controller a home uses: Kith's own process, or a server that speaks the python-matter-server API.</summary>
/// <param name="Server">ws://host:5580/ws; null for Kith's own.</param>
internal sealed record MatterSettings(Uri? Server)
{
    internal static Result<MatterSettings> Read(JsonElement? settings)
    {
        if (settings is not { ValueKind: JsonValueKind.Object } its) return new MatterSettings((Uri?)null);
        foreach (var setting in its.EnumerateObject())
            if (setting.Name != "server") return new Fault(ErrorCodes.RequestInvalid, $"matter has no setting {setting.Name}", "settings");
        if (!its.TryGetProperty("server", out var server) || server.ValueKind is JsonValueKind.Null) return new MatterSettings((Uri?)null);
        return server.ValueKind is JsonValueKind.String && Uri.TryCreate(server.GetString(), UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss"
            ? new MatterSettings(uri)
            : new Fault(ErrorCodes.RequestInvalid, "server is the address of a Matter server, such as ws://192.168.1.5:5580/ws", "settings");
    }
}
