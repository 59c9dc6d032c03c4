using System.Globalization;
using Kith.Assistant.Understanding;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Server.Assistant;

/// <summary>When something said is to happen, in the words of rules: a wait that begins now, or a trigger.</summary>
/// <param name="Once">It is for one time.</param>
/// <param name="Due">The end of the wait.</param>
internal sealed record Timing(IReadOnlyList<Trigger> Triggers, IReadOnlyList<Step> Waits, bool Once, DateTimeOffset? Due)
{
    /// <summary>The longest single wait of a rule; longer ones are several.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>A wait from now on.</summary>
    internal static Timing After(TimeSpan wait, DateTimeOffset now)
    {
        var waits = new List<Step>();
        for (var left = wait; left > TimeSpan.Zero; left -= LongestWait) waits.Add(new DelayStep(left < LongestWait ? left : LongestWait));
        return new([], waits, true, now + wait);
    }

    /// <summary>Null for a time that is past, too far, or of what the home does not have.</summary>
    internal static Timing? Of(When when, SpokenHome spoken, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (when.AfterS is > 0 and var seconds) return seconds <= Farthest.TotalSeconds ? After(TimeSpan.FromSeconds(seconds), now) : null;
        if (when.EveryS is { } interval) return new([new IntervalTrigger(TimeSpan.FromSeconds(interval))], [], false, null);
        if (when.Every is { } days && TimeOnly.TryParse(when.At, CultureInfo.InvariantCulture, out var clock))
        {
            var weekdays = days.Select(day => Enum.TryParse<Weekday>(day, ignoreCase: true, out var its) ? its : (Weekday?)null).OfType<Weekday>().Distinct().ToList();
            return new([new TimeTrigger(new ClockTime(clock), weekdays.Count is 0 or 7 ? null : new DayFilter(weekdays))], [], false, null);
        }
        if (when.At is { } at && DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            var due = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local));
            return due > now && due - now <= Farthest ? After(due - now, now) with { Due = due } : null;
        }
        return when.Event is { } occasion && TriggerOf(occasion, spoken) is { } trigger ? new([trigger], [], true, null) : null;
    }

    private static Trigger? TriggerOf(Occasion occasion, SpokenHome spoken)
    {
        if (occasion.Sun is { } sun) return new SunTrigger(sun == "sunset" ? SunEvent.Sunset : SunEvent.Sunrise);
        if (occasion.Person is { } who)
        {
            var comes = occasion.To is not false;
            return PersonId.TryParse(who, null, out var person) ? new PersonTrigger(comes ? PersonDoing.Arrives : PersonDoing.Leaves, person)
                : new PersonTrigger(who == "everybody" && !comes ? PersonDoing.LastLeaves : comes ? who == "everybody" ? PersonDoing.FirstComes : PersonDoing.Arrives : PersonDoing.Leaves);
        }
        if (occasion.Device is not { } id || spoken.Find(id)?.Reads(occasion.Property ?? "on") is not var (binding, property)) return null;
        var its = new PropertyRef(DeviceId.Parse(id), property.Address);
        if ((occasion.Above ?? occasion.Below) is not null) return new PropertyTrigger(its, Above: occasion.Above, Below: occasion.Below);
        return (binding.As, occasion.To) switch
        {
            ("more", false) => new PropertyTrigger(its, Becomes: Value.Of(0L)),
            ("more", _) => new PropertyTrigger(its, Above: 0),
            ("is", not false) => SpokenAs.Choice(property, binding.True) is { } choice ? new PropertyTrigger(its, Becomes: choice) : null,
            (_, { } value) => SpokenAs.Written(binding, property, value) is { } written ? new PropertyTrigger(its, Becomes: written) : null,
            _ => new PropertyTrigger(its),
        };
    }
}
