using System.Globalization;
using System.Text.Json;
using Kith.Mqtt.Broker.Local;

namespace Kith.Bridges.Bluetooth.Sources;

/// <summary>
/// Gateways that publish what they hear: BASE/GATEWAY/BTtoMQTT/ADDRESS with id, rssi, servicedatauuid and servicedata in hexadecimal digits,
/// as OpenMQTTGateway and Theengs Gateway do; or the whole advertisement as advdata. BASE/GATEWAY/LWT says online or offline.
/// </summary>
internal sealed class MqttGateways(LocalClient client, string baseTopic, Action<string, Advertisement> heard, Action<string, bool> isOnline, Action<string> malformed)
{
    internal void Start()
    {
        client.Subscribe($"{baseTopic}/+/BTtoMQTT/+", Take);
        client.Subscribe($"{baseTopic}/+/LWT", message => isOnline(GatewayOf(message.Topic), message.Payload.Span.SequenceEqual("online"u8)));
    }

    private string GatewayOf(string topic)
    {
        var rest = topic[(baseTopic.Length + 1)..];
        return rest[..rest.IndexOf('/', StringComparison.Ordinal)];
    }

    private void Take(LocalMessage message)
    {
        // What a broker kept is not what is in the air.
        if (message.IsRetained || message.Payload.IsEmpty) return;
        if (message.Payload.Length > BluetoothLimits.MessageBytes || Read(message.Payload) is not { } advertisement)
        {
            malformed("advertisement");
            return;
        }
        var gateway = GatewayOf(message.Topic);
        isOnline(gateway, true);
        heard(gateway, advertisement);
    }

    private static Advertisement? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 4 });
            var json = document.RootElement;
            if (json.ValueKind is not JsonValueKind.Object || Advertisement.Address12(Text(json, "id") ?? Text(json, "mac")) is not { } address) return null;
            int? rssi = json.TryGetProperty("rssi", out var its) && its.ValueKind is JsonValueKind.Number && its.TryGetInt32(out var dbm) ? dbm : null;
            if (Text(json, "advdata") is { } raw) return Advertisement.Read(address, rssi, Convert.FromHexString(raw));
            var name = Text(json, "name") is { } text ? Advertisement.Text(System.Text.Encoding.UTF8.GetBytes(text)) : null;
            var services = new Dictionary<ushort, ReadOnlyMemory<byte>>();
            // Without service data it is somebody's watch or headphones: known to be there, of no use here.
            if (Text(json, "servicedata") is { } data && Uuid16(Text(json, "servicedatauuid")) is { } uuid) services[uuid] = Convert.FromHexString(data);
            return new Advertisement(address, name, rssi, services);
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var its) && its.ValueKind is JsonValueKind.String ? its.GetString() : null;

    /// <summary>0xfcd2, fcd2, or the long form of it: 0000fcd2-0000-1000-8000-00805f9b34fb.</summary>
    private static ushort? Uuid16(string? text)
    {
        if (text is null) return null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        if (text.Length == 36) text = text[4..8];
        return text.Length == 4 && ushort.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var uuid) ? uuid : null;
    }
}
