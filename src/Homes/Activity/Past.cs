using Kith.Homes.Devices;
using Kith.Homes.Energy;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Ledger.Activity;
using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Activity;

/// <summary>What a search of the activity asks for; null is everything.</summary>
public sealed record ActivityQuery(
    RoomId? Room = null, DeviceId? Device = null, PersonId? Person = null, string? Cause = null, IReadOnlyList<string>? Kinds = null, long? Before = null, int Limit = 50);

/// <summary>A page of activity, newest first.</summary>
/// <param name="Next">The sequence to ask before for the next page; null at the beginning of the home.</param>
public sealed record ActivityLines(IReadOnlyList<ActivityView> Items, long? Next);

/// <summary>What was: rights are checked in the home, then the ledger is read outside its loop.</summary>
public static class Past
{
    /// <summary>Who did what, through what, with what outcome.</summary>
    public static async ValueTask<Result<ActivityLines>> ActivityAsync(this HomeHost homes, HomeId home, Caller caller, ActivityQuery query)
    {
        var viewer = await homes.AskAsync<string?>(home, caller, (its, _, asker) =>
        {
            if (Rights.Check(asker, Deed.Enter) is { } denied) return denied;
            // Children and guests read of their own doings only.
            return Visibility.IsLimited(asker) ? asker.Person!.Id.ToString() : query.Person?.ToString();
        });
        if (viewer.Fault is { } fault) return fault;
        var page = await homes.Ledger.ActivityAsync(home, new ActivityFilter
        {
            Before = query.Before,
            Limit = Math.Clamp(query.Limit, 1, 200),
            Kinds = KindsOf(query.Kinds),
            Devices = query.Device is { } device ? new HashSet<string> { device.ToString() } : null,
            Room = query.Room?.ToString(),
            Person = viewer.Value,
            CauseKind = query.Cause,
        });
        return new ActivityLines([.. page.Facts.Select(fact => ActivityView.Of(fact))], page.Before);
    }

    /// <summary>A property from one time to before another, in at most so many points (1 to 5,000).</summary>
    public static async ValueTask<Result<HistoryView>> HistoryAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, string address, DateTimeOffset from, DateTimeOffset to, int points)
    {
        if (from >= to) return new Fault(ErrorCodes.RequestInvalid, "the time ends before it begins", "to");
        if (points is < 1 or > ChartQuery.Limit) return new Fault(ErrorCodes.RequestInvalid, $"points is 1 to {ChartQuery.Limit}", "points");
        var property = await homes.PropertyAsync(home, caller, device, address);
        if (property.Fault is { } fault) return fault;
        if (await homes.SinceAsync(home, caller) is { } since && since > from) from = since < to ? since : to.AddMilliseconds(-1);
        var chart = await homes.Ledger.ChartAsync(home, new ChartQuery(
            device.ToString(), address, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), points, property.Value.Accumulation));
        return HistoryView.Of(property.Value, chart);
    }

    /// <summary>When a day of the home's calendar begins and the next one does: 23 to 25 hours apart where clocks change.</summary>
    public static ValueTask<Result<(DateTimeOffset From, DateTimeOffset To)>> DayAsync(this HomeHost homes, HomeId home, Caller caller, DateOnly day) =>
        homes.AskAsync<(DateTimeOffset, DateTimeOffset)>(home, caller, (its, _, asker) =>
        {
            if (Rights.Check(asker, Deed.Enter) is { } denied) return denied;
            if (day.Year is < 1971 or > 9998) return new Fault(ErrorCodes.RequestInvalid, "a day is of 1971 to 9998", "day");
            var zone = TimeZoneInfo.FindSystemTimeZoneById(its.Record.TimeZone);
            return (DateTimeOffset.FromUnixTimeMilliseconds(Calendar.StartMs(zone, day)), DateTimeOffset.FromUnixTimeMilliseconds(Calendar.StartMs(zone, day.AddDays(1))));
        });

    /// <summary>Every point of a property from one time to before another, oldest first, as it was reported.</summary>
    public static async ValueTask<Result<IAsyncEnumerable<Point>>> PointsAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, string address, DateTimeOffset from, DateTimeOffset to)
    {
        var property = await homes.PropertyAsync(home, caller, device, address);
        if (property.Fault is { } fault) return fault;
        if (await homes.SinceAsync(home, caller) is { } since && since > from) from = since < to ? since : to;
        return Result.Of(homes.Ledger.PointsAsync(home, device.ToString(), address, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));
    }

    /// <summary>The property at an address, if the caller may see it.</summary>
    public static ValueTask<Result<Property>> PropertyAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, string address) =>
        homes.AskAsync<Property>(home, caller, (its, _, asker) =>
        {
            var twin = its.Find(device, asker);
            if (twin.Fault is { } unknown) return unknown;
            return twin.Value.Spec.FindProperty(address) is { } property && Rights.Senses(asker, property.Sensing)
                ? property
                : new Fault(ErrorCodes.PropertyUnknown, $"{twin.Value.Device.Name} has no property {address}", address);
        });

    /// <summary>What every property of a device was at a time; what was not yet known then is absent.</summary>
    public static async ValueTask<Result<IReadOnlyDictionary<string, ValueView>>> AtAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, DateTimeOffset at)
    {
        var addresses = await homes.AskAsync<IReadOnlyList<string>>(home, caller, (its, _, asker) =>
            its.Find(device, asker) is var twin && twin.Fault is { } unknown ? unknown
                // Before their time the home was somebody else's.
                : Since(asker) > at ? new List<string>()
                : twin.Value.Spec.Properties.Where(property => Rights.Senses(asker, property.Sensing)).Select(property => property.Address).ToList());
        if (addresses.Fault is { } fault) return fault;
        var values = new Dictionary<string, ValueView>();
        foreach (var past in (await homes.Ledger.AtAsync(home, device.ToString(), null, at.ToUnixTimeMilliseconds())).Values)
            if (addresses.Value.Contains(past.Property)) values[past.Property] = new ValueView(past.Point.Value, DateTimeOffset.FromUnixTimeMilliseconds(past.Point.AtMs));
        return values;
    }

    /// <summary>What was before a guest came is the last guest's business. Null for everybody else.</summary>
    private static DateTimeOffset? Since(Asker asker) => asker.Person is { Role: Role.Guest, From: { } from } ? from : null;

    private static async ValueTask<DateTimeOffset?> SinceAsync(this HomeHost homes, HomeId home, Caller caller)
    {
        var since = await homes.AskAsync<DateTimeOffset?>(home, caller, (_, _, asker) => Since(asker));
        return since.Ok ? since.Value : DateTimeOffset.MaxValue;
    }

    /// <summary>Everything but the inside of series and the beginning of operations, unless kinds are named.</summary>
    private static HashSet<FactKind> KindsOf(IReadOnlyList<string>? names)
    {
        if (names is null or { Count: 0 }) return [.. Enum.GetValues<FactKind>().Where(kind => kind is not (FactKind.Report or FactKind.Operation or FactKind.Arrangement or FactKind.Notice or FactKind.RuleTrace))];
        var kinds = new HashSet<FactKind>();
        foreach (var name in names)
            if (name == "operation") kinds.Add(FactKind.Outcome);
            else if (Enum.TryParse<FactKind>(name, ignoreCase: true, out var kind) && kind is not (FactKind.Report or FactKind.Arrangement or FactKind.Notice or FactKind.RuleTrace)) kinds.Add(kind);
        return kinds;
    }
}
