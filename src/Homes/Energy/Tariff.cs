using System.Text.Json;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Energy;

/// <summary>What a kilowatt-hour costs in a part of the day.</summary>
/// <param name="Price">Per kilowatt-hour, in the tariff's currency.</param>
/// <param name="From">Its beginning by the home's clock, included; null for the whole day.</param>
/// <param name="To">Its end, not included; before <paramref name="From"/> when it goes over midnight.</param>
/// <param name="Days">The days on which it begins; null for all.</param>
public sealed record Rate(double Price, TimeOnly? From = null, TimeOnly? To = null, IReadOnlyList<DayOfWeek>? Days = null)
{
    internal bool Holds(DateTime local)
    {
        if (From is not { } from || To is not { } to) return Days?.Contains(local.DayOfWeek) ?? true;
        var time = TimeOnly.FromDateTime(local);
        // What began before midnight belongs to the day before.
        var began = from <= to ? time >= from && time < to ? local.DayOfWeek : (DayOfWeek?)null
            : time >= from ? local.DayOfWeek
            : time < to ? local.AddDays(-1).DayOfWeek : null;
        return began is { } day && (Days?.Contains(day) ?? true);
    }
}

/// <summary>What electricity costs: one file of spec/tariffs each.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Source">Whose numbers these are, and of when.</param>
/// <param name="Rates">The first that holds counts; the last holds always.</param>
public sealed record Tariff(string Id, LocalText Name, string Currency, LocalText Source, IReadOnlyList<Rate> Rates)
{
    /// <summary>The tariffs that Kith comes with, by id.</summary>
    public static IReadOnlyList<Tariff> All => Library.Value;

    private static readonly Lazy<IReadOnlyList<Tariff>> Library = new(Read);

    internal double PriceAt(DateTime local) => (Rates.FirstOrDefault(rate => rate.Holds(local)) ?? Rates[^1]).Price;

    private static List<Tariff> Read()
    {
        var assembly = typeof(Spec).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.Replace('\\', '/').StartsWith("spec/tariffs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize(stream, HomesJson.Default.Tariff)!;
        })];
    }
}

/// <summary>What a home reckons with, as kept: one of the tariffs, or a price of its own. Neither: it does not reckon.</summary>
/// <param name="Id">A tariff's id.</param>
/// <param name="Currency">ISO 4217, with a price of its own.</param>
/// <param name="Price">Per kilowatt-hour.</param>
public sealed record TariffChoice(string? Id = null, string? Currency = null, double? Price = null)
{
    internal Tariff? Tariff => Price is { } price && Currency is { } currency
        ? new Tariff("", LocalText.Same(""), currency, LocalText.Same(""), [new Rate(price)])
        : Tariff.All.FirstOrDefault(tariff => tariff.Id == Id);
}
