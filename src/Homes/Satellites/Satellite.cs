using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Homes.Satellites;

/// <summary>A microphone and a loudspeaker in a room, as kept: a program at an address of the home's own network.</summary>
/// <param name="Id">A slug, unique in the home.</param>
/// <param name="Address">Where it listens: tcp://host:port.</param>
/// <param name="Room">Where it stands, and so whoever speaks to it.</param>
/// <param name="Language">What is spoken there (en, zh); null for both.</param>
/// <param name="Paused">Its microphone is not listened to.</param>
/// <param name="Voice">Who speaks there, as long as nobody's voice is known: what waits by their words is theirs.</param>
public sealed record Satellite(DeviceId Id, string Name, string Address, RoomId? Room, string? Language, bool Paused, PersonId Voice, DateTimeOffset Created)
{
    /// <summary>Whoever speaks there: a guest.</summary>
    public Caller Speaker => Caller.Unknown(new(Voice, Name));
}

/// <summary>What is to be otherwise about a satellite; what is null stays.</summary>
/// <param name="Room">With <paramref name="MoveRoom"/>: its room, null for none.</param>
/// <param name="Language">With <paramref name="ChangeLanguage"/>: its language, null for both.</param>
public sealed record SatelliteChange(string? Name = null, string? Address = null, bool MoveRoom = false, RoomId? Room = null, bool ChangeLanguage = false, string? Language = null, bool? Paused = null);
