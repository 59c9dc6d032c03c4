using Dapper;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Whereabouts;

/// <summary>How a home learns who is there: from people and their phones.</summary>
public static class WhereaboutsDeeds
{
    /// <summary>Somebody is at home, or leaves. By themselves (or what holds a token of theirs), or by who may change people.</summary>
    public static ValueTask<Result<PersonView>> MoveAsync(this HomeHost homes, HomeId home, Caller caller, PersonId id, Place place) =>
        homes.AskAsync<PersonView>(home, caller, (its, turn, asker) =>
        {
            if (Check(asker, id) is { } denied) return denied;
            if (!its.People.TryGetValue(id, out var person)) return new Fault(ErrorCodes.NotFound, $"there is no person {id} in this home");
            switch (place)
            {
                case Place.Home: Moves.Come(turn, person, asker.Cause); break;
                case Place.Away: Moves.Leave(turn, person, asker.Cause); break;
                default: return new Fault(ErrorCodes.RequestInvalid, "somebody is home or away", "at");
            }
            return PersonView.Of(person, asker.Now, Moves.Of(its, id));
        });

    /// <summary>Brings back to memory the homes in which somebody is about to have left. Once, at the start.</summary>
    public static async Task AwaitLeavingsAsync(this HomeHost homes)
    {
        var waiting = await homes.Ledger.ReadAsync(connection => connection.Query<string>("SELECT DISTINCT home FROM whereabouts WHERE left IS NOT NULL").ToList());
        foreach (var home in waiting) await homes.HomeAsync(HomeId.Parse(home), Caller.House("start"));
    }

    private static Fault? Check(Asker asker, PersonId id) => asker.Person?.Id == id
        ? Rights.Check(asker, Deed.Enter) ?? Rights.CheckScope(asker, Deed.Control)
        : Rights.Check(asker, Deed.Invite);
}
