using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>What became of one start of a rule, and why.</summary>
/// <param name="At">When it started.</param>
/// <param name="Ended">When it ended; null while it runs.</param>
/// <param name="Trigger">Which of its triggers, counted from 0; null when somebody ran it.</param>
/// <param name="By">Who ran it by hand; null when a trigger did.</param>
/// <param name="Told">What the trigger told: value, before, device, ...</param>
/// <param name="Conditions">Each condition looked at, with the value it saw, up to the one that decided.</param>
/// <param name="Steps">What it did, in order.</param>
/// <param name="Left">Steps beyond those kept.</param>
/// <param name="End">How it ended.</param>
/// <param name="Detail">Why, where the end does not say it: the chain of rules of a loop.</param>
/// <param name="LateMs">How late the report came that started it, or did not, milliseconds; null when it came in time.</param>
/// <param name="Skipped">Starts left out since the last trace, which are not told one by one.</param>
public sealed record RuleTrace(
    DateTimeOffset At,
    DateTimeOffset? Ended = null,
    int? Trigger = null,
    string? By = null,
    IReadOnlyDictionary<string, Value>? Told = null,
    IReadOnlyList<Seen>? Conditions = null,
    IReadOnlyList<Taken>? Steps = null,
    int? Left = null,
    RunEnd End = RunEnd.Running,
    string? Detail = null,
    int? Skipped = null,
    long? LateMs = null);

/// <summary>A condition as it was at that moment.</summary>
/// <param name="Path">Where it stands in the document: if.0, then.2.if.0.</param>
/// <param name="Held">Whether it held.</param>
/// <param name="Value">What it saw; null for not known.</param>
public sealed record Seen(string Path, bool Held, Value? Value = null);

/// <summary>A step as it was taken.</summary>
/// <param name="Path">Where it stands in the document: then.0, then.1.do.0.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">done, or the code of what went wrong (device.offline); late for a delay that the server's absence made longer; unknown for a call that was under way when the server stopped.</param>
/// <param name="Detail">What it was about: the device's name, the value set.</param>
/// <param name="Ms">How long it took, milliseconds.</param>
public sealed record Taken(string Path, DateTimeOffset At, string Outcome, string? Detail = null, long? Ms = null);

/// <summary>How a start of a rule ended.</summary>
[JsonConverter(typeof(CamelEnum<RunEnd>))]
public enum RunEnd : byte
{
    /// <summary>It has begun and not ended.</summary>
    Running,
    /// <summary>It came to its end; steps may have gone wrong.</summary>
    Done,
    /// <summary>A step said stop.</summary>
    Stopped,
    /// <summary>Left out: a condition did not hold.</summary>
    NotMet,
    /// <summary>Left out: it was running already, or too much of it was.</summary>
    Busy,
    /// <summary>Ended by a newer start.</summary>
    Restarted,
    /// <summary>Ended because somebody changed, switched off or removed it.</summary>
    Changed,
    /// <summary>Left out: its time passed while the server was off.</summary>
    Missed,
    /// <summary>Left out: what it names is no more.</summary>
    Broken,
    /// <summary>Switched off: it fed itself.</summary>
    Loop,
    /// <summary>It rests for a minute: too many starts.</summary>
    TooOften,
    /// <summary>Ended: it went on without a wait for too long.</summary>
    Runaway,
    /// <summary>Left out: what a device reported came too late, and was history.</summary>
    Late,
}
