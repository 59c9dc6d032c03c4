using System.Buffers;
using System.Text.Json;
using Kith.Gateway.Admittance;
using Kith.Homes;
using Kith.Homes.Actor;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Native;

/// <summary>
/// What devices say, on its way into their home. Taken from the broker before it is routed, acknowledged when it is on disk; what is
/// wrong with it goes back on kith/DEVICE/error, and to MQTT 5 devices as the reason of the acknowledgement.
/// </summary>
internal sealed class Uplink(HomeHost homes, MqttBroker broker, Walls walls, Adoption adoption, GatewayMetrics metrics)
{
    private static readonly ReportVerdict Forbidden = ReportVerdict.Refused(new Fault(ErrorCodes.TopicForbidden, "this device does not say that there"));
    private static readonly ReportVerdict Busy = ReportVerdict.Refused(new Fault(ErrorCodes.ServerBusy, "too much waits; the message was dropped"));

    internal void Take(DevicePrincipal principal, in InboundPublish publish)
    {
        var device = DeviceTopic.TryRead(publish.Topic, out var topic) ? principal.Speaks(topic.Device) : null;
        var receipt = new UplinkReceipt(this, principal, device ?? principal.Device, publish);
        if (device is not { } its) receipt.Settle(Forbidden);
        else if (!publish.Acknowledgement.IsAwaited && homes.IsBusy(principal.Home)) receipt.Settle(Busy);
        else Take(principal, its, topic, publish.Payload, receipt);
    }

    /// <summary>Ends the connection behind a principal.</summary>
    internal void Cut(Principal principal) => Cut(its => ReferenceEquals(its, principal));

    /// <summary>Ends connections before it returns.</summary>
    internal void Cut(Func<object, bool> principal) => _ = broker.DisconnectAsync(principal, ReasonCode.NotAuthorized).AsTask();

    /// <summary>A device of the home is there: Kith's own voice must be too.</summary>
    internal void Open(HomeId home) => walls.In(home);

    internal void Complain(HomeId home, DeviceId device, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            metrics.Faulty(fault.Error.Code);
            // Not made anew: the home may have been deleted meanwhile.
            walls.Find(home)?.Publish($"kith/{device}/error", ErrorPayload.Of(fault));
        }
    }

    private void Take(DevicePrincipal principal, DeviceId device, DeviceTopic topic, ReadOnlySpan<byte> payload, UplinkReceipt receipt)
    {
        var isChild = device != principal.Device;
        if (isChild && topic.Up is DeviceTopicUp.Report or DeviceTopicUp.Event or DeviceTopicUp.Reply && principal.Wake(device))
            homes.Presence(principal.Home, device, online: true);
        switch (topic.Up)
        {
            case DeviceTopicUp.Report:
                homes.Report(principal.Home, device, payload, receipt);
                break;
            case DeviceTopicUp.Event:
                TakeEvent(principal, device, topic.Subject.ToString(), payload, receipt);
                break;
            case DeviceTopicUp.Reply:
                if (Reply.Read(payload) is { } reply) homes.Reply(principal.Home, device, reply.Operation, reply.Outcome, reply.Values, receipt);
                else receipt.Settle(ReportVerdict.Refused(new Fault(ErrorCodes.JsonMalformed, "a reply is an object with op and code")));
                break;
            case DeviceTopicUp.Presence when isChild:
                TakePresence(principal, device, payload, receipt);
                break;
            case DeviceTopicUp.Adopt when !isChild:
                _ = adoption.TakeAsync(principal, payload.ToArray(), receipt);
                break;
            default:
                receipt.Settle(Forbidden);
                break;
        }
    }

    private void TakePresence(DevicePrincipal principal, DeviceId child, ReadOnlySpan<byte> payload, UplinkReceipt receipt)
    {
        if (FlatJson.Read(payload) is not { } said || !said.TryGetValue("online", out var online) || online.Kind is not ValueKind.Bool)
        {
            receipt.Settle(ReportVerdict.Refused(new Fault(ErrorCodes.JsonMalformed, "presence is an object with online, true or false", "online")));
            return;
        }
        if (online.AsBool()) principal.Wake(child);
        else principal.Sleep(child);
        homes.Presence(principal.Home, child, online.AsBool(), receipt);
    }

    private void TakeEvent(DevicePrincipal principal, DeviceId device, string address, ReadOnlySpan<byte> payload, UplinkReceipt receipt)
    {
        var arguments = payload.IsEmpty ? [] : FlatJson.Read(payload);
        if (arguments is null)
        {
            receipt.Settle(ReportVerdict.Refused(new Fault(ErrorCodes.JsonMalformed, "an event's arguments are an object of plain values", "event")));
            return;
        }
        DateTimeOffset? at = null;
        if (arguments.Remove("t", out var time))
            at = time.Kind is ValueKind.Integer && Math.Abs(time.AsInteger()) < 1L << 45 ? DateTimeOffset.FromUnixTimeMilliseconds(time.AsInteger()) : DateTimeOffset.MinValue;
        homes.Event(principal.Home, device, address, arguments, at, receipt);
    }
}

/// <summary>Acknowledges one message of a device once its home has decided.</summary>
internal sealed class UplinkReceipt : Receipt
{
    private readonly Uplink _uplink;
    private readonly DevicePrincipal _principal;
    private readonly DeviceId _device;
    private readonly Acknowledgement _acknowledgement;
    private readonly bool _canRefuse;

    internal UplinkReceipt(Uplink uplink, DevicePrincipal principal, DeviceId device, in InboundPublish publish)
    {
        (_uplink, _principal, _device, _acknowledgement) = (uplink, principal, device, publish.Acknowledgement);
        _canRefuse = publish.Version is ProtocolVersion.V5;
    }

    public override void Settle(in ReportVerdict verdict)
    {
        if (verdict.Faults is { } faults) _uplink.Complain(_principal.Home, _device, faults);
        var reason = verdict.Accepted > 0 || verdict.Faults is null ? ReasonCode.Success : ReasonOf(verdict.Faults[0]);
        // An MQTT 3.1.1 acknowledgement can only say yes. What is not on disk is not acknowledged: the device comes back and sends it again.
        if (reason is ReasonCode.QuotaExceeded && !_canRefuse && _acknowledgement.IsAwaited) _uplink.Cut(_principal);
        else _acknowledgement.Complete(reason);
    }

    private static ReasonCode ReasonOf(Fault fault) => fault.Error.Code switch
    {
        "server.busy" => ReasonCode.QuotaExceeded,
        "server.error" => ReasonCode.ImplementationSpecificError,
        "payload.too_large" => ReasonCode.PacketTooLarge,
        "device.unknown" or "not_found" or "topic.forbidden" => ReasonCode.NotAuthorized,
        _ => ReasonCode.PayloadFormatInvalid,
    };
}

/// <summary>An error as a device gets it: {"code","detail","field"}.</summary>
internal static class ErrorPayload
{
    internal static ReadOnlySpan<byte> Of(Fault fault)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("code"u8, fault.Error.Code);
            json.WriteString("detail"u8, fault.Detail);
            if (fault.Field is not null) json.WriteString("field"u8, fault.Field);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }
}
