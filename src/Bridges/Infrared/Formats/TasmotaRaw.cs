using System.Globalization;
using System.Text;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>
/// Tasmota's compact form of times (since 9.0): +on-off, and instead of one of the first 26 different times its letter, large for on and
/// small for off: +8570-4240+550-1580C-510. Short enough for its MQTT buffer.
/// </summary>
internal static class TasmotaRaw
{
    private const int Letters = 26;

    internal static bool Looks(string text) => text.StartsWith('+') && text.Length > 1 && char.IsAsciiDigit(text[1]);

    internal static Result<Signal> Read(string text)
    {
        var times = new List<long>();
        var table = new List<long>();
        for (var place = 0; place < text.Length;)
        {
            var c = text[place];
            if (c is '+' or '-' or ',' or ' ')
            {
                place++;
                continue;
            }
            if (times.Count > InfraredLimits.Timings) return Signal.Wrong($"a signal has at most {InfraredLimits.Timings} times");
            if (char.IsAsciiDigit(c))
            {
                var end = place;
                while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
                if (!int.TryParse(text.AsSpan(place, end - place), NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return Signal.Wrong("one of its times is too large");
                if (!table.Contains(time) && table.Count < Letters) table.Add(time);
                times.Add(time);
                place = end;
                continue;
            }
            var letter = char.ToUpperInvariant(c) - 'A';
            if (letter < 0 || letter >= table.Count) return Signal.Wrong($"at {place + 1} stands a letter that no time has");
            times.Add(table[letter]);
            place++;
        }
        return Signal.Make(InfraredLimits.UsualCarrier, times);
    }

    internal static string Write(Signal signal)
    {
        var text = new StringBuilder();
        var table = new List<int>();
        for (var place = 0; place < signal.Timings.Count; place++)
        {
            // Its times have 16 bits.
            var (time, isOn) = (Math.Min(signal.Timings[place], ushort.MaxValue), place % 2 == 0);
            var known = table.IndexOf(time);
            if (known >= 0)
            {
                text.Append((char)((isOn ? 'A' : 'a') + known));
                continue;
            }
            text.Append(isOn ? '+' : '-').Append(CultureInfo.InvariantCulture, $"{time}");
            if (table.Count < Letters) table.Add(time);
        }
        return text.ToString();
    }
}
