using System.Globalization;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Files;

/// <summary>What a lircd.conf says of one remote, and how its codes become signals.</summary>
internal sealed class LircRemote
{
    private readonly Dictionary<string, (long On, long Off)> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _numbers = new(StringComparer.Ordinal);

    internal string? Name { get; private set; }

    internal IReadOnlyList<string> Flags { get; private set; } = [];

    internal double CarrierHz => _numbers.GetValueOrDefault("frequency", (ulong)InfraredLimits.UsualCarrier);

    /// <summary>A line between "begin remote" and its codes; what is wrong with it, or null. Lines that do not matter for sending are passed over.</summary>
    internal string? Take(string[] words)
    {
        switch (words[0])
        {
            case "name":
                Name = words.Length > 1 ? Gathering.Clean(words[1]) : null;
                return null;
            case "flags":
                Flags = [.. string.Join('|', words.Skip(1)).Split('|', 20, StringSplitOptions.RemoveEmptyEntries).Select(flag => flag.ToUpperInvariant())];
                return null;
            case "header" or "one" or "zero" or "pre" or "post" or "foot":
                if (words.Length < 3 || Number(words[1]) is not (<= InfraredLimits.LongestTime and var on) || Number(words[2]) is not (<= InfraredLimits.LongestTime and var off))
                    return $"{words[0]} needs two times";
                _pairs[words[0]] = ((long)on, (long)off);
                return null;
            case "bits" or "pre_data_bits" or "post_data_bits" or "pre_data" or "post_data" or "plead" or "ptrail" or "gap" or "min_repeat" or "frequency":
                if (words.Length < 2 || Number(words[1]) is not { } number) return $"{words[0]} needs a number";
                if (words[0].EndsWith("bits", StringComparison.Ordinal) && number > 64) return $"{words[0]} is {number}; codes have at most 64 bits";
                _numbers[words[0]] = number;
                return null;
            default:
                return null;
        }
    }

    internal static ulong? Number(string word) => word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null
        : ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal Result<Signal> Encode(ulong code)
    {
        if (!_pairs.ContainsKey("one") || !_pairs.ContainsKey("zero")) return Signal.Wrong("the remote does not say how a one and a zero look");
        if (Of("bits") == 0) return Signal.Wrong("the remote does not say how many bits its codes have");
        var frame = new Halves();
        if (_pairs.TryGetValue("header", out var header) && header.On > 0) frame.On(header.On).Off(header.Off);
        if (Of("plead") > 0) frame.On(Of("plead"));
        Bits(frame, Of("pre_data"), (int)Of("pre_data_bits"));
        Pair(frame, "pre");
        Bits(frame, code, (int)Of("bits"));
        Pair(frame, "post");
        Bits(frame, Of("post_data"), (int)Of("post_data_bits"));
        if (Of("ptrail") > 0) frame.On(Of("ptrail"));
        Pair(frame, "foot");
        var repeats = (int)Math.Min(Of("min_repeat"), 5) + 1;
        var gap = Math.Min((double)Of("gap"), InfraredLimits.LongestTime);
        if (repeats > 1 && gap > 0) (Flags.Contains("CONST_LENGTH") ? frame.Until(gap) : frame.Off(gap)).Times(repeats);
        return frame.Make(CarrierHz);
    }

    private ulong Of(string number) => _numbers.GetValueOrDefault(number);

    private void Pair(Halves frame, string name)
    {
        if (_pairs.TryGetValue(name, out var pair) && pair.On > 0) frame.On(pair.On).Off(pair.Off);
    }

    /// <summary>The highest bit first, or the lowest in remotes that say so. In biphase a one is off before on.</summary>
    private void Bits(Halves frame, ulong bits, int count)
    {
        var isBiphase = Flags.Contains("RC5") || Flags.Contains("SHIFT_ENC");
        for (var place = 0; place < count; place++)
        {
            var isOne = (bits >> (Flags.Contains("REVERSE") ? place : count - 1 - place) & 1) == 1;
            var (on, off) = _pairs[isOne ? "one" : "zero"];
            if (isBiphase && isOne) frame.Off(off).On(on);
            else frame.On(on).Off(off);
        }
    }
}
