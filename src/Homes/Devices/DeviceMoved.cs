using Kith.Homes.Actor;
using Kith.Homes.Twins;

namespace Kith.Homes.Devices;

/// <summary>A device may be in another room than before.</summary>
internal sealed record DeviceMoved(Twin Twin) : Happening;
