using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Energy;

/// <summary>What people ask of a home's electricity: how much went where and when, and what it cost.</summary>
public static class EnergyDeeds
{
    /// <summary>A year and a day to compare it with; hours are for some days only, because nobody reads ten thousand bars.</summary>
    private const int MostDays = 400, MostDaysByHour = 8;

    /// <summary>Hours of one look into the ledger: below the most buckets of a chart.</summary>
    private const long LookMs = 4_800 * Calendar.HourMs;

    private const string Metering = "power-consumption";

    /// <summary>A series that adds up to kilowatt-hours.</summary>
    private sealed record Register(DeviceId Device, bool Whole, string Address, Accumulation Accumulation, double KilowattHours);

    /// <summary>Every meter the caller may see, from one day of the home to before another.</summary>
    public static async ValueTask<Result<EnergyView>> EnergyAsync(this HomeHost homes, HomeId home, Caller caller, DateOnly? from, DateOnly? to, EnergyBy by)
    {
        var found = await homes.AskAsync<(HomeRecord Record, List<Register> Registers)>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied : (its.Record, Registers(its, asker)));
        if (found.Fault is { } fault) return fault;
        var (record, registers) = found.Value;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(record.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(homes.Time.GetUtcNow(), zone).DateTime);
        var (first, end) = (from ?? today, to ?? today.AddDays(1));
        if (first >= end) return new Fault(ErrorCodes.RequestInvalid, "the time ends before it begins", "to");
        var most = by is EnergyBy.Hour ? MostDaysByHour : MostDays;
        if (end.DayNumber - first.DayNumber > most) return new Fault(ErrorCodes.RequestInvalid, $"at most {most} days at once by {by.ToString().ToLowerInvariant()}", "from");

        var starts = Calendar.Starts(zone, first, end, by);
        var tariff = record.Tariff?.Tariff;
        var meters = new Dictionary<DeviceId, (bool Whole, double[] Energy, double[] Cost)>();
        var unreadable = 0;
        foreach (var register in registers)
        {
            if (!meters.TryGetValue(register.Device, out var meter)) meters[register.Device] = meter = (register.Whole, new double[starts.Count], new double[starts.Count]);
            var endMs = Calendar.StartMs(zone, end);
            for (var fromMs = starts[0]; fromMs < endMs; fromMs += LookMs)
            {
                var chart = await homes.Ledger.ChartAsync(home, new ChartQuery(
                    register.Device.ToString(), register.Address, fromMs, Math.Min(fromMs + LookMs, endMs), ChartQuery.Limit, register.Accumulation)
                    { BucketMs = Calendar.HourMs, AlignMs = starts[0] % Calendar.HourMs });
                unreadable += chart.Unreadable;
                foreach (var bucket in chart.Buckets)
                {
                    if (bucket.Total is not { } total) continue;
                    var place = starts.BinarySearch(bucket.StartMs);
                    var index = place >= 0 ? place : Math.Max(0, ~place - 1);
                    meter.Energy[index] += total * register.KilowattHours;
                    if (tariff is not null) meter.Cost[index] += total * register.KilowattHours * tariff.PriceAt(Calendar.Local(zone, bucket.StartMs));
                }
            }
        }
        return new EnergyView(
            first, end, by, [.. starts.Select(DateTimeOffset.FromUnixTimeMilliseconds)],
            [.. meters.Select(meter => new EnergyMeter(meter.Key, meter.Value.Whole, Rounded(meter.Value.Energy), tariff is null ? null : Rounded(meter.Value.Cost)))],
            tariff?.Currency, record.Tariff, unreadable > 0 ? unreadable : null);
    }

    /// <summary>What the home reckons with, and the tariffs there are.</summary>
    public static ValueTask<Result<TariffsView>> TariffAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<TariffsView>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied : new TariffsView(its.Record.Tariff, Tariff.All));

    /// <summary>Chooses a tariff by its id, or a price of the home's own with its currency; neither ends the reckoning.</summary>
    public static ValueTask<Result<TariffsView>> ChooseTariffAsync(this HomeHost homes, HomeId home, Caller caller, TariffChoice choice) =>
        homes.AskAsync<TariffsView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (choice.Id is { } id && Tariff.All.All(tariff => tariff.Id != id)) return new Fault(ErrorCodes.NotFound, $"there is no tariff {id}", "id");
            if (choice.Price is < 0 or > 1_000_000 || choice.Price is { } price && !double.IsFinite(price)) return new Fault(ErrorCodes.RequestInvalid, "a price is 0 to 1,000,000", "price");
            if (choice.Price is not null && choice.Currency is not { Length: 3 }) return new Fault(ErrorCodes.RequestInvalid, "a price needs its currency: EUR, CNY, ...", "currency");
            if (choice.Currency is { } currency && !currency.All(char.IsAsciiLetterUpper)) return new Fault(ErrorCodes.RequestInvalid, "a currency is three capital letters", "currency");
            var kept = choice.Price is not null ? choice with { Id = null } : choice.Id is not null ? new TariffChoice(choice.Id) : null;
            its.Record = its.Record with { Tariff = kept };
            turn.Record(HomeRecords.PutHome, HomeRecords.Row(its.Record));
            turn.Fact(FactKind.Home, "", "tariff", ActivityDetail.By(asker, new Said("tariff", its.Record.Name)));
            turn.HomeChanged();
            return new TariffsView(kept, Tariff.All);
        });

    /// <summary>What uses electricity and counts it; of one channel the total that rises, or where there is none what came since the last report.</summary>
    private static List<Register> Registers(Home home, Asker asker)
    {
        var registers = new List<Register>();
        foreach (var twin in home.Twins.Values.Where(twin => Rights.Check(asker, Deed.See, twin.Device.Room) is null).OrderBy(twin => twin.Device.Order))
            foreach (var service in twin.Spec.Services.Where(service => service.Type == Metering))
                if (Counting(service).FirstOrDefault(property => Rights.Senses(asker, property.Sensing)) is { } property)
                    registers.Add(new Register(twin.Device.Id, twin.Spec.Type == "energy-meter", property.Address, property.Accumulation, property.Unit == "watt-hour" ? 0.001 : 1));
        return registers;
    }

    private static IEnumerable<Property> Counting(Service service) =>
        service.Properties.Where(property => property.Accumulation is Accumulation.Total or Accumulation.Interval && property.Unit is "kilowatt-hour" or "watt-hour")
            .OrderBy(property => property.Accumulation is Accumulation.Total ? 0 : 1);

    /// <summary>To the watt-hour; meters tell no more.</summary>
    private static double[] Rounded(double[] values) => [.. values.Select(value => Math.Round(value, 4))];
}
