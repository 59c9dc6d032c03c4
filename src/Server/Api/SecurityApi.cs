using Kith.Homes.People;
using Kith.Server.Accounts;
using Kith.Server.Errors;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Api;

/// <summary>/account/security, /account/pin and /account/second-factor: what stands beside the password. Every change needs the password again.</summary>
internal static class SecurityApi
{
    internal static void MapSecurity(this IEndpointRouteBuilder api)
    {
        api.MapGet("/account/security", async (Visitor visitor, SecondFactors factors, Pins pins) =>
            {
                var (account, pin) = (visitor.Who.Account, await pins.StateAsync(visitor.Who.Account));
                return (Answer<SecurityView>)new SecurityView(await factors.IsOnAsync(account), await factors.CodesLeftAsync(account), pin.IsSet, pin.Always);
            })
            .ForAccount(Scopes.Manage).WithTags("Account")
            .Described("getSecurity", "How the account is protected", "Whether the second factor is on, how many recovery codes are left, whether there is a PIN and whether it is asked always.");

        api.MapPut("/account/pin", async (PinForm form, Visitor visitor, SignIn signIn, Pins pins) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                return proved.Fault is { } unproved ? (Done)unproved : await pins.SetAsync(visitor.Who.Account, form.Pin, form.Always);
            }).ForAccount(Scopes.Manage).WithTags("Account").RequireRateLimiting(RateLimits.Passwords)
            .Described("setPin", "Set the PIN for what touches safety or privacy", "4 to 8 digits, asked on panels; with `always` everywhere.");
        api.MapDelete("/account/pin", async ([FromBody] PasswordProof form, Visitor visitor, SignIn signIn, Pins pins) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                if (proved.Fault is { } unproved) return (Done)unproved;
                await pins.DropAsync(visitor.Who.Account);
                return Done.Ok;
            }).ForAccount(Scopes.Manage).WithTags("Account").RequireRateLimiting(RateLimits.Passwords)
            .Described("removePin", "Remove the PIN", "Panels that this account let in can then do nothing that touches safety or privacy.");

        var factor = api.MapGroup("/account/second-factor").WithTags("Account");
        factor.MapPost("", async (PasswordProof form, Visitor visitor, SignIn signIn, SecondFactors factors) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                if (proved.Fault is { } unproved) return (Made<AuthenticatorView>)unproved;
                var key = await factors.BeginAsync(visitor.Who.Account);
                if (key.Fault is { } fault) return fault;
                var uri = Totp.UriOf(key.Value, proved.Value.User);
                return new AuthenticatorView(Base32.Write(key.Value), uri, QrPicture.Of(uri));
            }).ForAccount(Scopes.Manage).RequireRateLimiting(RateLimits.Passwords)
            .Described("beginSecondFactor", "Get a key for an authenticator app", "As text and as a QR code. Nothing changes until a code of it is confirmed.");
        factor.MapPost("/confirm", async (CodeForm form, Visitor visitor, SecondFactors factors) =>
            {
                var (codes, wait) = await factors.ConfirmAsync(visitor.Who.Account, form.Code);
                if (wait > TimeSpan.Zero) return new Problem(codes.Fault!, wait);
                return codes.Fault is { } fault ? (Answer<RecoveryCodesView>)fault : new RecoveryCodesView(codes.Value);
            }).ForAccount(Scopes.Manage)
            .Described("confirmSecondFactor", "Turn the second factor on", "With a code of the app. Answers with ten recovery codes, this once.");
        factor.MapPost("/codes", async (PasswordProof form, Visitor visitor, SignIn signIn, SecondFactors factors) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                if (proved.Fault is { } unproved) return (Answer<RecoveryCodesView>)unproved;
                var codes = await factors.RenewCodesAsync(visitor.Who.Account);
                return codes.Fault is { } fault ? fault : new RecoveryCodesView(codes.Value);
            }).ForAccount(Scopes.Manage).RequireRateLimiting(RateLimits.Passwords)
            .Described("renewRecoveryCodes", "Get ten new recovery codes", "The ones before stop working.");
        factor.MapDelete("", async ([FromBody] PasswordProof form, Visitor visitor, SignIn signIn, SecondFactors factors) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                if (proved.Fault is { } unproved) return (Done)unproved;
                await factors.TurnOffAsync(visitor.Who.Account);
                return Done.Ok;
            }).ForAccount(Scopes.Manage).RequireRateLimiting(RateLimits.Passwords)
            .Described("endSecondFactor", "Turn the second factor off", "Its key and its recovery codes are deleted.");
    }
}

/// <summary>How an account is protected.</summary>
internal sealed record SecurityView(bool SecondFactor, int RecoveryCodes, bool Pin, bool PinAlways);

/// <summary>What an authenticator app needs.</summary>
/// <param name="Key">To type where no camera is, in base 32.</param>
/// <param name="Qr">The address as a picture (SVG).</param>
internal sealed record AuthenticatorView(string Key, string Uri, string Qr);

/// <summary>Each works once, in the place of a code of the app.</summary>
internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);
