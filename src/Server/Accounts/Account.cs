using System.Text;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>Somebody who can sign in.</summary>
/// <param name="User">The name to sign in with, folded: unique on this server.</param>
/// <param name="Language">en or zh.</param>
/// <param name="PasswordHash">By Identity's hasher, with its own salt and version.</param>
internal sealed record Account(AccountId Id, string User, string Name, string Language, string PasswordHash, DateTimeOffset Created)
{
    private const int LongestUser = 64;
    private const int LongestName = 80;

    internal static readonly string[] Languages = ["en", "zh"];

    /// <summary>User names that look and read the same are the same.</summary>
    internal static string Fold(string user)
    {
        // A lone surrogate cannot be normalised; it can be no user name either, so it only has to stay itself.
        var trimmed = user.Trim();
        return (IsWellFormed(trimmed) ? trimmed.Normalize(NormalizationForm.FormKC) : trimmed).ToLowerInvariant();
    }

    internal static Fault? CheckUser(string user)
    {
        var folded = IsWellFormed(user) ? Fold(user) : "";
        var fits = folded.Length is >= 2 and <= LongestUser && folded.All(c =>
            char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '+');
        return fits
            ? null
            : new Fault(ErrorCodes.RequestInvalid, $"A user name has 2 to {LongestUser} letters, digits or any of . _ - @ +.", "user");
    }

    internal static Fault? CheckName(string name) => name.Trim().Length is > 0 and <= LongestName && !name.Any(char.IsControl)
        ? null
        : new Fault(ErrorCodes.RequestInvalid, $"A name has 1 to {LongestName} characters.", "name");

    internal static Fault? CheckLanguage(string language) =>
        Languages.Contains(language)
            ? null
            : new Fault(ErrorCodes.RequestInvalid, $"A language is one of {string.Join(", ", Languages)}.", "language");

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
