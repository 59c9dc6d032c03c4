using System.Text.Json.Nodes;

namespace Kith.Bridges;

/// <summary>Whether somebody else's program is connected.</summary>
public enum BridgeLink
{
    /// <summary>It has not been heard since this server started.</summary>
    Waiting,
    /// <summary>It says that it works.</summary>
    Online,
    /// <summary>It said goodbye or its connection broke.</summary>
    Offline,
}

/// <summary>A device that a bridge knows and that is not in the home yet.</summary>
/// <param name="Address">What the other side knows it by.</param>
/// <param name="Name">What the other side calls it.</param>
/// <param name="Standing">interviewing, failed, unsupported, disabled, or found: the last may be adopted.</param>
/// <param name="Needs">What must be given with the deed adopt, such as a key; null for nothing.</param>
public sealed record Newcomer(string Address, string Name, string Standing, string? Needs = null);

/// <summary>How a bridge is doing.</summary>
/// <param name="Devices">Devices of it that are in the home and on its list.</param>
/// <param name="Newcomers">Devices on its list that are not in the home yet, and why.</param>
/// <param name="Version">The program's version, once it said so.</param>
/// <param name="JoiningUntil">Until when the network is open for new devices; null for closed.</param>
/// <param name="LastError">The last thing that went wrong there, in its own words.</param>
/// <param name="Malformed">Messages since the start that could not be read.</param>
/// <param name="Details">What else a kind tells of itself, for its page of the app.</param>
public sealed record BridgeStatus(
    BridgeLink State, int Devices, IReadOnlyList<Newcomer> Newcomers, string? Version, DateTimeOffset? JoiningUntil, string? LastError, long Malformed,
    JsonNode? Details = null);
