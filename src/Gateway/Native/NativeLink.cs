using System.Buffers;
using System.Text.Json;
using Kith.Gateway.Admittance;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Native;

/// <summary>Commands down to native devices: kith/DEVICE/set and kith/DEVICE/call.</summary>
internal sealed class NativeLink(Walls walls, Presence presence, GatewayOptions options) : IDeviceLink
{
    internal const string Via = "native";

    // A command must not take effect after the person was told how it ended. So it is QoS 0: MQTT sends a QoS 1 message again when the device
    // comes back, minutes later. What is lost on the way ends as timed out, and the device's reply is the acknowledgement that counts.
    private readonly MessageProperties _expiring = new() { Expiry = options.CommandExpiry, PayloadIsText = true, ContentType = "application/json" };

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        var topic = $"kith/{device.Id}/{(operation.Kind is OperationKind.Set ? "set" : "call")}";
        if (!presence.Has(home, device.Hub ?? device.Id)) return new Fault(ErrorCodes.DeviceOffline, $"{device.Name} has just gone; nothing was sent");
        return walls.In(home).Publish(topic, Payload(operation), Qos.AtMostOnce, properties: _expiring)
            ? null
            : new Fault(ErrorCodes.DeviceOffline, $"{device.Name} is connected but does not listen for commands");
    }

    public void Forget(HomeId home, Device device)
    {
        if (device.Hub is { } hub) presence.Release(home, hub, device.Id);
        walls.Find(home)?.Publish($"kith/{device.Id}/forget", "{}"u8, Qos.AtLeastOnce);
    }

    private static ReadOnlySpan<byte> Payload(Operation operation)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, operation.Id.ToString());
            json.WriteNumber("t"u8, operation.Issued.ToUnixTimeMilliseconds());
            if (operation.Kind is OperationKind.Set) WriteAll(json, operation.Values!);
            else
            {
                json.WriteString("action"u8, operation.Address);
                if (operation.In is { } arguments)
                {
                    json.WriteStartObject("in"u8);
                    WriteAll(json, arguments);
                    json.WriteEndObject();
                }
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyDictionary<string, Value> values)
    {
        var converter = new ValueJson();
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            converter.Write(json, value, JsonSerializerOptions.Default);
        }
    }
}
