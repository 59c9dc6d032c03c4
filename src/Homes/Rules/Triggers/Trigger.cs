using System.Text.Json.Serialization;
using Kith.Homes.Actor;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>Something that starts a rule. A new kind is a file beside this one and a row here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PropertyTrigger), "property")]
[JsonDerivedType(typeof(EventTrigger), "event")]
[JsonDerivedType(typeof(DeviceTrigger), "device")]
[JsonDerivedType(typeof(TimeTrigger), "time")]
[JsonDerivedType(typeof(SunTrigger), "sun")]
[JsonDerivedType(typeof(IntervalTrigger), "interval")]
[JsonDerivedType(typeof(PersonTrigger), "person")]
[JsonDerivedType(typeof(ModeTrigger), "mode")]
[JsonDerivedType(typeof(WebhookTrigger), "webhook")]
public abstract record Trigger
{
    /// <summary>Checks it, and makes what watches for it; null when it can never happen, which has been told.</summary>
    internal abstract Watch? Compile(RuleCheck check, string path);
}

/// <summary>How what is watched for stands after something happened.</summary>
internal enum Edge : byte
{
    /// <summary>As before.</summary>
    None,
    /// <summary>It has begun: the rule starts, now or when it has lasted long enough.</summary>
    Begun,
    /// <summary>It has ended.</summary>
    Over,
}

/// <summary>Watches for one trigger of one rule.</summary>
internal abstract class Watch
{
    /// <summary>The device whose happenings it wants to see; null for those of the home.</summary>
    internal virtual DeviceId? Device => null;

    /// <summary>It goes by the clock.</summary>
    internal virtual bool IsClock => false;

    /// <summary>How long it must last; none for at once.</summary>
    internal virtual TimeSpan For => TimeSpan.Zero;

    /// <summary>Its state outlives a restart.</summary>
    internal virtual bool IsKept => For > TimeSpan.Zero;

    /// <summary>What it tells the rule of what happened: value, before, device, ...</summary>
    internal virtual Edge Judge(Happening happening, Dictionary<string, Value> told) => Edge.None;

    /// <summary>What came as history would have started the rule, had it come in time.</summary>
    internal virtual bool WouldHave(HistoryCame past, Dictionary<string, Value> told) => false;

    /// <summary>Whether it is so now, for one that lasts; asked after a restart.</summary>
    internal virtual bool IsSo(Home home) => false;

    /// <summary>For one that goes by the clock: the next time after one, Unix milliseconds; null when there is none.</summary>
    internal virtual long? NextMs(Home home, long afterMs) => null;
}
