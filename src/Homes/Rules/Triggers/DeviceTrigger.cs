using System.Text.Json.Serialization;
using Kith.Homes.Actor;
using Kith.Homes.Rules.Expressions;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>A device goes offline or comes back. What the server finds out when it starts does not count.</summary>
/// <param name="Device">Which.</param>
/// <param name="Goes">Which way.</param>
/// <param name="For">How long it must stay so; at once when not said. At most 7 days.</param>
public sealed record DeviceTrigger(DeviceId Device, Going Goes, TimeSpan? For = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        Spans.Check(check, For, $"{path}.for");
        check.Tells("device", Kind.Text);
        return check.Device(Device, $"{path}.device") is null ? null : new DeviceWatch(this);
    }

    private sealed class DeviceWatch(DeviceTrigger trigger) : Watch
    {
        internal override DeviceId? Device => trigger.Device;

        internal override TimeSpan For => trigger.For ?? TimeSpan.Zero;

        internal override Edge Judge(Happening happening, Dictionary<string, Value> told) => happening is not PresenceChanged presence ? Edge.None
            : presence.Online == trigger.Goes is Going.Online ? Edge.Begun : Edge.Over;

        internal override bool IsSo(Home home) => home.Twins.TryGetValue(trigger.Device, out var twin) && twin.Online == trigger.Goes is Going.Online;
    }
}

/// <summary>Which way a device goes.</summary>
[JsonConverter(typeof(CamelEnum<Going>))]
public enum Going : byte
{
    /// <summary>It comes back.</summary>
    Online,
    /// <summary>It is gone.</summary>
    Offline,
}
