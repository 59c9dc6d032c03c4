using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Gateway.Pairing;

/// <summary>How far a pairing has come.</summary>
[JsonConverter(typeof(CamelEnum<PairingState>))]
public enum PairingState : byte
{
    /// <summary>The code is out; no device has used it.</summary>
    Waiting,
    /// <summary>A device has connected with the code.</summary>
    Claimed,
    /// <summary>The device is in the home and has its credential.</summary>
    Done,
    /// <summary>Nobody came in time, or it was tried too often.</summary>
    Expired,
    /// <summary>Taken back by a person.</summary>
    Cancelled,
}

/// <summary>An offer to take in one device, as its maker sees it.</summary>
/// <param name="Code">Eight digits, shown as 4832-0177; or the device's own.</param>
/// <param name="Uri">What the QR code says: kith:pair?code=…&amp;host=…&amp;port=…, or what the device's own does.</param>
/// <param name="Device">The device that came of it.</param>
/// <param name="Fault">What was wrong with the device's last request.</param>
public sealed record PairingView(
    PairingId Id, string Code, DateTimeOffset Expires, PairingState State, DeviceId? Device, string Uri, Fault? Fault);

internal sealed class PairingOffer(PairingId id, HomeId home, RoomId? room, DeviceId? replaces, SetupCode code, DateTimeOffset expires)
{
    internal PairingId Id { get; } = id;

    internal HomeId Home { get; } = home;

    internal RoomId? Room { get; } = room;

    /// <summary>The device whose place the new one takes.</summary>
    internal DeviceId? Replaces { get; } = replaces;

    internal SetupCode Code { get; } = code;

    /// <summary>What stands on the device, where the code is its own; null for a code of ours.</summary>
    internal DeviceLabel? Label { get; init; }

    /// <summary>Who claimed a device's code.</summary>
    internal string By { get; init; } = "";

    internal DateTimeOffset Expires { get; } = expires;

    internal PairingState State { get; set; } = PairingState.Waiting;

    internal DeviceId? Device { get; set; }

    internal Fault? Fault { get; set; }

    internal int Tries { get; set; }

    internal bool IsOpen(DateTimeOffset now) => (State is PairingState.Waiting or PairingState.Claimed) && now < Expires;
}
