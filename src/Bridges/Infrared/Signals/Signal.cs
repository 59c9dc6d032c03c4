using System.Globalization;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Signals;

/// <summary>
/// What a blaster sends, in the one form that everything here is turned into: a carrier, and for how many microseconds it is on, off, on, ...
/// Immutable and within <see cref="InfraredLimits"/>.
/// </summary>
internal sealed class Signal
{
    private Signal(int carrierHz, int[] timings) => (CarrierHz, Timings) = (carrierHz, timings);

    internal int CarrierHz { get; }

    /// <summary>Microseconds: on, off, on, ... It ends with an on; what comes after is silence.</summary>
    internal IReadOnlyList<int> Timings { get; }

    internal TimeSpan Length => TimeSpan.FromMicroseconds(Timings.Sum());

    /// <summary>Fails with request.invalid, naming which time is wrong.</summary>
    internal static Result<Signal> Make(double carrierHz, IReadOnlyList<long> timings)
    {
        if (!(carrierHz is >= InfraredLimits.LeastCarrier and <= InfraredLimits.MostCarrier))
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"a carrier of {carrierHz:0} Hz; {InfraredLimits.LeastCarrier} to {InfraredLimits.MostCarrier} are possible"));
        // The silence behind a signal is not part of it.
        var count = timings.Count % 2 == 0 ? timings.Count - 1 : timings.Count;
        if (count < 1) return Wrong("there are no times in it");
        if (count > InfraredLimits.Timings) return Wrong($"{count} times; a signal has at most {InfraredLimits.Timings}");
        var taken = new int[count];
        long whole = 0;
        for (var place = 0; place < count; place++)
        {
            if (timings[place] is < 1 or > InfraredLimits.LongestTime) return Wrong($"time {place + 1} is {timings[place]} microseconds; 1 to {InfraredLimits.LongestTime} are possible");
            whole += taken[place] = (int)timings[place];
        }
        return whole > InfraredLimits.LongestSignal ? Wrong($"it takes {whole / 1000} ms; a signal takes at most {InfraredLimits.LongestSignal / 1000}") : new Signal((int)Math.Round(carrierHz), taken);
    }

    /// <summary>Times with a sign, on above and off below zero: what comes twice in a row is one, and what is off before it begins does not count.</summary>
    internal static Result<Signal> OfSigned(double carrierHz, IReadOnlyList<long> signed)
    {
        var times = new List<long>(signed.Count);
        for (var place = 0; place < signed.Count; place++)
        {
            var time = signed[place];
            if (time is 0 or long.MinValue || (times.Count == 0 && time < 0)) continue;
            if (times.Count % 2 == 1 == time > 0) times[^1] += Math.Abs(time);
            else times.Add(Math.Abs(time));
        }
        return Make(carrierHz, times);
    }

    internal static Fault Wrong(string why) => new(ErrorCodes.RequestInvalid, why, "text");
}
