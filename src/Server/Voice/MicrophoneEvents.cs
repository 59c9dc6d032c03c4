using Kith.Model.Ids;
using Kith.Server.Assistant;

namespace Kith.Server.Voice;

/// <summary>What an app says to its microphone's socket, beside the sound itself.</summary>
/// <param name="Type">start, first; stop when nothing more is said; cancel when nothing was meant.</param>
/// <param name="Language">en, zh-CN, ...: which language the engine is to expect.</param>
/// <param name="Room">Where it is said.</param>
/// <param name="Conversation">As it came with the answer before.</param>
/// <param name="Speak">The answer is wanted aloud.</param>
internal sealed record MicrophoneWord(string Type, string? Language = null, RoomId? Room = null, string? Conversation = null, bool Speak = false);

/// <summary>What the socket tells the app.</summary>
/// <param name="Type">
/// listening: sound may come; stopped: no more of it; transcript: what was heard (empty for nothing); answer: what the home says; sound: how the frames of
/// sound that follow are written; fault: why something is not; done: all is said.
/// </param>
/// <param name="Answer">As of typed words.</param>
/// <param name="Code">Of a fault: one of the codes of /errors.</param>
internal sealed record MicrophoneEvent(
    string Type, string? Text = null, AssistantAnswer? Answer = null, int? Rate = null, int? Width = null, int? Channels = null, string? Code = null, string? Detail = null);
