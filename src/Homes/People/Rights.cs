using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.People;

/// <summary>What somebody wants of a home.</summary>
internal enum Deed
{
    /// <summary>Be in it at all.</summary>
    Enter,
    /// <summary>Look at a room and what is in it.</summary>
    See,
    /// <summary>Command a device.</summary>
    Control,
    /// <summary>Say how the home is lived in: home, away, night, holiday.</summary>
    SetMode,
    /// <summary>Arrange rooms, devices and bridges.</summary>
    Arrange,
    /// <summary>Add, change and remove people.</summary>
    Invite,
    /// <summary>Give the home away or delete it.</summary>
    Own,
}

/// <summary>
/// The one place where rights are decided, whoever asks: app, API, rule, voice or partner.
/// A credential's scopes narrow, a role allows, a guest's time and rooms bound, a risk may need a confirmation.
/// </summary>
internal static class Rights
{
    private enum Answer { No, Yes, Confirm }

    /// <summary>Role by risk: who may command what, and for what a confirmation is asked.</summary>
    private static readonly Answer[,] Control =
    {
        //            Comfort     Cost        Safety          Privacy
        /* owner */ { Answer.Yes, Answer.Yes, Answer.Confirm, Answer.Confirm },
        /* admin */ { Answer.Yes, Answer.Yes, Answer.Confirm, Answer.Confirm },
        /* adult */ { Answer.Yes, Answer.Yes, Answer.Confirm, Answer.Confirm },
        /* child */ { Answer.Yes, Answer.No, Answer.No, Answer.No },
        /* guest */ { Answer.Yes, Answer.Yes, Answer.No, Answer.No },
    };

    /// <summary>Null when allowed.</summary>
    internal static Fault? Check(Asker asker, Deed deed, RoomId? room = null, Risk risk = Risk.Comfort)
    {
        if (CheckScope(asker, deed) is { } missing) return missing;
        if (asker.Person is not { } person) return null;
        if (!person.IsWithin(asker.Now)) return new Fault(ErrorCodes.RightMissing, $"{person.Name}'s time in this home is over or has not begun");
        return deed switch
        {
            Deed.Enter => null,
            Deed.See => SeesRoom(person, room) ? null : Missing(person, "see that room"),
            Deed.Control => SeesRoom(person, room) ? CheckRisk(asker, person, risk) : Missing(person, "control that room"),
            Deed.SetMode => person.Role is Role.Owner or Role.Admin or Role.Adult ? null : Missing(person, "say how this home is lived in"),
            Deed.Own => person.Role is Role.Owner ? null : Missing(person, "do that; only an owner may"),
            _ => person.Role is Role.Owner or Role.Admin ? null : Missing(person, "arrange this home"),
        };
    }

    /// <summary>What the credential alone covers; null when it does.</summary>
    internal static Fault? CheckScope(Asker asker, Deed deed)
    {
        var needed = deed switch { Deed.Enter or Deed.See => Scopes.Read, Deed.Control or Deed.SetMode => Scopes.Control, _ => Scopes.Manage };
        return asker.Caller.Scopes.HasFlag(needed) ? null : new Fault(ErrorCodes.ScopeMissing, $"this needs the scope {needed.ToString().ToLowerInvariant()}");
    }

    /// <summary>Whether a person may see what a property senses: a child and a guest learn nothing about other people.</summary>
    internal static bool Senses(Asker asker, Sensing sensing) =>
        LearnsOfPeople(asker.Person?.Role) || sensing is Sensing.None or Sensing.Environment or Sensing.Safety;

    /// <summary>Whether somebody of a role learns who is where and who did what; null is the house itself.</summary>
    internal static bool LearnsOfPeople(Role? role) => role is not (Role.Child or Role.Guest);

    private static bool SeesRoom(Person person, RoomId? room) => person.Rooms is not { } rooms || (room is { } its && rooms.Contains(its));

    private static Fault? CheckRisk(Asker asker, Person person, Risk risk) => Control[(int)person.Role, (int)risk] switch
    {
        Answer.Yes => null,
        Answer.Confirm when asker.Caller.Pin is PinState.Elsewhere =>
            new Fault(ErrorCodes.ConfirmationNeeded, $"this is a matter of {Name(risk)}: {person.Name} confirms it in the app, and no agent can"),
        Answer.Confirm when asker.Caller.Pin is PinState.Given => null,
        Answer.Confirm when asker.Caller.Pin is PinState.Needed => new Fault(ErrorCodes.PinRequired, $"this is a matter of {Name(risk)}: give your PIN"),
        Answer.Confirm when asker.Caller.Pin is PinState.Unset => new Fault(ErrorCodes.PinUnset, $"this is a matter of {Name(risk)}, and {person.Name} has no PIN yet"),
        Answer.Confirm when asker.Caller.Confirmed => null,
        Answer.Confirm => new Fault(ErrorCodes.ConfirmationNeeded, $"this is a matter of {Name(risk)}: confirm it"),
        _ => Missing(person, $"do what touches {Name(risk)}"),
    };

    private static string Name(Risk risk) => risk.ToString().ToLowerInvariant();

    private static Fault Missing(Person person, string what) =>
        new(ErrorCodes.RightMissing, $"{person.Name} ({person.Role.ToString().ToLowerInvariant()}) may not {what}");
}

/// <summary>A caller as the home knows them: which person, at what time. No person means the house itself.</summary>
internal readonly record struct Asker(Caller Caller, Person? Person, DateTimeOffset Now)
{
    /// <summary>Why something happens that they ask for.</summary>
    internal Cause Cause => Caller.Cause ?? (Person is { } person ? new Cause(CauseKind.Person, person.Id.ToString(), person.Name, Caller.Through) : Cause.System);
}
