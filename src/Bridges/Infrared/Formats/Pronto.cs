using System.Globalization;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>
/// Pronto hex: words of four hexadecimal digits. 0000 (learned) or 0100 (without carrier, read alike), the carrier as 1 MHz / (word * 0.241246),
/// how many pairs come once and how many repeat, then the pairs in cycles of the carrier.
/// </summary>
internal static class Pronto
{
    private const double Unit = 0.241246;

    /// <summary>A press lasts at least this long: until then what repeats is repeated. Sony's receivers, for one, want to hear it three times.</summary>
    private const long ShortPress = 100_000;

    internal static bool Looks(string text) => text.Length >= 19 && (text.StartsWith("0000 ", StringComparison.Ordinal) || text.StartsWith("0100 ", StringComparison.Ordinal));

    internal static Result<Signal> Read(string text)
    {
        var texts = text.Split((char[]?)null, InfraredLimits.Timings + 8, StringSplitOptions.RemoveEmptyEntries);
        var words = new long[texts.Length];
        for (var place = 0; place < texts.Length; place++)
            if (texts[place].Length != 4 || !int.TryParse(texts[place], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
                return Signal.Wrong($"word {place + 1} of the Pronto code is '{(texts[place].Length <= 8 ? texts[place] : texts[place][..8])}', not four hexadecimal digits");
            else words[place] = word;
        if (words.Length < 6) return Signal.Wrong("a Pronto code has at least six words");
        if (words[0] is not (0x0000 or 0x0100)) return Signal.Wrong($"Pronto codes of the kind {words[0]:X4} are not read; 0000 and 0100 are");
        if (words[1] == 0) return Signal.Wrong("its carrier is 0");
        var (once, repeats) = ((int)words[2] * 2, (int)words[3] * 2);
        if (once + repeats != words.Length - 4) return Signal.Wrong($"it announces {once + repeats} times and has {words.Length - 4}");
        var cycle = words[1] * Unit;
        List<long> Times(int from, int count) => [.. words.Skip(from).Take(count).Select(cycles => Math.Max(1, (long)Math.Round(cycles * cycle)))];
        var (times, again) = (Times(4, once), Times(4 + once, repeats));
        if (again.Count > 0 && again.Sum() > 0)
            while (times.Sum() < ShortPress && times.Count + again.Count <= InfraredLimits.Timings) times.AddRange(again);
        return Signal.Make(1_000_000 / cycle, times);
    }

    /// <summary>All of it once.</summary>
    internal static string Write(Signal signal)
    {
        var word = (int)Math.Round(1_000_000 / (signal.CarrierHz * Unit));
        var pairs = (signal.Timings.Count + 1) / 2;
        var words = new List<int>(4 + pairs * 2) { 0, word, pairs, 0 };
        words.AddRange(signal.Timings.Select(time => (int)Math.Clamp(Math.Round(time / (word * Unit)), 1, ushort.MaxValue)));
        // The silence behind it.
        if (words.Count % 2 == 1) words.Add((int)Math.Clamp(Math.Round(50_000 / (word * Unit)), 1, ushort.MaxValue));
        return string.Join(' ', words.Select(each => each.ToString("X4", CultureInfo.InvariantCulture)));
    }
}
