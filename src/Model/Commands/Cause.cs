using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Model.Commands;

/// <summary>What kind of thing set something going.</summary>
[JsonConverter(typeof(CamelEnum<CauseKind>))]
public enum CauseKind : byte
{
    /// <summary>The house itself: start, time-out, housekeeping.</summary>
    System,
    /// <summary>A person, by hand; <see cref="Cause.Through"/> says with what.</summary>
    Person,
    /// <summary>A person's words.</summary>
    Voice,
    /// <summary>A rule or scene.</summary>
    Rule,
    /// <summary>A linked outside party.</summary>
    Partner,
    /// <summary>The device: a button on it, its own schedule.</summary>
    Device,
}

/// <summary>Why something happened: kept with every operation and shown in the activity.</summary>
/// <param name="Kind">What kind of thing set it going.</param>
/// <param name="Actor">Its id: person, rule, partner or device; empty for the system.</param>
/// <param name="Name">Its name as it was at that time, for reading.</param>
/// <param name="Through">The way it took: app, api, cli, voice, mqtt, ...</param>
/// <param name="Phrase">The words that were said, for voice.</param>
public sealed record Cause(CauseKind Kind, string Actor, string Name, string Through, string? Phrase = null)
{
    /// <summary>The house itself.</summary>
    public static readonly Cause System = new(CauseKind.System, "", "Kith", "system");
}
