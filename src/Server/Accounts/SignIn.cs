using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Observability;

namespace Kith.Server.Accounts;

/// <summary>Every way by which somebody becomes signed in; each ends with a new session.</summary>
internal sealed class SignIn(
    AccountStore accounts, Sessions sessions, Links links, Passwords passwords, SecondFactors factors, Attempts attempts,
    KnownDevices devices, SignInLog log, ServerMetrics metrics) : IDisposable
{
    /// <summary>Whoever takes a link or a user name does so alone: two at once would both find it free.</summary>
    private readonly SemaphoreSlim _alone = new(1);

    /// <summary>With a password, and a code where there is a second factor. A wait longer than zero means that nothing was looked at.</summary>
    internal async Task<(Result<Entered> Result, TimeSpan Wait)> WithPasswordAsync(PasswordForm form, Arrival arrival)
    {
        var (user, password, address) = (form.User, form.Password, arrival.Address);
        var account = await accounts.FindAsync(user);
        var isKnown = account is not null && await devices.KnowsAsync(arrival.Device, account.Id);
        var wait = isKnown ? attempts.BeginWithin(arrival.Device!) : attempts.Begin(user, address);
        if (wait > TimeSpan.Zero)
        {
            metrics.SignIn("slowed");
            return (new Fault(ErrorCodes.RateLimited, $"Too many tries; wait {Math.Ceiling(wait.TotalSeconds)} s."), wait);
        }
        if (!await passwords.IsRightAsync(account, password))
        {
            metrics.SignIn("wrong");
            await log.NoteAsync(account?.Id, arrival, SignInVia.Password, SignInOutcome.WrongPassword);
            return (new Fault(ErrorCodes.AuthWrong, "The user name or the password is wrong."), TimeSpan.Zero);
        }
        if (isKnown) attempts.ForgiveWithin(arrival.Device!);
        else attempts.Forgive(user, address);
        var (refused, codeWait) = await factors.CheckAsync(account!.Id, form.Code);
        metrics.SignIn(refused is null ? "right" : codeWait > TimeSpan.Zero ? "slowed" : form.Code is null ? "code" : "wrong");
        if (refused?.Error == ErrorCodes.AuthCodeWrong) await log.NoteAsync(account.Id, arrival, SignInVia.Password, SignInOutcome.WrongCode);
        return refused is not null ? (refused, codeWait) : (await EnterAsync(account, arrival, SignInVia.Password), TimeSpan.Zero);
    }

    internal Task<Result<Entered>> WithLinkAsync(string token, Arrival arrival) => AloneAsync<Entered>(async () =>
    {
        var link = await links.FindAsync(LinkKind.SignIn, token);
        if (link.Fault is { } fault) return fault;
        if (await accounts.FindAsync(link.Value.Account!.Value) is not { } account)
            return new Fault(ErrorCodes.LinkExpired, "Its account does not exist any more.");
        await links.TakeAsync(link.Value);
        metrics.SignIn("link");
        return await EnterAsync(account, arrival, SignInVia.Link);
    });

    /// <summary>With a passkey, which was proved: the device has verified its owner, so no code is asked.</summary>
    internal async Task<Result<Entered>> WithPasskeyAsync(Account account, Arrival arrival)
    {
        metrics.SignIn("passkey");
        return await EnterAsync(account, arrival, SignInVia.Passkey);
    }

    /// <summary>A screen that somebody let in: a session of its own for one home.</summary>
    internal async Task<Result<Entered>> AsPanelAsync(FlowGrant grant, Arrival arrival)
    {
        if (await accounts.FindAsync(grant.Account) is not { } account)
            return new Fault(ErrorCodes.FlowExpired, "The account that let it in does not exist any more.");
        metrics.SignIn("panel");
        await log.NoteAsync(account.Id, arrival, SignInVia.Panel, SignInOutcome.Entered);
        var (ticket, who) = await sessions.StartAsync(new(account.Id, arrival, SignInVia.Panel, grant.Home, grant.Name));
        return new Entered(account, ticket, who, Device: null);
    }

    /// <summary>The first account of this server and its home.</summary>
    internal Task<Result<Entered>> SetUpAsync(SetupForm form, HomeHost homes, Arrival arrival) => AloneAsync<Entered>(async () =>
    {
        var link = await links.FindAsync(LinkKind.Setup, form.Token);
        if (link.Fault is { } fault) return fault;
        if (!await accounts.IsEmptyAsync()) return new Fault(ErrorCodes.LinkExpired, "This server is set up already.");
        if (Check(form.User, form.Name, form.Language, form.Password) is { } wrong) return wrong;
        var account = await NewAsync(form.User, form.Name, form.Language, form.Password);
        var home = await homes.FoundAsync(account.Id, account.Name, form.HomeName, form.TimeZone);
        if (home.Fault is { } refused) return refused with { Field = refused.Field == "name" ? "homeName" : refused.Field };
        await links.TakeAsync(link.Value, AccountStore.Put(account));
        return await EnterAsync(account, arrival, SignInVia.Setup);
    });

    /// <summary>Somebody invited becomes that person of the home: with a new account, or with the one they have and its password.</summary>
    internal Task<Result<Entered>> AcceptAsync(
        InvitationForm form, HomeHost homes, Arrival arrival) => AloneAsync<Entered>(async () =>
    {
        var link = await links.FindAsync(LinkKind.Invitation, form.Token);
        if (link.Fault is { } fault) return fault;
        var known = await accounts.FindAsync(form.User);
        if (known is null && Check(form.User, form.Name, form.Language, form.Password) is { } wrong) return wrong;
        if (known is not null)
        {
            if (attempts.Begin(form.User, arrival.Address) > TimeSpan.Zero)
                return new Fault(ErrorCodes.RateLimited, "Too many tries; wait a minute.");
            if (!await passwords.IsRightAsync(known, form.Password))
                return new Fault(ErrorCodes.Conflict, "This user name is taken; choose another, or give its password to join with it.",
                    "user");
            attempts.Forgive(form.User, arrival.Address);
            if ((await factors.CheckAsync(known.Id, form.Code)).Fault is { } uncoded) return uncoded;
        }
        var account = known ?? await NewAsync(form.User, form.Name, form.Language, form.Password);
        var joined = await homes.ClaimPersonAsync(link.Value.Home!.Value, link.Value.Person!.Value, account.Id);
        if (joined.Fault is { } refused) return refused;
        await links.TakeAsync(link.Value, AccountStore.Put(account));
        return await EnterAsync(account, arrival, SignInVia.Invitation);
    });

    /// <summary>Changes what is not null; a new password ends the account's other sign-ins.</summary>
    internal async Task<Result<Account>> ChangeAsync(SignedIn who, AccountForm form)
    {
        if (await accounts.FindAsync(who.Account) is not { } account)
            return new Fault(ErrorCodes.NotFound, "This account does not exist any more.");
        if ((form.Name is { } name ? Account.CheckName(name) : null) is { } badName) return badName;
        if ((form.Language is { } language ? Account.CheckLanguage(language) : null) is { } badLanguage) return badLanguage;
        var changed = account with { Name = form.Name?.Trim() ?? account.Name, Language = form.Language ?? account.Language };
        if (form.Password is not { } password)
        {
            await accounts.WriteAsync(changed);
            return changed;
        }
        if (!who.ForgotPassword && (await ProveAsync(who, password.Old ?? "")).Fault is { } unproved) return unproved with { Field = "password.old" };
        if (PasswordRule.Check(password.New, account.User) is { } weak) return weak;
        changed = changed with { PasswordHash = await passwords.HashAsync(password.New) };
        await accounts.WriteAsync(changed, sessions.EndOthers(account.Id, who.Credential), Sessions.NoLongerForgotten(who.Credential), KnownDevices.ForgetAll(account.Id));
        return changed;
    }

    /// <summary>
    /// Somebody signed in gives the password again. Tries count by credential, not by name: a stranger's guesses at the door do not keep
    /// an owner inside from anything.
    /// </summary>
    internal async Task<Result<Account>> ProveAsync(SignedIn who, string password)
    {
        if (await accounts.FindAsync(who.Account) is not { } account)
            return new Fault(ErrorCodes.NotFound, "This account does not exist any more.");
        var place = who.Credential.ToString();
        if (attempts.BeginWithin(place) > TimeSpan.Zero) return new Fault(ErrorCodes.RateLimited, "Too many tries; wait a minute.");
        if (!await passwords.IsRightAsync(account, password)) return new Fault(ErrorCodes.PasswordWrong, "The present password is wrong.", "password");
        attempts.ForgiveWithin(place);
        return account;
    }

    public void Dispose() => _alone.Dispose();

    private static Fault? Check(string user, string name, string language, string password) =>
        Account.CheckUser(user) ?? Account.CheckName(name) ?? Account.CheckLanguage(language)
        ?? PasswordRule.Check(password, Account.Fold(user));

    private async Task<Account> NewAsync(string user, string name, string language, string password) =>
        new(AccountId.New(), Account.Fold(user), name.Trim(), language, await passwords.HashAsync(password), sessions.Now);

    private async Task<Entered> EnterAsync(Account account, Arrival arrival, SignInVia via)
    {
        await log.NoteAsync(account.Id, arrival, via, SignInOutcome.Entered);
        var (ticket, who) = await sessions.StartAsync(new(account.Id, arrival, via));
        return new(account, ticket, who, await devices.RememberAsync(arrival.Device, account.Id));
    }

    private async Task<Result<T>> AloneAsync<T>(Func<Task<Result<T>>> work)
    {
        await _alone.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _alone.Release();
        }
    }
}

/// <summary>An account that just signed in, and the session that its browser keeps.</summary>
/// <param name="Device">What the browser keeps to be known at the next sign-in; none for a panel.</param>
internal sealed record Entered(Account Account, Ticket Session, SignedIn Who, Ticket? Device);
