using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Server.Errors;
using Kith.Server.Voice;

namespace Kith.Server.Api;

/// <summary>/assistant/microphone of a home: what somebody says aloud to it.</summary>
internal static class MicrophoneApi
{
    internal static void MapMicrophone(this IEndpointRouteBuilder home)
    {
        home.MapGet("/assistant/microphone", async (HttpContext context, Visit visit, Microphones microphones) =>
            {
                if (!context.WebSockets.IsWebSocketRequest) return (IResult)new Problem(new Fault(ErrorCodes.RequestInvalid, "This is a WebSocket.", "Upgrade"));
                await microphones.HearAsync(context, visit);
                return Results.Empty;
            }).ForHome(Scopes.Control).RequireRateLimiting(RateLimits.Words).WithTags("Assistant").Produces(StatusCodes.Status101SwitchingProtocols)
            .Described("openMicrophone", "Speak to the home",
                "A WebSocket for one utterance, at most 30 s. Text frames are JSON, binary frames 16 kHz 16-bit mono PCM. Send {type: start, language, room, conversation, speak}, "
                + "sound, {type: stop}, or {type: cancel}. Told are listening, stopped, transcript {text}, answer {answer} as of POST /assistant, "
                + "sound {rate, width, channels} before the frames of the spoken answer, fault {code, detail}, done. One for each person and home: a new one ends the other. No sound is kept.");
    }
}
