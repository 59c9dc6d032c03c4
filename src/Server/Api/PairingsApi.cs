using Kith.Gateway.Pairing;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/pairings of a home: short-lived codes by which devices come in.</summary>
internal static class PairingsApi
{
    internal static void MapPairings(this IEndpointRouteBuilder home)
    {
        var pairings = home.MapGroup("/pairings").WithTags("Pairing");
        pairings.MapPost("", async (PairingForm? form, Visit visit, Pairings desk) =>
                Shown(form?.Label is { } label
                    ? await desk.ClaimAsync(visit.Home, visit.Caller, label, form.Room, form.Replaces)
                    : await desk.OfferAsync(visit.Home, visit.Caller, form?.Room, form?.Replaces)))
            .ForHome(Scopes.Manage).RequireRateLimiting(RateLimits.Pairing)
            .Described(
                "createPairing", "Make a code to take in a device, or claim the code that stands on one",
                "Eight digits and the same as a QR code; or, with a label, the device's own code, whether it waits already or comes later. "
                + "Works once, for 10 minutes. The device gets a credential of its own.");
        pairings.MapGet("/{pairing}", async (PairingId pairing, Visit visit, Pairings desk) =>
            {
                var found = await desk.GetAsync(visit.Home, visit.Caller, pairing);
                return found.Fault is { } fault ? (Answer<PairingLine>)fault : PairingLine.Of(found.Value, null);
            }).ForHome(Scopes.Manage)
            .Described(
                "getPairing", "How a pairing stands",
                "When it is done: which device came in. With a fault: what was wrong with the device's last request.");
        pairings.MapDelete("/{pairing}", async (PairingId pairing, Visit visit, Pairings desk) =>
                Done.Of(await desk.CancelAsync(visit.Home, visit.Caller, pairing)))
            .ForHome(Scopes.Manage)
            .Described("cancelPairing", "Take a code back", "It opens nothing any more.");
    }

    private static Made<PairingLine> Shown(Result<PairingView> offer)
    {
        if (offer.Fault is { } fault) return fault;
        // The device's own picture is on the device.
        return PairingLine.Of(offer.Value, offer.Value.Uri.StartsWith("kith:pair", StringComparison.Ordinal) ? QrPicture.Of(offer.Value.Uri) : null);
    }
}

/// <summary>A new pairing.</summary>
/// <param name="Room">Where the device will be; absent for no room yet.</param>
/// <param name="Replaces">A device of the same type whose id, name, room and history the new one takes over.</param>
/// <param name="Label">What stands on the device, where the code is the device's own.</param>
internal sealed record PairingForm(RoomId? Room = null, DeviceId? Replaces = null, DeviceLabel? Label = null);

/// <summary>What was wrong with a device's last request.</summary>
internal sealed record FaultLine(string Code, string Detail);

/// <summary>A pairing and how it stands.</summary>
/// <param name="Qr">The code as a picture (SVG); only in the answer that made it, and not of a code of the device.</param>
internal sealed record PairingLine(
    PairingId Id, string Code, DateTimeOffset Expires, PairingState State, DeviceId? Device, string Uri, FaultLine? Fault, string? Qr)
{
    internal static PairingLine Of(PairingView view, string? qr) => new(
        view.Id, view.Code, view.Expires, view.State, view.Device, view.Uri,
        view.Fault is { } fault ? new(fault.Error.Code, fault.Detail) : null, qr);
}
