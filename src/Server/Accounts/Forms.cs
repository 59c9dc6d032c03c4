using System.Text.Json.Serialization;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>Signing in with a password.</summary>
/// <param name="Code">Of the authenticator app, or a recovery code; only for who has a second factor.</param>
internal sealed record PasswordForm(string User, string Password, string? Code = null);

/// <summary>Signing in with a one-time link.</summary>
internal sealed record LinkForm(string Token);

/// <summary>The first account and its home.</summary>
internal sealed record SetupForm(string Token, string User, string Name, string Password, string HomeName, string Language,
    string TimeZone);

/// <summary>Taking an invitation, with a new account or the user name and password of one that exists.</summary>
internal sealed record InvitationForm(string Token, string User, string Name, string Password, string Language, string? Code = null);

/// <summary>Changes of one's own account; what is null stays.</summary>
internal sealed record AccountForm(string? Name = null, string? Language = null, PasswordChange? Password = null);

internal sealed record PasswordChange(string New, string? Old = null);

/// <summary>The present password, asked again before what could lock its owner out.</summary>
internal sealed record PasswordProof(string Password);

/// <summary>A password somebody thinks of.</summary>
internal sealed record PasswordDraft(string Password, string User = "");

/// <summary>What is thought of it.</summary>
/// <param name="Weakness">Why it would be refused; absent when it would not.</param>
internal sealed record PasswordVerdict(Weakness? Weakness);

/// <summary>A PIN for what touches safety or privacy.</summary>
/// <param name="Pin">4 to 8 digits; absent to keep the one there is.</param>
/// <param name="Always">To be asked everywhere, not on panels only.</param>
internal sealed record PinForm(string Password, string? Pin = null, bool Always = false);

/// <summary>A code of the authenticator app.</summary>
internal sealed record CodeForm(string Code);

/// <summary>A new personal token.</summary>
internal sealed record TokenForm(
    string Name,
    [property: JsonConverter(typeof(ScopesJson))] Scopes Scopes,
    IReadOnlyList<HomeId>? Homes = null,
    DateTimeOffset? Expires = null,
    bool Agent = false);
