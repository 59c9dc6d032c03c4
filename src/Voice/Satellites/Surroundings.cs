using Kith.Voice.Arbitration;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;
using Microsoft.Extensions.Logging;

namespace Kith.Voice.Satellites;

/// <summary>What satellites need of the house around them.</summary>
/// <param name="Connect">Opens a connection to an address that may be connected to.</param>
/// <param name="Answer">What a home says to words that were heard at one of its satellites; null where it does not want to.</param>
public sealed record Surroundings(
    SpeechToText? Hearing, TextToSpeech? Speaking, WakeWords? Waking, Court Court, TimeProvider Time, ILogger Log,
    Func<WyomingAddress, CancellationToken, Task<WyomingConnection>> Connect,
    Func<Station, Transcript, CancellationToken, Task<Reply?>> Answer);
