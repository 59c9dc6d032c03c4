using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Feed;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Twins;

/// <summary>How a reported value becomes the twin's, a fact, and a change.</summary>
internal static class Reports
{
    internal static bool IsPlausible(Turn turn, long atMs)
    {
        var options = turn.Home.Options;
        return atMs <= turn.NowMs + options.ClockAhead.TotalMilliseconds && atMs >= turn.NowMs - options.ClockBehind.TotalMilliseconds;
    }

    /// <summary>
    /// Null when taken. A value that its device dates before the last one is kept as history and changes nothing now. A time ahead of the
    /// house's is the house's; and where the last value has the house's time (a command's, or one that came without) a device whose clock is
    /// a little behind is believed all the same, or a lamp switched off by hand just after a command would stay on in everybody's eyes.
    /// </summary>
    internal static Fault? Take(Turn turn, Twin twin, Property property, Value value, Moment at, Operation? by)
    {
        if ((property.Access & (Access.Read | Access.Notify)) == 0)
            return new Fault(ErrorCodes.PropertyNotReadable, $"{property.Address} is never reported", property.Address);
        var taken = property.Take(value);
        if (taken.Fault is { } fault) return fault;

        twin.SeenMs = turn.NowMs;
        ref var known = ref twin[property];
        if (at.AtMs > turn.NowMs) at = turn.Arrival;
        var isPast = at.AtMs < known.AtMs && at.ByDevice && (known.ByDevice || known.AtMs - at.AtMs > turn.Home.Options.ClockSkew.TotalMilliseconds);
        if (at.AtMs < known.AtMs && !isPast) at = new Moment(known.AtMs, ByDevice: false);
        turn.Report(twin, property, taken.Value, at.AtMs);
        if (isPast)
        {
            if (turn.Home.Rules.Count > 0 && known.Value != taken.Value) turn.Happened(new HistoryCame(twin, property, taken.Value) { AtMs = at.AtMs });
            return null;
        }

        var before = known.Value;
        known = new Known(taken.Value, at);
        by ??= Cause(twin, property, taken.Value);
        if (before != taken.Value && turn.Home.Heeds) turn.Happened(new ValueChanged(twin, property, before, taken.Value, by) { AtMs = at.AtMs });
        turn.Changed(twin, property, taken.Value, at.AtMs, by?.Id);
        if (before != taken.Value) Dangers.Seen(turn, twin, property, taken.Value);
        if (by is null && !before.IsNone && before != taken.Value && IsStory(property)) Tell(turn, twin, property, taken.Value, at.AtMs);
        return null;
    }

    /// <summary>The waiting command that asked for just this, so that its echo is not told as news.</summary>
    private static Operation? Cause(Twin twin, Property property, Value value)
    {
        foreach (var pending in twin.Pending)
            if (pending.Operation.Values is { } wanted && wanted.TryGetValue(property.Address, out var asked) && asked == value) return pending.Operation;
        return null;
    }

    /// <summary>Doors, motion, switches, modes: people read of them. Measurements have charts instead.</summary>
    private static bool IsStory(Property property) => property.Format is Format.Bool || property.Choices is { Count: > 0 };

    private static void Tell(Turn turn, Twin twin, Property property, Value value, long atMs) => turn.Fact(
        FactKind.Change, twin.Device.Id.ToString(), property.Address,
        new ActivityDetail(Room: twin.Device.Room?.ToString(), Cause: "device", DeviceName: twin.Device.Name), value, atMs);

    /// <summary>Something happened once at the device; its arguments are properties of the same service.</summary>
    internal static ReportVerdict Event(Turn turn, Twin twin, string address, IReadOnlyDictionary<string, Value>? arguments, long? atMs)
    {
        if (twin.Spec.FindEvent(address) is not { } happening)
            return ReportVerdict.Refused(new Fault(ErrorCodes.EventUnknown, $"{twin.Spec.Product} has no event {Shown(address)}", Shown(address)));
        var isFar = atMs is { } given && !IsPlausible(turn, given);
        var at = isFar ? turn.NowMs : Math.Min(atMs ?? turn.NowMs, turn.NowMs);
        var taken = new Dictionary<string, Value>();
        foreach (var (name, value) in arguments ?? new Dictionary<string, Value>())
        {
            if (!happening.Arguments.Contains(name))
                return ReportVerdict.Refused(new Fault(ErrorCodes.ActionArguments, $"{address} has no argument {Shown(name)}", Shown(name)));
            var service = address[..address.LastIndexOf('.')];
            var fit = twin.Spec.FindProperty($"{service}.{name}") is { } property ? property.Take(value) : value;
            if (fit.Fault is { } fault) return ReportVerdict.Refused(fault);
            taken[name] = fit.Value;
        }
        var detail = new ActivityDetail(Room: twin.Device.Room?.ToString(), Cause: "device", DeviceName: twin.Device.Name, Arguments: taken.Count > 0 ? taken : null);
        if (!detail.Fits()) return ReportVerdict.Refused(new Fault(ErrorCodes.PayloadTooLarge, $"an event has at most {ActivityDetail.MostBytes} bytes", address));
        twin.SeenMs = turn.NowMs;
        turn.Fact(FactKind.Event, twin.Device.Id.ToString(), address, detail, atMs: at);
        turn.Happened(new EventHappened(twin, address, taken) { AtMs = at });
        Dangers.Heard(turn, twin, happening);
        turn.Changed(new EventChange(twin.Device.Id, address, detail.Arguments, DateTimeOffset.FromUnixTimeMilliseconds(at)));
        return new ReportVerdict(1, isFar ? [FarClock("event")] : null);
    }

    internal static Fault FarClock(string what) => new(ErrorCodes.TimeOutOfRange, $"the {what}'s time is far from the server's; the time of arrival was used", "t");

    /// <summary>What a device sent, in an error that goes back to it: never more than an address can be.</summary>
    private static string Shown(string text) => text.Length <= ReportJson.LongestAddress ? text : text[..ReportJson.LongestAddress];

    internal static void Presence(Turn turn, Twin twin, bool online, string cause = "device")
    {
        if (twin.Online == online) return;
        twin.Online = online;
        if (online) twin.SeenMs = turn.NowMs;
        turn.Fact(FactKind.Presence, twin.Device.Id.ToString(), online ? "online" : "offline",
            new ActivityDetail(Room: twin.Device.Room?.ToString(), Cause: cause, DeviceName: twin.Device.Name), Value.Of(online));
        turn.Record(online ? HomeRecords.PutOnline : HomeRecords.DropOnline, HomeRecords.Row(turn.Home.Id, twin.Device.Id.ToString()));
        turn.Happened(new PresenceChanged(twin, online));
        Outages.Changed(turn, twin, online);
        turn.Changed(new PresenceChange(twin.Device.Id, online, turn.Now));
    }
}
