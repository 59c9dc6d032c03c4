using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.People;

/// <summary>How far a credential reaches; a person's own sign-in has all three.</summary>
[Flags]
public enum Scopes : byte
{
    None = 0,
    /// <summary>See.</summary>
    Read = 1,
    /// <summary>Command devices.</summary>
    Control = 2,
    /// <summary>Arrange rooms, devices and people.</summary>
    Manage = 4,
    All = Read | Control | Manage,
}

/// <summary>How somebody stands to the PIN that some callers give before what touches safety or privacy. Found out at the door, judged by <see cref="Rights"/>.</summary>
public enum PinState : byte
{
    /// <summary>A confirmation is enough.</summary>
    NotAsked,
    /// <summary>A PIN is needed and was not given.</summary>
    Needed,
    /// <summary>A PIN is needed and the person has none.</summary>
    Unset,
    /// <summary>Who asks speaks for a person who is not there: nothing that comes with a request confirms it, the person does it in the app.</summary>
    Elsewhere,
    /// <summary>The right PIN was given with this very request; it is a confirmation too.</summary>
    Given,
}

/// <summary>Whoever speaks to a microphone of a home.</summary>
/// <param name="Id">Always the same for one microphone: what waits by words said there is found again there.</param>
/// <param name="Name">What stands for their name: the microphone's.</param>
public sealed record UnknownVoice(PersonId Id, string Name)
{
    /// <summary>What <see cref="Rights"/> go by: nothing that touches safety or privacy, and nothing of other people.</summary>
    internal Person Guest => new(Id, Name, Role.Guest);
}

/// <summary>Who asks a home for something, and by which way. Whoever asks, <see cref="Rights"/> decides.</summary>
/// <param name="Account">The signed-in account; null for the house itself.</param>
/// <param name="Scopes">What the credential covers.</param>
/// <param name="Through">app, api, cli, voice, a bridge's name, ...</param>
/// <param name="Confirmed">The person confirmed this very request (held the button, gave a PIN).</param>
/// <param name="Pin">Whether a PIN must be given as well, as on panels.</param>
/// <param name="Cause">Given by rules, voice and partners; null for a person by hand.</param>
public sealed record Caller(AccountId? Account, Scopes Scopes, string Through, bool Confirmed = false, Cause? Cause = null, PinState Pin = PinState.NotAsked)
{
    /// <summary>The house itself: bridges that add devices, the gateway that takes in a paired one. Never made from outside input.</summary>
    public static Caller House(string through) => new(null, Scopes.All, through, Confirmed: true, new Cause(CauseKind.System, "", "Kith", through));

    /// <summary>Somebody in a room whose voice nobody knows: a guest of that home, for as long as they speak.</summary>
    public static Caller Unknown(UnknownVoice voice) => new(null, Scopes.Read | Scopes.Control, "voice") { Voice = voice };

    /// <summary>Who speaks where nobody signed in; null for everybody else.</summary>
    public UnknownVoice? Voice { get; private init; }

    /// <summary>Tells those apart who talk to a home.</summary>
    public string Speaker => Voice is { } voice ? $"voice {voice.Id}" : Account?.ToString() ?? "house";
}
