using System.Text.Json.Serialization;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/devices of a home and their credentials.</summary>
internal static class DevicesApi
{
    internal static void MapDevices(this IEndpointRouteBuilder home)
    {
        var devices = home.MapGroup("/devices").WithTags("Devices");
        devices.MapGet("", async (Visit visit, HomeHost homes, RoomId? room, int? limit, string? cursor) =>
                (Answer<Page<DeviceView>>)Paging.Part(await homes.DevicesAsync(visit.Home, visit.Caller, room),
                    device => device.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listDevices", "The devices of a home", "With their values; those you may see.");
        devices.MapGet("/{device}", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<DeviceView>)await homes.DeviceAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Read)
            .Described(
                "getDevice", "One device",
                "A property that was never reported is absent: unknown. While the device is offline its values are of when it was last seen.");
        devices.MapPatch("/{device}", async (DeviceId device, DeviceChange form, Visit visit, HomeHost homes) =>
                (Answer<DeviceView>)await homes.ChangeDeviceAsync(
                    visit.Home, visit.Caller, device, form.Name,
                    form.Room.IsGiven ? new Change<RoomId?>(form.Room.To) : null, form.Icon, form.Order))
            .ForHome(Scopes.Manage)
            .Described("changeDevice", "Rename, move or order a device", "What is absent stays; a room of null takes it out of its room.");
        devices.MapDelete("/{device}", async (DeviceId device, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RemoveDeviceAsync(visit.Home, visit.Caller, device)))
            .ForHome(Scopes.Manage)
            .Described("removeDevice", "Remove a device", "Its credential ends at once; its history stays.");
        devices.MapPost("/{device}/replacement", async (DeviceId device, ReplacementForm form, Visit visit, HomeHost homes) =>
                (Answer<DeviceView>)await homes.ReplaceDeviceAsync(visit.Home, visit.Caller, device, form.By)).ForHome(Scopes.Manage)
            .Described(
                "replaceDevice", "Let another device take a device's place",
                "One of a bridge, of the same type: the id, name, room, favourites and history stay, and the other id is gone. The old one is let go. "
                + "A native device takes a place as it pairs: see createPairing.");
        devices.MapGet("/{device}/dependents", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<Page<Dependent>>)Paging.Part(await homes.DependentsAsync(visit.Home, visit.Caller, device), its => its.Id, Paging.Most, null)).ForHome(Scopes.Manage)
            .Described("getDependents", "What would miss a device", "Devices that speak through it, people who have it among their favourites. Ask before removing it.");
        devices.MapGet("/{device}/credential", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<CredentialView>)await homes.CredentialOfAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Manage)
            .Described("getCredential", "A device's credential", "When it was made and last used; never the secret.");
        devices.MapPost("/{device}/credential", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Made<IssuedCredential>)await homes.IssueAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Manage)
            .Described(
                "rotateCredential", "Give a device a new credential",
                "Shown this once; the one before stops working within 5 seconds.");
        devices.MapPut("/{device}/certificate", async (DeviceId device, CertificateForm form, Visit visit, HomeHost homes) =>
                (Answer<CredentialView>)await homes.TrustAsync(visit.Home, visit.Caller, device, form.Certificate)).ForHome(Scopes.Manage)
            .Described(
                "putCertificate", "Let a device prove itself by a certificate",
                "Instead of a password, over TLS. It connects with the id of the answer as its user name; the credential before stops working within 5 seconds.");
        devices.MapDelete("/{device}/credential", async (DeviceId device, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RevokeAsync(visit.Home, visit.Caller, device)))
            .ForHome(Scopes.Manage)
            .Described(
                "revokeCredential", "Revoke a device's credential",
                "It is disconnected within 5 seconds and cannot come back with it.");
    }
}

/// <summary>Changes of a device; what is absent stays.</summary>
internal sealed record DeviceChange(
    string? Name = null,
    [property: JsonConverter(typeof(PatchJson<RoomId?>))] Patch<RoomId?> Room = default,
    string? Icon = null,
    int? Order = null);

/// <summary>A certificate that a device or a program shows instead of a password.</summary>
/// <param name="Certificate">As PEM, or its SHA-256 fingerprint in hexadecimal digits, with or without colons. Never with its private key.</param>
internal sealed record CertificateForm(string Certificate);

/// <summary>What takes a device's place.</summary>
/// <param name="By">A device of a bridge, of the same type.</param>
internal sealed record ReplacementForm(DeviceId By);
