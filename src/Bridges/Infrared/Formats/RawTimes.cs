using System.Globalization;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>Times written out, with commas or spaces, in brackets or not: 9000, -4500, 560; a minus stands for off, or none has one and they take turns.</summary>
internal static class RawTimes
{
    internal static bool Looks(string text) => text.Length > 2 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or ',' or '-' or '+' or '[' or ']' or '\n' or '\r' or '\t');

    internal static Result<Signal> Read(string text, double carrierHz = InfraredLimits.UsualCarrier)
    {
        var times = new List<long>();
        foreach (var word in text.Split([' ', ',', '[', ']', '\t', '\r', '\n'], InfraredLimits.Timings * 2, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) || Math.Abs(time) > int.MaxValue)
                return Signal.Wrong($"time {times.Count + 1} is '{(word.Length <= 20 ? word : word[..20])}', no number");
            times.Add(time);
        }
        return times.Exists(time => time < 0) ? Signal.OfSigned(carrierHz, times) : Signal.Make(carrierHz, times);
    }
}
