using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Skills;

/// <summary>What people teach their home's assistant. Whoever may arrange the home teaches it; everybody in it may use what it was taught, with their own rights.</summary>
public static class SkillDeeds
{
    /// <summary>Skills and phrases of one home.</summary>
    public const int Most = 200;

    /// <summary>What the assistant listens for, as it is kept. The same list until something changes.</summary>
    public static ValueTask<Result<IReadOnlyList<KeptSkill>>> TaughtAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<KeptSkill>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied ? denied : Result.Of(its.Skills));

    /// <summary>All, in the order of their ids. For adults.</summary>
    public static ValueTask<Result<IReadOnlyList<SkillView>>> SkillsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<SkillView>>(home, caller, (its, _, asker) => May(asker) is { } denied ? denied : its.Skills.Select(View).ToList());

    /// <summary>One.</summary>
    public static ValueTask<Result<SkillView>> SkillAsync(this HomeHost homes, HomeId home, Caller caller, SkillId id) =>
        homes.AskAsync<SkillView>(home, caller, (its, _, asker) => May(asker) is { } denied ? denied : Find(its, id) is { } kept ? View(kept) : Unknown(id));

    /// <summary>Adds one or puts another in its place. What it is granted must be of this home.</summary>
    /// <param name="secret">For one that has an address; the one before stays while the address does.</param>
    /// <returns>Whether the secret given is the one that signs from now on.</returns>
    public static ValueTask<Result<(SkillView View, bool IsNewSecret)>> PutSkillAsync(this HomeHost homes, HomeId home, Caller caller, Skill skill, SkillGrant? grant, byte[]? secret) =>
        homes.AskAsync<(SkillView, bool)>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (SkillDocument.Check(skill) is { } wrong) return wrong;
            grant ??= new();
            if (CheckGrant(its, skill, grant) is { } refused) return refused;
            var before = Find(its, skill.Id);
            if (before is null && its.Skills.Count >= Most) return new Fault(ErrorCodes.LimitReached, $"a home has at most {Most} skills and phrases");
            var isKept = before?.Secret is not null && before.Skill.Http == skill.Http;
            var kept = new KeptSkill(skill, grant, skill.Http is null ? null : isKept ? before!.Secret : secret, before?.Added ?? turn.Now);
            Put(its, skill.Id, kept);
            turn.Record(HomeRecords.PutSkill, HomeRecords.Row(its.Id, kept));
            turn.Fact(FactKind.Arrangement, "", skill.Id.ToString(), ActivityDetail.By(asker, new Said(before is null ? "taught" : "changed", skill.Name.En)));
            return (View(kept), skill.Http is not null && !isKept);
        });

    /// <summary>Removes one: nothing is sent to it any more.</summary>
    public static ValueTask<Result<bool>> RemoveSkillAsync(this HomeHost homes, HomeId home, Caller caller, SkillId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (Find(its, id) is not { } kept) return Unknown(id);
            Put(its, id, null);
            turn.Record(HomeRecords.DropSkill, HomeRecords.Row(its.Id, id.ToString()));
            turn.Fact(FactKind.Arrangement, "", id.ToString(), ActivityDetail.By(asker, new Said("removed", kept.Skill.Name.En)));
            return true;
        });

    private static Fault? May(Asker asker) => Rights.Check(asker, Deed.Enter) is { } outside ? outside
        : asker.Person is { } person && !Rights.LearnsOfPeople(person.Role) ? new Fault(ErrorCodes.RightMissing, $"{person.Name} may not look at what this home was taught") : null;

    private static void Put(Home home, SkillId id, KeptSkill? kept)
    {
        var others = home.Skills.Where(one => one.Skill.Id != id);
        home.Skills = [.. (kept is null ? others : others.Append(kept)).OrderBy(one => one.Skill.Id.ToString(), StringComparer.Ordinal)];
    }

    private static Fault? CheckGrant(Home home, Skill skill, SkillGrant grant)
    {
        if (skill.Http is null && (grant.Devices ?? []).Count + (grant.Rooms ?? []).Count > 0) return new Fault(ErrorCodes.RequestInvalid, "what is answered here needs no grant: it does what its speaker may", "grant");
        if ((grant.Services ?? []).Count > 100) return new Fault(ErrorCodes.RequestInvalid, "a grant names at most 100 services", "grant.services");
        foreach (var device in grant.Devices ?? [])
            if (!home.Twins.ContainsKey(device)) return Home.Unknown(device) with { Field = "grant.devices" };
        foreach (var room in grant.Rooms ?? [])
            if (!home.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "grant.rooms");
        return null;
    }

    private static KeptSkill? Find(Home home, SkillId id) => home.Skills.FirstOrDefault(one => one.Skill.Id == id);

    private static SkillView View(KeptSkill kept) => new(kept.Skill, kept.Grant, kept.Added);

    private static Fault Unknown(SkillId id) => new(ErrorCodes.NotFound, $"there is no skill {id} in this home");
}
