using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Homes.Modes;

/// <summary>How the home is lived in now, as its people say: rules, heating and alarms go by it. One at a time.</summary>
[JsonConverter(typeof(CamelEnum<Mode>))]
public enum Mode : byte
{
    /// <summary>Somebody is there and awake; every home begins so.</summary>
    Home,
    /// <summary>Everybody is out for some hours.</summary>
    Away,
    /// <summary>People sleep.</summary>
    Night,
    /// <summary>Everybody is away for days.</summary>
    Holiday,
}

/// <summary>A home's mode, as kept.</summary>
/// <param name="Since">Since when; null for as long as the home is there.</param>
public sealed record ModeState(Mode Now = Mode.Home, DateTimeOffset? Since = null);
