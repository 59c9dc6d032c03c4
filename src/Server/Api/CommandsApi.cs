using Kith.Homes;
using Kith.Homes.Activity;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/devices/{device}/properties and /actions, /operations: what devices are, were, and are told to do.</summary>
internal static class CommandsApi
{
    internal static void MapCommands(this IEndpointRouteBuilder home)
    {
        var device = home.MapGroup("/devices/{device}").WithTags("Commands");
        device.MapGet("/properties", async (DeviceId device, DateTimeOffset? at, Visit visit, HomeHost homes, TimeProvider time) =>
            {
                var values = await homes.AtAsync(visit.Home, visit.Caller, device, at ?? time.GetUtcNow());
                return values.Fault is { } fault ? (Answer<ValuesView>)fault : new ValuesView(values.Value);
            }).ForHome(Scopes.Read)
            .Described(
                "getProperties", "What a device's properties were at a time",
                "Now, when no time is given. What was not yet known then is absent.");
        device.MapPut("/properties", async (DeviceId device, Dictionary<string, Value> values, Visit visit, HomeHost homes, Pins pins) =>
            {
                // An address has a dot in it: no property can be called pin.
                values.Remove("pin", out var pin);
                return await WithPinAsync(pins, visit, pin.AsText(), caller => homes.SetAsync(visit.Home, caller, device, values));
            }).ForHome(Scopes.Control)
            .Described(
                "setProperties", "Set properties",
                "All or none. Answers with the outcome after at most 5 seconds. What touches safety or privacy needs the header X-Kith-Confirm: 1; "
                + "a panel, and who wants to be asked always, needs `pin` (a text) beside the addresses instead.");
        device.MapPost("/actions/{address}", async (DeviceId device, string address, ActionForm? form, Visit visit, HomeHost homes, Pins pins) =>
                await WithPinAsync(pins, visit, form?.Pin, caller => homes.CallAsync(visit.Home, caller, device, address, form?.In))).ForHome(Scopes.Control)
            .Described(
                "callAction", "Run an action",
                "The address is service.action. Answers with the outcome after at most 5 seconds. What touches safety or privacy needs the header X-Kith-Confirm: 1; "
                + "a panel, and who wants to be asked always, needs `pin` in the body instead.");

        var operations = home.MapGroup("/operations").WithTags("Commands");
        operations.MapGet("", async (DeviceId? device, int? limit, string? cursor, Visit visit, HomeHost homes) =>
                (Answer<Page<Operation>>)Paging.Part(
                await homes.OperationsAsync(visit.Home, visit.Caller, device, Paging.Most),
                    operation => operation.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listOperations", "Commands that wait and the last that ended", "Newest first. Older ones are in the activity.");
        operations.MapGet("/{id}", async (OperationId id, Visit visit, HomeHost homes) =>
                (Answer<Operation>)await homes.OperationAsync(visit.Home, visit.Caller, id)).ForHome(Scopes.Read)
            .Described("getOperation", "One command and its outcome", "Of those that wait and the last that ended.");
    }

    /// <summary>The command, by a caller of whom it is known how they stand to their PIN.</summary>
    private static async Task<Answer<Operation>> WithPinAsync(Pins pins, Visit visit, string? pin, Func<Caller, ValueTask<Result<Operation>>> command)
    {
        var (caller, wrong) = await CallerAsync(pins, visit, pin);
        return wrong is null ? await command(caller) : wrong;
    }

    /// <summary>The caller, of whom it is known then how they stand to their PIN; or what was wrong with it.</summary>
    internal static async Task<(Caller Caller, Problem? Wrong)> CallerAsync(Pins pins, Visit visit, string? pin)
    {
        var (state, wait) = await pins.CheckAsync(visit.Who, pin);
        return state.Fault is { } fault ? (visit.Caller, new Problem(fault, wait > TimeSpan.Zero ? wait : null)) : (visit.Caller with { Pin = state.Value }, null);
    }
}

/// <summary>Values by property address.</summary>
internal sealed record ValuesView(IReadOnlyDictionary<string, ValueView> Values);

/// <summary>An action's arguments by name.</summary>
/// <param name="Pin">Only where one is asked for (pin.required).</param>
internal sealed record ActionForm(Dictionary<string, Value>? In = null, string? Pin = null);
