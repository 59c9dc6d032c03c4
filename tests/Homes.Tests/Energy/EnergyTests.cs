using System.Globalization;
using Kith.Homes.Activity;
using Kith.Homes.Energy;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Energy;

public sealed class EnergyTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private DeviceId _whole, _outlet;
    private DateOnly _today;
    private DateTimeOffset _midnight;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        await _test.Host.ChangeHomeAsync(_test.Home, _test.Owner, null, "Asia/Shanghai");
        _whole = await _test.AddAsync(MeterSpec("energy-meter"), "House meter");
        _outlet = await _test.AddAsync(MeterSpec("outlet"), "Outlet");
        _today = DateOnly.FromDateTime(_test.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);
        // No clock changes in Shanghai: the days of these tests have 24 hours whenever they run.
        _midnight = new DateTimeOffset(_today.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        // Two days ago at noon 10 kWh, then two by yesterday at 7 and five more by yesterday at 23:30.
        foreach (var (device, factor) in (IEnumerable<(DeviceId, double)>)[(_whole, 1), (_outlet, 0.5)])
            foreach (var (hours, total) in (IEnumerable<(double, double)>)[(-36, 10), (-17, 12), (-0.5, 17)])
                await ReportAsync(device, hours, total * factor);
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task What_a_meter_rose_by_is_told_by_days_of_the_homes_own_calendar()
    {
        var view = (await _test.Host.EnergyAsync(_test.Home, _test.Owner, _today.AddDays(-2), _today.AddDays(1), EnergyBy.Day)).Value;

        Assert.Equal([_midnight.AddDays(-2), _midnight.AddDays(-1), _midnight], view.Starts);
        var (whole, outlet) = (view.Meters.Single(meter => meter.Whole), view.Meters.Single(meter => !meter.Whole));
        Assert.Equal((_whole, _outlet), (whole.Device, outlet.Device));
        Assert.Equal([0, 7, 0], whole.KilowattHours);
        Assert.Equal([0, 3.5, 0], outlet.KilowattHours);
        Assert.Null(whole.Costs);
        Assert.Null(view.Currency);
    }

    [Fact]
    public async Task By_hour_each_part_stands_in_its_own_and_costs_what_that_hour_costs()
    {
        await _test.Host.ChooseTariffAsync(_test.Home, _test.Owner, new TariffChoice("cn-shanghai-peak"));
        await _test.RestartAsync();

        var view = (await _test.Host.EnergyAsync(_test.Home, _test.Owner, _today.AddDays(-1), _today, EnergyBy.Hour)).Value;

        var whole = view.Meters.Single(meter => meter.Whole);
        Assert.Equal((24, 2.0, 5.0), (whole.KilowattHours.Count, whole.KilowattHours[7], whole.KilowattHours[23]));
        Assert.Equal(("CNY", 2 * 0.617, 5 * 0.307), (view.Currency, whole.Costs![7], whole.Costs[23]));
        Assert.Equal("cn-shanghai-peak", view.Tariff!.Id);
    }

    [Fact]
    public async Task A_price_of_the_homes_own_counts_until_it_is_taken_away()
    {
        await _test.Host.ChooseTariffAsync(_test.Home, _test.Owner, new TariffChoice(Currency: "EUR", Price: 0.3));
        var with = (await _test.Host.EnergyAsync(_test.Home, _test.Owner, _today.AddDays(-1), _today, EnergyBy.Day)).Value;
        await _test.Host.ChooseTariffAsync(_test.Home, _test.Owner, new TariffChoice());
        var without = (await _test.Host.EnergyAsync(_test.Home, _test.Owner, _today.AddDays(-1), _today, EnergyBy.Day)).Value;

        Assert.Equal(2.1, with.Meters.Single(meter => meter.Whole).Costs!.Single(), 4);
        Assert.Null(without.Currency);
    }

    [Fact]
    public async Task Only_who_arranges_the_home_chooses_its_tariff_and_only_one_there_is()
    {
        var adult = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));

        Assert.Equal("right.missing", await ChoosingAsync(adult, new TariffChoice("de-average")));
        Assert.Equal("not_found", await ChoosingAsync(_test.Owner, new TariffChoice("mars")));
        Assert.Equal("request.invalid", await ChoosingAsync(_test.Owner, new TariffChoice(Price: 1)));
        Assert.Equal("request.invalid", await ChoosingAsync(_test.Owner, new TariffChoice(Price: -1, Currency: "EUR")));
        Assert.Equal("request.invalid", await ChoosingAsync(_test.Owner, new TariffChoice(Price: 1, Currency: "eur")));
    }

    [Fact]
    public async Task A_child_and_a_guest_learn_nothing_of_what_others_use()
    {
        var child = await _test.AddPersonAsync(new PersonDraft("Kim", Role.Child));

        Assert.Empty((await _test.Host.EnergyAsync(_test.Home, child, null, null, EnergyBy.Hour)).Value.Meters);
    }

    [Fact]
    public async Task Too_much_at_once_and_time_backwards_are_refused()
    {
        async Task<string?> AskAsync(int from, int to, EnergyBy by) =>
            (await _test.Host.EnergyAsync(_test.Home, _test.Owner, _today.AddDays(from), _today.AddDays(to), by)).Fault?.Field;

        Assert.Equal("to", await AskAsync(0, 0, EnergyBy.Day));
        Assert.Equal("from", await AskAsync(-20, 0, EnergyBy.Hour));
        Assert.Equal("from", await AskAsync(-500, 0, EnergyBy.Day));
        Assert.Null(await AskAsync(-365, 0, EnergyBy.Month));
    }

    [Fact]
    public async Task A_day_on_which_clocks_change_is_one_day_to_a_meters_history_as_to_the_homes_energy()
    {
        await _test.Host.ChangeHomeAsync(_test.Home, _test.Owner, null, "Europe/Berlin");
        var meter = await _test.AddAsync(MeterSpec("outlet"), "Cellar");
        // The last Sunday of October has 25 hours: from 22:00 of the day before in UTC to 23:00. The house's clock is moved to the day after it.
        var day = new DateOnly(_today.Year + 1, 10, 31);
        day = day.AddDays(-(int)day.DayOfWeek);
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(2)).ToUniversalTime();
        _test.Time.Advance(midnight.AddHours(40) - _test.Time.GetUtcNow());
        foreach (var (hours, total) in (IEnumerable<(double, double)>)[(-0.5, 100), (0.5, 101), (24.5, 103), (25.5, 107)])
            Assert.Equal(1, (await _test.ReportAsync(meter, string.Create(CultureInfo.InvariantCulture,
                $$"""{"power.power-consumption":{{total}},"t":{{midnight.AddHours(hours).ToUnixTimeMilliseconds()}}}"""))).Accepted);

        var (from, to) = (await _test.Host.DayAsync(_test.Home, _test.Owner, day)).Value;
        var history = (await _test.Host.HistoryAsync(_test.Home, _test.Owner, meter, "power.power-consumption", from, to, 48)).Value;
        var energy = (await _test.Host.EnergyAsync(_test.Home, _test.Owner, day, day.AddDays(1), EnergyBy.Day)).Value;

        Assert.Equal((midnight, midnight.AddHours(25)), (from, to));
        Assert.Equal(3, history.Points.Sum(point => point.Total ?? 0), 6);
        Assert.Equal(3, energy.Meters.Single(one => one.Device == meter).KilowattHours.Single(), 6);
        Assert.Equal("day", (await _test.Host.DayAsync(_test.Home, _test.Owner, DateOnly.MaxValue)).Fault!.Field);
    }

    private async Task<string> ChoosingAsync(Caller caller, TariffChoice choice) => (await _test.Host.ChooseTariffAsync(_test.Home, caller, choice)).Fault!.Error.Code;

    private async Task ReportAsync(DeviceId device, double hours, double total) => Assert.Equal(1, (await _test.ReportAsync(device, string.Create(
        CultureInfo.InvariantCulture, $$"""{"power.power-consumption":{{total}},"t":{{_midnight.AddHours(hours).ToUnixTimeMilliseconds()}}}"""))).Accepted);

    private static Spec MeterSpec(string type) => new($"test.{type}", 1, "test", type, LocalText.Same("Meter"),
    [
        new Service
        {
            Id = "power", Type = "power-consumption", Name = LocalText.Same("Electricity"),
            Properties =
            [
                new Property
                {
                    Name = "power-consumption", Title = LocalText.Same("Energy"), Format = Format.Float, Access = Access.Read | Access.Notify,
                    Unit = "kilowatt-hour", Accumulation = Accumulation.Total, Sensing = Sensing.Consumption,
                },
            ],
        },
    ]);
}
