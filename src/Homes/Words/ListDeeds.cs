using Dapper;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Words;

/// <summary>What a home writes down in lists: the shopping, what is to be done. Everybody of the home reads and writes them; in the order in which things came.</summary>
public static class ListDeeds
{
    private const int MostItems = 500, LongestItem = 200;

    private const string Put = "INSERT INTO list_item(home, list, id, at, item) VALUES(@Home, @List, @Id, @At, @Item) ON CONFLICT DO NOTHING";
    private const string Drop = "DELETE FROM list_item WHERE home = @Home AND list = @List AND id = @Id";

    /// <summary>The items of every list that has some.</summary>
    public static async ValueTask<Result<IReadOnlyDictionary<string, IReadOnlyList<string>>>> ListsAsync(this HomeHost homes, HomeId home, Caller caller)
    {
        var may = await homes.AskAsync<bool>(home, caller, (_, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied ? denied : true);
        if (may.Fault is { } fault) return fault;
        var rows = await homes.Ledger.ReadAsync(connection => connection.Query<(string List, string Item)>(
            "SELECT list, item FROM list_item WHERE home = @Home ORDER BY at, id", new { Home = home.ToString() }).ToList());
        return rows.GroupBy(row => row.List).ToDictionary(list => list.Key, list => (IReadOnlyList<string>)[.. list.Select(row => row.Item)], StringComparer.Ordinal);
    }

    /// <summary>Writes something down; what stands there already stands there once.</summary>
    public static async ValueTask<Fault?> AddToListAsync(this HomeHost homes, HomeId home, Caller caller, string list, string item)
    {
        if (string.IsNullOrWhiteSpace(item) || item.Length > LongestItem) return new Fault(ErrorCodes.RequestInvalid, $"an item has 1 to {LongestItem} characters", "item");
        var lists = await homes.ListsAsync(home, caller);
        if (lists.Fault is { } fault) return fault;
        if (lists.Value.GetValueOrDefault(list)?.Count >= MostItems) return new Fault(ErrorCodes.LimitReached, $"a list has at most {MostItems} items");
        return (await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.CheckScope(asker, Deed.Control) is { } denied) return denied;
            turn.Record(Put, new { Home = its.Id.ToString(), List = list, Id = Key(item), At = turn.NowMs, Item = item.Trim() });
            return true;
        })).Fault;
    }

    /// <summary>Crosses something out; not_found when it does not stand there.</summary>
    public static async ValueTask<Fault?> DropFromListAsync(this HomeHost homes, HomeId home, Caller caller, string list, string item)
    {
        var lists = await homes.ListsAsync(home, caller);
        if (lists.Fault is { } fault) return fault;
        if (lists.Value.GetValueOrDefault(list)?.Any(one => Key(one) == Key(item)) != true) return new Fault(ErrorCodes.NotFound, $"{item} does not stand there");
        return (await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.CheckScope(asker, Deed.Control) is { } denied) return denied;
            turn.Record(Drop, new { Home = its.Id.ToString(), List = list, Id = Key(item) });
            return true;
        })).Fault;
    }

    private static string Key(string item) => item.Trim().ToLowerInvariant();
}
