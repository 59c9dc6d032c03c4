using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>By what somebody proved who they are.</summary>
internal enum SignInWay : byte
{
    Cookie,
    Token,
}

/// <summary>Who a request comes from, and how far its credential reaches.</summary>
/// <param name="Homes">The homes a token or panel is held to; null for all of the account's.</param>
/// <param name="Name">What a token's owner called it.</param>
/// <param name="IsAgent">A token that opens the door for agents and no other.</param>
/// <param name="ForgotPassword">Came in by a link of the server's keeper a moment ago: may set a new password without the old one.</param>
internal sealed record SignedIn(AccountId Account, CredentialId Credential, SignInWay Way, Scopes Scopes,
    IReadOnlyList<HomeId>? Homes = null, SessionKind Kind = SessionKind.Browser, bool ForgotPassword = false, string? Name = null, bool IsAgent = false)
{
    internal bool Reaches(HomeId home) => Homes is null || Homes.Contains(home);
}
