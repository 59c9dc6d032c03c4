using System.Text.Json.Serialization;
using Kith.Model.Errors;

namespace Kith.Model.Specs;

/// <summary>How much a broken rule matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity : byte
{
    /// <summary>Better otherwise; may be published.</summary>
    [JsonStringEnumMemberName("advice")] Advice,
    /// <summary>Works in a home, may not be published.</summary>
    [JsonStringEnumMemberName("error")] Error,
    /// <summary>Cannot be read as a spec at all.</summary>
    [JsonStringEnumMemberName("fatal")] Fatal,
}

/// <summary>One broken rule.</summary>
/// <param name="Rule">The rule's stable name: unit-missing.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Path">Where: services/light/properties/brightness.</param>
/// <param name="Message">What is wrong, with the value found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(string Rule, Severity Severity, string Path, string Message, string Remedy)
{
    /// <summary>The finding as an error: spec.invalid with the rule, the message and the remedy.</summary>
    public Fault ToFault() => new(ErrorCodes.SpecInvalid, $"{Rule}: {Message} ({Remedy})", Path);

    /// <summary>One line, as the command line prints it.</summary>
    public override string ToString() => $"{Path}: {Rule}: {Message}. {Remedy}.";
}

/// <summary>A rule of the linter.</summary>
/// <param name="Name">Stable; never changed or reused.</param>
/// <param name="Severity">How much breaking it matters.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Rule(string Name, Severity Severity, string Remedy)
{
    internal Finding At(string path, string message) => new(Name, Severity, path, message, Remedy);
}
