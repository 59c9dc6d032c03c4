using Kith.Gateway.Admittance;

namespace Kith.Gateway.Pairing;

/// <summary>Devices that came with a code of their own: few, not for long, and told nothing until a person claims one.</summary>
internal sealed class WaitingRoom(GatewayOptions options)
{
    private readonly Lock _lock = new();

    /// <summary>In the order in which they came.</summary>
    private readonly List<WaitingPrincipal> _waiting = [];

    internal bool HasRoom(string address)
    {
        lock (_lock) return _waiting.Count < options.DevicesWaiting && _waiting.Count(device => device.Address == address) < options.DevicesWaitingPerAddress;
    }

    /// <summary>False when others came first meanwhile.</summary>
    internal bool Enter(WaitingPrincipal device)
    {
        lock (_lock)
        {
            if (!HasRoom(device.Address)) return false;
            _waiting.Add(device);
            return true;
        }
    }

    internal void Leave(WaitingPrincipal device)
    {
        lock (_lock) _waiting.Remove(device);
    }

    internal List<WaitingPrincipal> With(SetupCode code)
    {
        lock (_lock) return [.. _waiting.Where(device => device.Code == code)];
    }
}
