using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Server.Accounts;

/// <summary>By which way somebody came in, as the list of sessions shows it.</summary>
[JsonConverter(typeof(CamelEnum<SignInVia>))]
internal enum SignInVia : byte
{
    Unknown,
    Password,
    Link,
    Setup,
    Invitation,
    Panel,
    Passkey,
}

/// <summary>What kind of sign-in a session is.</summary>
[JsonConverter(typeof(CamelEnum<SessionKind>))]
internal enum SessionKind : byte
{
    /// <summary>A person's own browser: all that the account may.</summary>
    Browser,
    /// <summary>A screen on a wall or a television: one home, to see and to control.</summary>
    Panel,
}

/// <summary>A session about to begin.</summary>
/// <param name="PanelOf">The one home of a panel; null for a person's own browser.</param>
/// <param name="Name">What a panel was called by who let it in.</param>
internal sealed record SessionStart(AccountId Account, Arrival Arrival, SignInVia Via, HomeId? PanelOf = null, string? Name = null);
