using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/device-flow: a wall panel or television shows a code and is let in by somebody signed in elsewhere (RFC 8628).</summary>
internal static class DeviceFlowApi
{
    internal static void MapDeviceFlow(this IEndpointRouteBuilder api)
    {
        var flow = api.MapGroup("/device-flow").WithTags("Sign-in");
        flow.MapPost("", (Arrival arrival, DeviceFlows flows, HttpRequest request) =>
            {
                var begun = flows.Begin(arrival);
                if (begun.Fault is { } fault) return (Made<FlowBegun>)fault;
                var (address, code) = ($"{request.Scheme}://{request.Host}/#/panel", begun.Value.UserCode);
                return new FlowBegun(begun.Value.Device.ToString(), code, address, $"{address}/{code}", QrPicture.Of($"{address}/{code}"),
                    (int)DeviceFlows.Life.TotalSeconds, (int)DeviceFlows.Interval.TotalSeconds);
            }).Public().RequireRateLimiting(RateLimits.Screens)
            .Described(
                "beginDeviceFlow", "Ask to be let in, as a screen without a keyboard",
                "Show the user code and its QR code, and ask /device-flow/token every `interval` seconds with the device code. Both live 10 minutes.");
        flow.MapPost("/token", async (FlowPoll form, DeviceFlows flows, SignIn signIn, SessionViews views, HttpContext context) =>
            {
                var granted = flows.Poll(form.DeviceCode);
                return await views.EnterAsync(context, granted.Fault is { } fault
                    ? fault
                    : await signIn.AsPanelAsync(granted.Value.Grant, granted.Value.Arrival));
            }).Public().RequireRateLimiting(RateLimits.Links)
            .Described(
                "pollDeviceFlow", "Whether the screen was let in",
                "Once it was: sets the cookie of a session of its own, which sees and controls one home. Until then flow.authorization_pending, "
                + "flow.slow_down (ask 5 s less often), flow.access_denied or flow.expired_token.");
        flow.MapGet("/asked", (string code, Visitor visitor, DeviceFlows flows) => (Answer<FlowAsked>)flows.Find(code, visitor.Who.Account))
            .ForAccount(Scopes.Manage)
            .Described("getDeviceFlow", "Who asks to be let in", "By the code on the screen, however it is typed.");
        flow.MapPost("/answer", async (FlowAnswer form, Visitor visitor, DeviceFlows flows, HomeHost homes) =>
            {
                if (!form.Approve) return (Done)flows.Answer(form.UserCode, visitor.Who.Account, null);
                if (Account.CheckName(form.Name ?? "") is { } nameless) return nameless;
                var mine = (await homes.HomesOfAsync(visitor.Who.Account)).Where(home => visitor.Who.Reaches(home.Id)).Select(home => home.Id);
                if (form.Home is not { } home || !mine.Contains(home)) return new Fault(ErrorCodes.RequestInvalid, "Name one of your homes.", "home");
                return flows.Answer(form.UserCode, visitor.Who.Account, new(visitor.Who.Account, home, form.Name!.Trim()));
            }).ForAccount(Scopes.Manage)
            .Described(
                "answerDeviceFlow", "Let a screen in, or refuse it",
                "It may see and control the home that is named, as you may; not arrange it, and no lock without a PIN. It is listed among your sessions and ended there.");
    }
}

/// <summary>What a screen shows and keeps while it waits.</summary>
/// <param name="DeviceCode">Secret of the screen.</param>
/// <param name="UserCode">To be typed by a person.</param>
/// <param name="Qr">The complete address as a picture (SVG).</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Interval">Seconds between two questions.</param>
internal sealed record FlowBegun(
    string DeviceCode, string UserCode, string VerificationUri, string VerificationUriComplete, string Qr, int ExpiresIn, int Interval);

internal sealed record FlowPoll(string DeviceCode);

/// <summary>The decision about a screen.</summary>
/// <param name="Home">The home it is for; needed to approve.</param>
/// <param name="Name">What it is called in the list of sessions; needed to approve.</param>
internal sealed record FlowAnswer(string UserCode, bool Approve, HomeId? Home = null, string? Name = null);
