using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Energy;

/// <summary>How long the stretches of an energy answer are.</summary>
[JsonConverter(typeof(CamelEnum<EnergyBy>))]
public enum EnergyBy : byte
{
    Hour,
    Day,
    Month,
}

/// <summary>The electricity of a home over time, one list of stretches for all its meters.</summary>
/// <param name="From">The first day, by the home's calendar.</param>
/// <param name="To">The day after the last.</param>
/// <param name="Starts">When each stretch begins; a day is from midnight to midnight of the home, 23 or 25 hours where clocks change.</param>
/// <param name="Currency">ISO 4217; null while the home has no tariff.</param>
/// <param name="Tariff">What the home reckons with.</param>
/// <param name="Unreadable">Stored parts that could not be read; null for none.</param>
public sealed record EnergyView(
    DateOnly From, DateOnly To, EnergyBy By, IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<EnergyMeter> Meters,
    string? Currency, TariffChoice? Tariff, int? Unreadable);

/// <summary>What went through one device that measures.</summary>
/// <param name="Whole">It measures the whole home: the others are parts of it, and must not be added to it.</param>
/// <param name="KilowattHours">One number for each stretch.</param>
/// <param name="Costs">The same in money; null without a tariff.</param>
public sealed record EnergyMeter(DeviceId Device, bool Whole, IReadOnlyList<double> KilowattHours, IReadOnlyList<double>? Costs);

/// <summary>What a home reckons with and may reckon with.</summary>
public sealed record TariffsView(TariffChoice? Chosen, IReadOnlyList<Tariff> All);
