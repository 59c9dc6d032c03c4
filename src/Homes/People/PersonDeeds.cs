using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Notices;
using Kith.Homes.Whereabouts;
using Kith.Homes.Words;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.People;

/// <summary>What a person is to be in a home.</summary>
public sealed record PersonDraft(string Name, Role Role, DateTimeOffset? From = null, DateTimeOffset? Until = null, IReadOnlyList<RoomId>? Rooms = null);

/// <summary>What owners and admins do with people. Only an owner makes, changes or removes an owner; the last owner stays.</summary>
public static class PersonDeeds
{
    /// <summary>The people the caller may see: all of them, or for a child or guest themselves.</summary>
    public static ValueTask<Result<IReadOnlyList<PersonView>>> PeopleAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<PersonView>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.People.Values
                .Where(person => !Feed.Visibility.IsLimited(asker) || person.Id == asker.Person!.Id)
                .Select(person => PersonView.Of(person, asker.Now, Moves.Of(its, person.Id))).ToList());

    /// <summary>Adds a person who has no account yet.</summary>
    public static ValueTask<Result<PersonView>> AddPersonAsync(this HomeHost homes, HomeId home, Caller caller, PersonDraft draft) =>
        homes.AskAsync<PersonView>(home, caller, (its, turn, asker) =>
        {
            if ((MayMake(asker, draft.Role) ?? Check(its, draft)) is { } fault) return fault;
            if (its.People.Count >= its.Options.People) return new Fault(ErrorCodes.LimitReached, $"a home has at most {its.Options.People} people");
            var person = new Person(PersonId.New(), draft.Name.Trim(), draft.Role, null, draft.From, draft.Until, draft.Rooms?.Distinct().ToList());
            return Put(its, turn, asker, person, new Said("added", person.Name, Name(person.Role)));
        });

    /// <summary>Replaces what a person is here; their account stays.</summary>
    public static ValueTask<Result<PersonView>> ChangePersonAsync(this HomeHost homes, HomeId home, Caller caller, PersonId id, Func<PersonDraft, PersonDraft> change) =>
        homes.AskAsync<PersonView>(home, caller, (its, turn, asker) =>
        {
            if (!its.People.TryGetValue(id, out var person)) return Unknown(id);
            var draft = change(new PersonDraft(person.Name, person.Role, person.From, person.Until, person.Rooms));
            if ((MayMake(asker, person.Role) ?? MayMake(asker, draft.Role) ?? Check(its, draft)) is { } fault) return fault;
            if (draft.Role is not Role.Owner && IsLastOwner(its, person)) return LastOwner();
            var changed = person with { Name = draft.Name.Trim(), Role = draft.Role, From = draft.From, Until = draft.Until, Rooms = draft.Rooms?.Distinct().ToList() };
            return Put(its, turn, asker, changed, new Said("changed", changed.Name));
        });

    /// <summary>Ends a person's life in this home at once. Anybody may leave by themselves, though not by a token that may only look.</summary>
    public static ValueTask<Result<bool>> RemovePersonAsync(this HomeHost homes, HomeId home, Caller caller, PersonId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (!its.People.TryGetValue(id, out var person)) return Unknown(id);
            if ((asker.Person?.Id == id ? Rights.CheckScope(asker, Deed.Invite) : MayMake(asker, person.Role)) is { } denied) return denied;
            if (IsLastOwner(its, person)) return LastOwner();
            its.People.Remove(id);
            its.Arrangements.Remove(id);
            its.Whereabouts.Remove(id);
            its.Board.Settings.Remove(id);
            its.Rules.PersonGone(id);
            foreach (var sql in (string[])[HomeRecords.DropPerson, HomeRecords.DropArrangement, HomeRecords.DropWhereabouts, HomeRecords.DropNoticeSettings, Outbox.DropPerson, TranscriptDeeds.DropPerson]) turn.Record(sql, HomeRecords.Row(its.Id, id.ToString()));
            foreach (var rule in its.Rules.All.Where(rule => rule.Kept.Spoken?.By == id).ToList()) its.Rules.Remove(turn, rule);
            turn.Fact(FactKind.Membership, "", id.ToString(), ActivityDetail.By(asker, new Said("removed", person.Name)));
            turn.PeopleChanged();
            return true;
        });

    /// <summary>The person, if the caller may invite them: they have no account yet.</summary>
    public static ValueTask<Result<PersonView>> InvitableAsync(this HomeHost homes, HomeId home, Caller caller, PersonId id) =>
        homes.AskAsync<PersonView>(home, caller, (its, _, asker) =>
        {
            if (!its.People.TryGetValue(id, out var person)) return Unknown(id);
            if (MayMake(asker, person.Role) is { } denied) return denied;
            return person.Account is null ? PersonView.Of(person, asker.Now, Moves.Of(its, id)) : new Fault(ErrorCodes.Conflict, $"{person.Name} has an account already");
        });

    /// <summary>An account takes the place of a person who was invited. By the house, once the invitation was proved.</summary>
    public static ValueTask<Result<PersonView>> ClaimPersonAsync(this HomeHost homes, HomeId home, PersonId id, AccountId account) =>
        homes.AskAsync<PersonView>(home, Caller.House("invitation"), (its, turn, asker) =>
        {
            if (!its.People.TryGetValue(id, out var person)) return Unknown(id);
            if (person.Account is not null && person.Account != account) return new Fault(ErrorCodes.Conflict, $"{person.Name} has an account already");
            if (its.People.Values.Any(other => other.Id != id && other.Account == account)) return new Fault(ErrorCodes.Conflict, "this account is somebody of this home already");
            var claimed = person with { Account = account };
            return Put(its, turn, asker with { Person = claimed }, claimed, new Said("joined", claimed.Name));
        });

    private static Fault? MayMake(Asker asker, Role role) => Rights.Check(asker, role is Role.Owner ? Deed.Own : Deed.Invite);

    private static Fault? Check(Home home, PersonDraft draft)
    {
        if (Names.Check(draft.Name) is { } wrong) return wrong;
        if (draft.Role is Role.Owner && (draft.From ?? draft.Until) is not null)
            return new Fault(ErrorCodes.RequestInvalid, "an owner has no time window: a home must not end up without one", "until");
        if (draft.Role is Role.Owner && draft.Rooms is not null) return new Fault(ErrorCodes.RequestInvalid, "an owner is not held to rooms", "rooms");
        if (draft.From >= draft.Until) return new Fault(ErrorCodes.RequestInvalid, "the time ends before it begins", "until");
        foreach (var room in draft.Rooms ?? [])
            if (!home.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "rooms");
        return null;
    }

    private static PersonView Put(Home home, Turn turn, Asker asker, Person person, Said said)
    {
        home.People[person.Id] = person;
        turn.Record(HomeRecords.PutPerson, HomeRecords.Row(home.Id, person));
        turn.Fact(FactKind.Membership, "", person.Id.ToString(), ActivityDetail.By(asker, said));
        turn.PeopleChanged();
        return PersonView.Of(person, turn.Now, Moves.Of(home, person.Id));
    }

    /// <summary>An owner who was invited and never came does not count: nobody could sign in as them.</summary>
    private static bool IsLastOwner(Home home, Person person) =>
        person is { Role: Role.Owner, Account: not null } && !home.People.Values.Any(other => other.Id != person.Id && other is { Role: Role.Owner, Account: not null });

    private static Fault LastOwner() => new(ErrorCodes.Conflict, "a home keeps at least one owner");

    private static string Name(Role role) => role.ToString().ToLowerInvariant();

    private static Fault Unknown(PersonId id) => new(ErrorCodes.NotFound, $"there is no person {id} in this home");
}
