using System.Collections.Concurrent;
using Kith.Gateway.Pairing;
using Kith.Model.Ids;
using Kith.Mqtt.Broker.Walls;

namespace Kith.Gateway.Admittance;

/// <summary>Who is behind a connection, and what it may touch.</summary>
internal abstract class Principal
{
    internal abstract bool MayPublish(ReadOnlySpan<byte> topic);

    internal abstract bool MaySubscribe(string filter);

    /// <summary>The first level of our own topics; everything else in a home's wall belongs to bridges and their tools.</summary>
    internal const string Root = "kith/";
}

/// <summary>A native device: its own topics, and as a hub those of its children.</summary>
internal sealed class DevicePrincipal(HomeId home, DeviceId device, CredentialId credential, IEnumerable<DeviceId> children) : Principal
{
    internal HomeId Home { get; } = home;

    internal DeviceId Device { get; } = device;

    internal CredentialId Credential { get; } = credential;

    private readonly ConcurrentDictionary<DeviceId, bool> _awake = new();

    /// <summary>By their ids as text.</summary>
    internal ConcurrentDictionary<string, DeviceId> Children { get; } = new(children.Select(child => KeyValuePair.Create(child.ToString(), child)));

    /// <summary>The device a topic speaks of, if this connection speaks for it.</summary>
    internal DeviceId? Speaks(ReadOnlySpan<char> device)
    {
        if (device.SequenceEqual(Device.ToString())) return Device;
        return Children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(device, out var child) ? child : null;
    }

    /// <summary>True when the child was not known to be there.</summary>
    internal bool Wake(DeviceId child) => _awake.TryAdd(child, true);

    internal void Sleep(DeviceId child) => _awake.TryRemove(child, out _);

    internal void Forget(DeviceId child)
    {
        Children.TryRemove(child.ToString(), out _);
        Sleep(child);
    }

    /// <summary>Nothing that a device publishes is routed: the uplink takes all of it and answers what is not its own with an error.</summary>
    internal override bool MayPublish(ReadOnlySpan<byte> topic) => true;

    internal override bool MaySubscribe(string filter)
    {
        if (!filter.StartsWith(Root, StringComparison.Ordinal)) return false;
        var rest = filter.AsSpan(Root.Length);
        var end = rest.IndexOf('/');
        return end > 0 && Speaks(rest[..end]) is not null;
    }
}

/// <summary>Somebody else's program in the home's wall: every topic but ours.</summary>
internal sealed class BridgePrincipal(HomeId home, string bridge, CredentialId credential) : Principal
{
    internal HomeId Home { get; } = home;

    internal string Bridge { get; } = bridge;

    internal CredentialId Credential { get; } = credential;

    internal override bool MayPublish(ReadOnlySpan<byte> topic) => !topic.StartsWith("kith/"u8);

    /// <summary>A wildcard in the first level would take in our own topics.</summary>
    internal override bool MaySubscribe(string filter) =>
        !filter.StartsWith('#') && !filter.StartsWith('+') && filter != "kith" && !filter.StartsWith(Root, StringComparison.Ordinal);
}

/// <summary>A device that is in no home yet; alone in a wall of its own, where it may ask and be answered.</summary>
internal abstract class NewcomerPrincipal(Wall wall) : Principal
{
    internal const string Request = "kith/pair/request";
    internal const string Reply = "kith/pair/reply";

    /// <summary>One for each connection: two devices with the same code must not hear each other's secrets.</summary>
    internal Wall Wall { get; } = wall;

    /// <summary>What it may ask to be known by from now on.</summary>
    internal ShownCertificate? Certificate { get; init; }

    internal volatile bool HasLeft;

    internal override bool MayPublish(ReadOnlySpan<byte> topic) => topic.SequenceEqual("kith/pair/request"u8);

    internal override bool MaySubscribe(string filter) => filter == Reply;
}

/// <summary>A device that holds a pairing code and nothing else.</summary>
internal sealed class PairingPrincipal(PairingId pairing, Wall wall) : NewcomerPrincipal(wall)
{
    internal PairingId Pairing { get; } = pairing;
}

/// <summary>A device that brings a code of its own and waits for a person to claim it.</summary>
internal sealed class WaitingPrincipal(SetupCode code, string address, Wall wall) : NewcomerPrincipal(wall)
{
    private byte[]? _request;

    internal SetupCode Code { get; } = code;

    internal string Address { get; } = address;

    /// <summary>Ends its wait; set when it comes, stopped when it goes.</summary>
    internal ITimer? Patience { get; set; }

    /// <summary>What it last asked and was not answered.</summary>
    internal byte[]? Asked => Volatile.Read(ref _request);

    internal void Ask(byte[] request) => Volatile.Write(ref _request, request);

    /// <summary>True for the one who answers it.</summary>
    internal bool Take(byte[] request) => Interlocked.CompareExchange(ref _request, null, request) == request;

    /// <summary>Nobody could answer it after all; a newer question goes before.</summary>
    internal void PutBack(byte[] request) => Interlocked.CompareExchange(ref _request, request, null);
}
