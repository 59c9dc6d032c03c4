using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Signals;

/// <summary>Puts a signal together of pieces that are on or off; two alike in a row are one.</summary>
internal sealed class Halves
{
    private readonly List<long> _signed = [];

    internal Halves On(double microseconds) => Add(microseconds);

    internal Halves Off(double microseconds) => Add(-microseconds);

    /// <summary>One bit of a biphase code: two halves of the same length.</summary>
    internal Halves Biphase(bool onFirst, double half) => onFirst ? On(half).Off(half) : Off(half).On(half);

    /// <summary>Silence until the whole has this length, for protocols that repeat at a fixed pace.</summary>
    internal Halves Until(double microseconds) => Off(Math.Max(1, microseconds - _signed.Sum(Math.Abs)));

    /// <summary>The same again.</summary>
    internal Halves Times(int count)
    {
        var once = _signed.ToList();
        for (var number = 1; number < count; number++) _signed.AddRange(once);
        return this;
    }

    internal Result<Signal> Make(double carrierHz) => Signal.OfSigned(carrierHz, _signed);

    private Halves Add(double signed)
    {
        _signed.Add((long)Math.Round(signed));
        return this;
    }
}
