using Kith.Homes.Rules;
using Kith.Homes.Scenes;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Importing;

/// <summary>
/// What another system's home would become here: a document to look at, to take from and to give back. Nothing of it has happened, and
/// whoever gives it back does with it only what they may do anyway.
/// </summary>
/// <param name="Format">What it was read from: home-assistant, zigbee2mqtt, openhab, iobroker.</param>
/// <param name="Rooms">Rooms that are not here yet.</param>
/// <param name="Devices">Names and rooms for devices that are here, and for those that may come.</param>
/// <param name="Scenes">Scenes, of devices that are here.</param>
/// <param name="Rules">Rules, as far as they can be said.</param>
/// <param name="Losses">What does not come over, or not as it was, each with its reason.</param>
/// <param name="Seen">How many of each kind were found there: rooms, devices, scenes, rules.</param>
public sealed record ImportPlan(
    string Format,
    IReadOnlyList<PlannedRoom> Rooms,
    IReadOnlyList<PlannedDevice> Devices,
    IReadOnlyList<PlannedScene> Scenes,
    IReadOnlyList<PlannedRule> Rules,
    IReadOnlyList<ImportLoss> Losses,
    IReadOnlyDictionary<string, int> Seen);

/// <summary>A room to be made.</summary>
/// <param name="Id">What the other parts of the plan know it by, and the id it gets.</param>
public sealed record PlannedRoom(RoomId Id, string Name, string? Floor = null);

/// <summary>A name and a room for a device.</summary>
/// <param name="Key">What it was known by there.</param>
/// <param name="KnownAs">Addresses and serials by which a device that comes later is recognised, made comparable (<see cref="NativeIds"/>).</param>
/// <param name="Device">The device of this home that it is; null for one that is not here.</param>
/// <param name="NameNow">What that device is called before.</param>
public sealed record PlannedDevice(string Key, string Name, IReadOnlyList<string> KnownAs, RoomId? Room = null, DeviceId? Device = null, string? NameNow = null, RoomId? RoomNow = null);

/// <summary>A scene to be made.</summary>
/// <param name="Id">What rules of the plan run it by, and the id it gets.</param>
public sealed record PlannedScene(DeviceId Id, string Name, IReadOnlyList<SceneStep> Steps, RoomId? Room = null);

/// <summary>A rule to be made.</summary>
/// <param name="Enabled">False for one that was off, and for one of which something is missing: somebody should look at it first.</param>
/// <param name="IsWhole">All of it could be said.</param>
public sealed record PlannedRule(string Key, Rule Rule, bool Enabled, bool IsWhole);

/// <summary>Something that does not come over, or not as it was.</summary>
/// <param name="Kind">What it is of: room, device, scene, rule or file.</param>
/// <param name="Name">Of which, as people there call it.</param>
/// <param name="Code">A stable code of docs/import.md.</param>
/// <param name="Text">Why, in plain words.</param>
public sealed record ImportLoss(string Kind, string Name, string Code, LocalText Text);

/// <summary>What a plan has to fit into.</summary>
/// <param name="Taken">Ids of devices that are or were here.</param>
public sealed record ImportGround(Feed.SnapshotView Home, IReadOnlySet<DeviceId> Taken, IReadOnlyList<RuleView> Rules, IReadOnlyList<ExpectedDevice> Expected);

/// <summary>A device that may come: its name and room wait for it.</summary>
public sealed record ExpectedDevice(DeviceId Id, string Name, IReadOnlyList<string> KnownAs, RoomId? Room = null);
