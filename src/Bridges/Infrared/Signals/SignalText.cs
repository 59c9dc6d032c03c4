using System.Globalization;
using System.Text;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Signals;

/// <summary>
/// A signal as it is kept and handed about: carrier/the different times/one letter for each time, as in 38000/9000,4500,560/ABCC. Exact, and
/// a third of the numbers written out: real signals have few different times.
/// </summary>
internal static class SignalText
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    internal static string Of(Signal signal)
    {
        var times = new List<int>();
        var places = new Dictionary<int, int>();
        foreach (var time in signal.Timings)
            if (places.TryAdd(time, times.Count)) times.Add(time);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{signal.CarrierHz}/{string.Join(',', times)}/"));
        foreach (var time in signal.Timings)
        {
            // Two letters each where one does not suffice.
            if (times.Count > Letters.Length) text.Append(Letters[places[time] / Letters.Length]);
            text.Append(Letters[places[time] % Letters.Length]);
        }
        return text.ToString();
    }

    internal static bool Looks(string text) => text.Count(c => c == '/') == 2 && text.Length > 0 && char.IsAsciiDigit(text[0]);

    internal static Result<Signal> Read(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var carrier)) return Signal.Wrong("a signal is carrier/times/letters");
        var times = new List<long>();
        foreach (var word in parts[1].Split(',', InfraredLimits.Timings + 1))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return Signal.Wrong("one of its times is no number");
            times.Add(time);
        }
        var width = times.Count > Letters.Length ? 2 : 1;
        if (parts[2].Length % width != 0 || parts[2].Length / width > InfraredLimits.Timings) return Signal.Wrong("its letters are cut off, or too many");
        var timings = new List<long>(parts[2].Length / width);
        for (var place = 0; place < parts[2].Length; place += width)
        {
            var index = 0;
            for (var digit = 0; digit < width; digit++)
            {
                var letter = Letters.IndexOf(parts[2][place + digit], StringComparison.Ordinal);
                if (letter < 0) return Signal.Wrong("one of its letters is none");
                index = index * Letters.Length + letter;
            }
            if (index >= times.Count) return Signal.Wrong("a letter stands for no time");
            timings.Add(times[index]);
        }
        return Signal.Make(carrier, timings);
    }
}
