using Kith.Bridges;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Satellites;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Errors;
using Kith.Server.Voice;
using Kith.Voice.Engines;

namespace Kith.Server.Api;

/// <summary>/voice and /satellites of a home: the engines it hears and speaks with, and its microphones, with what each does now.</summary>
internal static class VoiceApi
{
    internal static void MapVoice(this IEndpointRouteBuilder home)
    {
        home.MapGet("/voice", async (SpeechEngines engines, LocalNetwork network, CancellationToken cancel) =>
            {
                var all = await Task.WhenAll(LineAsync(engines.Hearing, cancel), LineAsync(engines.Speaking, cancel), LineAsync(engines.Waking, cancel));
                return (Answer<VoiceView>)new VoiceView(all[0], all[1], all[2], network.IsOpen);
            }).WithTags("Voice").ForHome(Scopes.Read)
            .Described("getVoice", "What this server hears and speaks with", "Each engine: off where the operator named none, there or away, and the languages it says it has.");

        var satellites = home.MapGroup("/satellites").WithTags("Voice");
        satellites.MapGet("", async (Visit visit, HomeHost homes, RoomVoices voices, int? limit, string? cursor) =>
            {
                var all = await homes.SatellitesAsync(visit.Home, visit.Caller);
                return all.Fault is { } fault
                    ? (Answer<Page<SatelliteLine>>)fault
                    : Paging.Part([.. all.Value.Select(satellite => Line(visit, satellite, voices))], satellite => satellite.Id.ToString(), limit, cursor);
            }).ForHome(Scopes.Manage)
            .Described("listSatellites", "The satellites of a home", "Each with what it does now: offline, idle, listening, thinking, speaking or paused, and whether sound comes from its microphone.");
        satellites.MapPost("", async (SatelliteForm form, Visit visit, HomeHost homes, RoomVoices voices, SatelliteDoor door) =>
            {
                var address = await AddressAsync(visit, homes, door, form.Address);
                if (address.Fault is { } wrong) return (Made<SatelliteLine>)wrong;
                var added = await homes.AddSatelliteAsync(visit.Home, visit.Caller, form.Name, address.Value, form.Room, form.Language);
                return added.Fault is { } fault ? (Made<SatelliteLine>)fault : Line(visit, added.Value, voices);
            }).ForHome(Scopes.Manage)
            .Described("createSatellite", "Add a satellite", "A Wyoming satellite of the private network, by its address (tcp://192.168.1.20:10700). Whoever speaks to it is a guest of this home.");
        satellites.MapPatch("/{satellite}", async (DeviceId satellite, SatellitePatch form, Visit visit, HomeHost homes, RoomVoices voices, SatelliteDoor door) =>
            {
                string? address = null;
                if (form.Address is not null)
                {
                    var checkedOne = await AddressAsync(visit, homes, door, form.Address);
                    if (checkedOne.Fault is { } wrong) return (Answer<SatelliteLine>)wrong;
                    address = checkedOne.Value;
                }
                var changed = await homes.ChangeSatelliteAsync(visit.Home, visit.Caller, satellite,
                    new(form.Name, address, form.Room.IsGiven, form.Room.To, form.Language.IsGiven, form.Language.To, form.Paused));
                return changed.Fault is { } fault ? (Answer<SatelliteLine>)fault : Line(visit, changed.Value, voices);
            }).ForHome(Scopes.Manage)
            .Described("changeSatellite", "Rename, move or pause a satellite", "A paused one is told to close its microphone, and what it sends all the same is thrown away.");
        satellites.MapDelete("/{satellite}", async (DeviceId satellite, Visit visit, HomeHost homes) => Done.Of(await homes.RemoveSatelliteAsync(visit.Home, visit.Caller, satellite)))
            .ForHome(Scopes.Manage)
            .Described("removeSatellite", "Remove a satellite", "This server lets go of it, and of the timers that were set there.");
    }

    /// <summary>A microphone belongs to one home of this server: a second one would listen in.</summary>
    private static async Task<Result<string>> AddressAsync(Visit visit, HomeHost homes, SatelliteDoor door, string text)
    {
        if ((await homes.MayArrangeAsync(visit.Home, visit.Caller, null)).Fault is { } denied) return denied;
        var address = door.Check(text);
        if (address.Ok && (await homes.AllSatellitesAsync()).Any(row => row.Home != visit.Home && row.Satellite.Address == address.Value))
            return new Fault(ErrorCodes.Conflict, "this address is taken", "address");
        return address;
    }

    private static async Task<EngineLine> LineAsync(Engine? engine, CancellationToken cancel)
    {
        if (engine is null) return new("off", null, null, null);
        var facts = await engine.DescribeAsync(cancel);
        return facts.Ok
            ? new("there", facts.Value.Name, [.. facts.Value.Models.SelectMany(model => model.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null)
            : new("away", null, null, facts.Fault!.Detail);
    }

    private static SatelliteLine Line(Visit visit, Satellite satellite, RoomVoices voices)
    {
        var status = voices.StatusOf(visit.Home, satellite.Id);
        return new(satellite.Id, satellite.Name, satellite.Address, satellite.Room, satellite.Language, satellite.Paused, satellite.Created,
            (status?.State ?? Kith.Voice.Satellites.SatelliteState.Offline).ToString().ToLowerInvariant(), status?.Microphone ?? false, status?.Since, status?.Program, status?.Trouble);
    }
}

/// <summary>What this server hears and speaks with.</summary>
/// <param name="Hearing">Speech to text.</param>
/// <param name="Speaking">Text to speech.</param>
/// <param name="Waking">Wake words, for satellites without one of their own.</param>
/// <param name="Satellites">Homes may name satellites.</param>
internal sealed record VoiceView(EngineLine Hearing, EngineLine Speaking, EngineLine Waking, bool Satellites);

/// <summary>An engine: off, there or away.</summary>
internal sealed record EngineLine(string State, string? Name, IReadOnlyList<string>? Languages, string? Trouble);

/// <summary>A new satellite.</summary>
/// <param name="Language">What is spoken there (en, zh); both when absent.</param>
internal sealed record SatelliteForm(string Name, string Address, RoomId? Room = null, string? Language = null);

/// <summary>What is to be otherwise; what is absent stays, and a null room is none.</summary>
internal sealed record SatellitePatch(
    string? Name = null, string? Address = null,
    [property: System.Text.Json.Serialization.JsonConverter(typeof(PatchJson<RoomId?>))] Patch<RoomId?> Room = default,
    [property: System.Text.Json.Serialization.JsonConverter(typeof(PatchJson<string>))] Patch<string> Language = default,
    bool? Paused = null);

/// <summary>A satellite and what it does.</summary>
/// <param name="State">offline, idle, listening, thinking, speaking or paused.</param>
/// <param name="Microphone">Sound comes from it now, be it for the wake word alone.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="Program">What it calls itself.</param>
/// <param name="Trouble">What went wrong last.</param>
internal sealed record SatelliteLine(
    DeviceId Id, string Name, string Address, RoomId? Room, string? Language, bool Paused, DateTimeOffset Created, string State, bool Microphone, DateTimeOffset? Since, string? Program, string? Trouble);
