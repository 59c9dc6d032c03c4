using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>One code in whatever form it comes; the form is known by how it looks.</summary>
internal static class CodeText
{
    /// <summary>Which form it is: signal, pronto, broadlink, tasmota, raw, tuya.</summary>
    internal static string FormOf(string text) =>
        SignalText.Looks(text) ? "signal"
        : Pronto.Looks(text) ? "pronto"
        : TasmotaRaw.Looks(text) ? "tasmota"
        : Broadlink.Looks(text) ? "broadlink"
        : RawTimes.Looks(text) ? "raw"
        : "tuya";

    internal static Result<Signal> Read(string text)
    {
        if (text.Length > InfraredLimits.Timings * 12) return Signal.Wrong($"a code has at most {InfraredLimits.Timings * 12} characters");
        var code = text.Trim();
        var read = FormOf(code) switch
        {
            "signal" => SignalText.Read(code),
            "pronto" => Pronto.Read(code),
            "tasmota" => TasmotaRaw.Read(code),
            "broadlink" => code.StartsWith("26", StringComparison.Ordinal) ? Broadlink.ReadHex(code) : Broadlink.ReadBase64(code),
            "raw" => RawTimes.Read(code),
            _ => Tuya.Read(code),
        };
        // The last form is guessed: what is none of them is said to be none of them.
        return !read.Ok && FormOf(code) == "tuya" ? Signal.Wrong("this is no code that is known here: Pronto, Broadlink, Tuya, Tasmota, or times in microseconds") : read;
    }
}
