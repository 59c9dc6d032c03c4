using Kith.Model.Values;

namespace Kith.Model.Units;

/// <summary>What a unit measures; values of one dimension convert into each other.</summary>
public enum Dimension : byte
{
#pragma warning disable CS1591 // The names say it.
    None, Ratio, Count, Index, Color, Temperature, Time, Power, ApparentPower, ReactivePower, Energy, ReactiveEnergy, Voltage, Current, Frequency, Length, Area,
    Volume, Flow, Mass, Speed, Rotation, RainRate, Pressure, PressureRate, Angle, Illuminance, MassConcentration, VolumeConcentration, ParticleConcentration, Sound,
    Signal, SmokeDensity, Conductivity, Acidity, Radioactivity, DoseRate, Storage, DataRate,
#pragma warning restore CS1591
}

/// <summary>A row of the unit table.</summary>
/// <param name="Name">The name in specs: celsius, kilowatt-hour. A slug; never changed or reused.</param>
/// <param name="Symbol">What stands behind a number on a screen: °C, kWh; empty for none.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Scale">Multiplied with a value gives the value in the dimension's first unit; 1 for that unit itself.</param>
/// <param name="Offset">Added after scaling; other than 0 only for temperatures.</param>
/// <param name="Reciprocal">Scale is divided by the value instead of multiplied: mired against kelvin.</param>
public sealed record Unit(string Name, string Symbol, LocalText Title, Dimension Dimension, double Scale = 1, double Offset = 0, bool Reciprocal = false)
{
    /// <summary>The value in another unit of the same dimension; null for another dimension, or where there is none (0 mired).</summary>
    public double? Convert(double value, Unit to)
    {
        if (to.Name == Name) return value;
        if (to.Dimension != Dimension || Dimension is Dimension.None or Dimension.Index or Dimension.Count) return null;
        var first = (Reciprocal ? Scale / value : value * Scale) + Offset;
        var result = to.Reciprocal ? to.Scale / (first - to.Offset) : (first - to.Offset) / to.Scale;
        return double.IsFinite(result) ? result : null;
    }
}
