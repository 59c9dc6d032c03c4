using Kith.Homes.Rules.Clock;
using Kith.Model.Values;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/calendars: the holiday calendars that rules may name. Public, as the specification that they are part of.</summary>
internal static class CalendarsApi
{
    internal static void MapCalendars(this IEndpointRouteBuilder api) =>
        api.MapGet("/calendars", () => (Answer<CalendarLine[]>)HolidayCalendar.All.Select(its => new CalendarLine(its.Id, its.Name, its.Source)).ToArray())
            .Public().WithTags("Rules")
            .Described("listCalendars", "The holiday calendars", "By id, as the days of a rule name them; each says whose days these are and as of when.");
}

/// <summary>A holiday calendar by id.</summary>
internal sealed record CalendarLine(string Id, LocalText Name, string Source);
