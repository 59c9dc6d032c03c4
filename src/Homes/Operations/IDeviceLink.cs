using Kith.Homes.Devices;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Operations;

/// <summary>
/// The way from a home to devices of one kind; implemented by Gateway and by each bridge. Called from the home's loop after the commit:
/// it must hand over and return, never wait. Answers come back through <see cref="HomeHost"/>.
/// </summary>
public interface IDeviceLink
{
    /// <summary>Sends a command now; a fault means that nothing was sent (most often device.offline).</summary>
    Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation);

    /// <summary>The device was removed from its home: revoke what it holds and tell it, if it listens.</summary>
    void Forget(HomeId home, Device device);
}
