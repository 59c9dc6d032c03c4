using Kith.Model.Ids;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Satellites;

/// <summary>A satellite to hold on to: a microphone and a loudspeaker in a room, a Wyoming server at an address.</summary>
/// <param name="Language">What is spoken there (en, zh); null lets the engine find out.</param>
/// <param name="Paused">Its microphone is not listened to.</param>
public sealed record Station(HomeId Home, string Id, WyomingAddress Address, string? Language = null, bool Paused = false);

/// <summary>What a home answers to what was heard.</summary>
/// <param name="Language">Which voice it is to be said in.</param>
public sealed record Reply(string Text, string Language);

/// <summary>What a satellite does just now.</summary>
public enum SatelliteState : byte
{
    /// <summary>Not connected.</summary>
    Offline,
    /// <summary>Waits for its wake word.</summary>
    Idle,
    /// <summary>Hears what is said to it.</summary>
    Listening,
    /// <summary>Somebody finds out what was meant, and does it.</summary>
    Thinking,
    /// <summary>Says the answer.</summary>
    Speaking,
    /// <summary>Its microphone is not listened to.</summary>
    Paused,
}

/// <summary>How a satellite is doing.</summary>
/// <param name="Microphone">Sound comes in now, be it for the wake word alone.</param>
/// <param name="Program">What it calls itself.</param>
/// <param name="Trouble">What went wrong last and still does; null when all is well.</param>
public sealed record SatelliteStatus(SatelliteState State, bool Microphone, DateTimeOffset Since, string? Program, string? Trouble);
