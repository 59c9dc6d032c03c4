using System.Text.Json.Nodes;

namespace Kith.Voice.Wyoming;

/// <summary>How sound is written down: samples a second, bytes a sample (signed, low byte first), channels side by side.</summary>
public readonly record struct AudioFormat(int Rate, int Width, int Channels)
{
    /// <summary>What speech-to-text and wake engines take.</summary>
    public static readonly AudioFormat Speech = new(16_000, 2, 1);

    public int BytesPerSecond => Rate * Width * Channels;

    public TimeSpan LengthOf(long bytes) => TimeSpan.FromSeconds(bytes / (double)BytesPerSecond);

    public WyomingEvent Start() => new("audio-start", Data());

    public WyomingEvent Chunk(ReadOnlyMemory<byte> samples) => new("audio-chunk", Data(), samples);

    public static WyomingEvent Stop() => new("audio-stop");

    /// <summary>The format that an audio-start or audio-chunk names; null where it names none that sound can have.</summary>
    public static AudioFormat? Of(WyomingEvent sound) =>
        (sound.Number("rate"), sound.Number("width"), sound.Number("channels")) is ( >= 8_000 and <= 192_000 and var rate, >= 1 and <= 4 and var width, >= 1 and <= 8 and var channels)
            ? new(rate, width, channels)
            : null;

    private JsonObject Data() => new() { ["rate"] = Rate, ["width"] = Width, ["channels"] = Channels };
}
