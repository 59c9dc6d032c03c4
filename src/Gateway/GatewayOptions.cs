namespace Kith.Gateway;

/// <summary>The limits of taking devices in and talking to them.</summary>
public sealed class GatewayOptions
{
    /// <summary>How long a pairing code works. 10 min: time to climb a ladder.</summary>
    public TimeSpan PairingLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Pairing codes of one home that wait at once.</summary>
    public int PairingsPerHome { get; init; } = 20;

    /// <summary>Requests a device may get wrong before its code is spent.</summary>
    public int PairingTries { get; init; } = 10;

    /// <summary>Devices with codes of their own that wait for somebody at once; each costs a connection and one request.</summary>
    public int DevicesWaiting { get; init; } = 500;

    /// <summary>Those of one address: an installer with a box of lamps.</summary>
    public int DevicesWaitingPerAddress { get; init; } = 20;

    /// <summary>How long one may wait before it must come again. 30 min: time to find the phone.</summary>
    public TimeSpan WaitingLife { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Bytes of what a waiting device may send: it is kept, and nobody has vouched for it.</summary>
    public int WaitingPacketSize { get; init; } = 16 * 1024;

    /// <summary>Codes of devices that an account may claim in vain before it must wait. 20: a box of lamps that are not switched on yet.</summary>
    public int FreeClaims { get; init; } = 20;

    /// <summary>Wrong secrets from one address before answers slow down.</summary>
    public int FreeTries { get; init; } = 5;

    /// <summary>Longest time a wrong secret is held back; the broker keeps the connection meanwhile.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Wrong pairing codes, or devices' own codes that nobody claimed, from one address before it must wait. 20: a person mistypes a few, a program needs millions.</summary>
    public int FreeCodes { get; init; } = 20;

    /// <summary>Longest time an address must wait for its next pairing code.</summary>
    public TimeSpan LongestCodeDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a command waits for a device that reads slowly; equals the home's command time-out, after which the person was told.</summary>
    public TimeSpan CommandExpiry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes of one packet of a bridge. 4 MiB: zigbee2mqtt sends its devices as one list of about 4 KiB each (64 would fill the broker's
    /// common limit), and 1,000 are more than any coordinator holds.
    /// </summary>
    public int BridgePacketSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Devices one hub may speak for.</summary>
    public int ChildrenPerHub { get; init; } = 500;
}
