using Kith.Homes.Virtual;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Scenes;

/// <summary>What a scene is made of.</summary>
internal sealed record SceneRecord(IReadOnlyList<SceneStep> Steps) : VirtualRecord
{
    internal override string Kind => "scene";

    internal override VirtualDevice Make(DeviceId id) => new Scene(id, this);
}

/// <summary>What a scene does with one device: sets values, or calls an action.</summary>
/// <param name="Device">Which; itself never a scene.</param>
/// <param name="Values">Property addresses and values to set; with <paramref name="Call"/> the action's arguments by name.</param>
/// <param name="Call">The action's address; null for a set.</param>
/// <param name="TransitionMs">How long lights take to get there, 0 to 60,000 milliseconds, on devices that can; null for the device's own.</param>
public sealed record SceneStep(DeviceId Device, IReadOnlyDictionary<string, Value>? Values = null, string? Call = null, int? TransitionMs = null)
{
    /// <summary>Longest transition, milliseconds (spec/services/light.json).</summary>
    public const int LongestTransitionMs = 60_000;
}
