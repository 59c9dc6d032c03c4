using Kith.Model.Errors;

namespace Kith.Homes;

/// <summary>What people may call their homes, rooms, devices and each other.</summary>
internal static class Names
{
    /// <summary>Long enough for any language, short enough for any tile.</summary>
    internal const int Longest = 100;

    internal static Fault? Check(string? name, string field = "name") =>
        string.IsNullOrWhiteSpace(name) ? new Fault(ErrorCodes.RequestInvalid, "a name is needed", field)
        : name.Trim().Length > Longest ? new Fault(ErrorCodes.RequestInvalid, $"a name has at most {Longest} characters", field)
        : name.Any(char.IsControl) ? new Fault(ErrorCodes.RequestInvalid, "a name has no control characters", field)
        : null;

    internal static Fault? CheckOptional(string? name, string field) => name is null ? null : Check(name, field);

    /// <summary>A short text that may be missing or empty: a floor, an icon.</summary>
    internal static Fault? CheckText(string? text, string field) => string.IsNullOrEmpty(text) ? null : Check(text, field);

    /// <summary>An id out of a name that nothing has yet: lamp, lamp-2, lamp-3.</summary>
    internal static T Free<T>(string name, Func<string, T> make, Func<T, bool> taken)
    {
        var id = make(name);
        // Short enough that the number is not cut off with the end of a long name.
        for (var number = 2; taken(id); number++) id = make($"{name[..Math.Min(name.Length, 40)]} {number}");
        return id;
    }
}
