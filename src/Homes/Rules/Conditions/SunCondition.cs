using System.Text.Json.Serialization;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>The sun is up or down where the home stands; beyond the polar circles, on days without sunrise, by the season.</summary>
public sealed record SunCondition(SunIs Is) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        if (check.Home.Location is null) check.Wrong(path, ErrorCodes.RequestInvalid.Code, "where the home stands is not known: give it a place");
        return scope =>
        {
            if (scope.Home.Location is not { } place) return false;
            var day = DateOnly.FromDateTime(scope.Now);
            var (rise, set) = (Sun.AtMs(place, scope.Home.Zone, day, SunEvent.Sunrise), Sun.AtMs(place, scope.Home.Zone, day, SunEvent.Sunset));
            var isSummer = place.Latitude > 0 == day.Month is > 3 and < 10;
            var isUp = rise is { } from && set is { } to ? scope.NowMs >= from && scope.NowMs < to : isSummer;
            return scope.Saw(path, Value.Of(isUp ? "up" : "down"), isUp == Is is SunIs.Up);
        };
    }
}

/// <summary>Where the sun is.</summary>
[JsonConverter(typeof(CamelEnum<SunIs>))]
public enum SunIs : byte
{
    /// <summary>Between its rising and its setting.</summary>
    Up,
    /// <summary>Between its setting and its rising.</summary>
    Down,
}
