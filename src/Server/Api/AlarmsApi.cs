using Kith.Homes;
using Kith.Homes.Alarms;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/alarms of a home: how they are set up. Each is a device too, of the same id: it is armed, turned off, renamed, moved and removed as one.</summary>
internal static class AlarmsApi
{
    internal static void MapAlarms(this IEndpointRouteBuilder home)
    {
        var alarms = home.MapGroup("/alarms").WithTags("Alarms");
        alarms.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<AlarmView>>)Paging.Part(await homes.AlarmsAsync(visit.Home, visit.Caller), alarm => alarm.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listAlarms", "The alarm systems of a home", "In their order, each with its state and what is open now. None for children and guests.");
        alarms.MapPost("", async (AlarmForm form, Visit visit, HomeHost homes) =>
                (Made<AlarmView>)await homes.AddAlarmAsync(visit.Home, visit.Caller, form.Name, form.Room, form.Icon, form.Settings)).ForHome(Scopes.Manage)
            .Described("createAlarm", "Set up an alarm system", "Of sensors and sirens of the home. Arm it and turn it off with the property arming.mode of its device, which needs a confirmation or the PIN.");
        alarms.MapGet("/{device}", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<AlarmView>)await homes.AlarmAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Read)
            .Described("getAlarm", "One alarm system", "With its settings, its state, when a delay ends, and what is open now.");
        alarms.MapPut("/{device}", async (DeviceId device, AlarmChange form, Visit visit, HomeHost homes) =>
                (Answer<AlarmView>)await homes.ChangeAlarmAsync(visit.Home, visit.Caller, device, form.Settings)).ForHome(Scopes.Manage)
            .Described("changeAlarm", "Set an alarm system up otherwise", "While it is off. Name, room and icon are its device's.");
    }
}

/// <summary>A new alarm system.</summary>
internal sealed record AlarmForm(string Name, AlarmSettings Settings, RoomId? Room = null, string? Icon = null);

/// <summary>How an alarm system is set up from now on.</summary>
internal sealed record AlarmChange(AlarmSettings Settings);
