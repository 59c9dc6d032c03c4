using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Importing;

/// <summary>What a plan made here: enough to take it back, by whoever keeps it.</summary>
/// <param name="Parts">How each part ended.</param>
/// <param name="Renamed">Devices with a name and a room of the plan, and what they had before.</param>
/// <param name="Expected">Devices that may come.</param>
public sealed record ImportReceipt(
    IReadOnlyList<ImportedPart> Parts,
    IReadOnlyList<RoomId> Rooms,
    IReadOnlyList<RenamedDevice> Renamed,
    IReadOnlyList<DeviceId> Expected,
    IReadOnlyList<DeviceId> Scenes,
    IReadOnlyList<RuleId> Rules);

/// <summary>A part of a plan: all of it was done, or nothing.</summary>
/// <param name="Part">rooms, devices, scenes or rules.</param>
/// <param name="Done">How many things were made or changed.</param>
/// <param name="Code">Why nothing was; null when it was done.</param>
/// <param name="Detail">The same in words.</param>
public sealed record ImportedPart(string Part, int Done, string? Code = null, string? Detail = null)
{
    internal static ImportedPart Of(string part, Result<int> result) => result.Fault is { } fault ? new(part, 0, fault.Error.Code, fault.Detail) : new(part, result.Value);
}

/// <summary>A device and what it was called before and after.</summary>
public sealed record RenamedDevice(DeviceId Device, string NameBefore, string NameAfter, RoomId? RoomBefore = null, RoomId? RoomAfter = null);

/// <summary>What was taken back, and what was not because somebody changed it since.</summary>
/// <param name="Kept">Ids of what stays.</param>
public sealed record ImportUndone(int Done, IReadOnlyList<string> Kept);
