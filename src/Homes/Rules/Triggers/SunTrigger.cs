using System.Text.Json.Serialization;
using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>The sun rises or sets where the home stands. On days without either (beyond the polar circles) it does not happen.</summary>
/// <param name="Event">Which.</param>
/// <param name="Offset">Before (negative) or after; at most 12 hours.</param>
/// <param name="Days">On which days; every day when not said.</param>
public sealed record SunTrigger(SunEvent Event, TimeSpan? Offset = null, DayFilter? Days = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        Days?.Check(check, $"{path}.days");
        if (Offset is { } offset && offset.Duration() > TimeSpan.FromHours(12)) check.Wrong($"{path}.offset", ErrorCodes.ValueOutOfRange.Code, "at most 12 hours");
        if (check.Home.Location is null) check.Wrong(path, ErrorCodes.RequestInvalid.Code, "where the home stands is not known: give it a place");
        return new SunWatch(this);
    }

    private sealed class SunWatch(SunTrigger trigger) : Watch
    {
        internal override bool IsClock => true;

        internal override long? NextMs(Home home, long afterMs) => home.Location is not { } place ? null
            : LocalDays.Next(home, afterMs, trigger.Days, (zone, day) => Sun.AtMs(place, zone, day, trigger.Event) + (long)(trigger.Offset ?? TimeSpan.Zero).TotalMilliseconds);
    }
}

/// <summary>What the sun does.</summary>
[JsonConverter(typeof(CamelEnum<SunEvent>))]
public enum SunEvent : byte
{
    /// <summary>Its upper edge appears.</summary>
    Sunrise,
    /// <summary>Its upper edge is gone.</summary>
    Sunset,
}
