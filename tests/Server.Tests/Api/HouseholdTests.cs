using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>What a household asks of its home over HTTP: its electricity, its own order, what roles may do, what would miss a device.</summary>
public sealed class HouseholdTests
{
    [Fact]
    public async Task Electricity_is_told_by_hour_day_or_month_and_in_money()
    {
        await using var kith = await TestKith.StartAsync(new ManualTime(new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero)));
        var (browser, home) = await kith.SetUpAsync();
        var meter = await kith.AddDeviceAsync(home, "Meter", "kith-demo.energy-meter");
        foreach (var total in (double[])[100, 104])
        {
            kith.Homes.Report(HomeId.Parse(home), DeviceId.Parse(meter), [new("power-consumption.power-consumption", Value.Of(total))]);
            // An answer of the home says that the report before it was taken.
            await browser.GetAsync($"/api/v1/homes/{home}/devices/{meter}");
        }
        string Path(string rest = "") => $"/api/v1/homes/{home}/energy{rest}";

        var chosen = await browser.SendAsync(HttpMethod.Put, Path("/tariff"), new { price = 0.5, currency = "EUR" });
        var month = await browser.GetAsync(Path("?by=month&from=2020-01-01&to=2020-03-01"));
        var week = await browser.GetAsync(Path("?by=week"));
        var day = await browser.GetAsync(Path("?by=day"));

        Assert.Equal(200, chosen.Status);
        Assert.True(chosen.Json["all"]!.AsArray().Count >= 5);
        Assert.Equal(["2019-12-31T23:00:00+00:00", "2020-01-31T23:00:00+00:00"], month.Json["starts"]!.AsArray().Select(start => start!.ToString()));
        Assert.Equal(("request.invalid", "by"), (week.Code, week.Text("field")));
        Assert.Equal(("day", "EUR", "true"), (day.Text("by"), day.Text("currency"), day.Text("meters.0.whole")));
        Assert.Equal(["4"], day.Json["meters"]![0]!["kilowattHours"]!.AsArray().Select(part => part!.ToString()));
        Assert.Equal(["2"], day.Json["meters"]![0]!["costs"]!.AsArray().Select(part => part!.ToString()));
    }

    [Fact]
    public async Task An_arrangement_is_ones_own_and_what_would_miss_a_device_is_for_who_arranges_the_home()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var lamp = await kith.AddDeviceAsync(home, "Lamp");
        var (guest, _) = await kith.InviteAsync(owner, home, new { name = "Gus", role = "guest" }, "gus");
        string Path(string rest) => $"/api/v1/homes/{home}/{rest}";

        var put = await guest.SendAsync(HttpMethod.Put, Path("arrangement"), new { favourites = new[] { lamp, "not-here" } });
        var dependents = await owner.GetAsync(Path($"devices/{lamp}/dependents"));

        Assert.Equal(lamp, Assert.Single(put.Json["favourites"]!.AsArray())!.ToString());
        Assert.Empty((await owner.GetAsync(Path("arrangement"))).Json["favourites"]!.AsArray());
        Assert.Equal(("favourite", "Gus"), (dependents.Text("items.0.kind"), dependents.Text("items.0.name")));
        Assert.Equal("right.missing", (await guest.GetAsync(Path($"devices/{lamp}/dependents"))).Code);
        Assert.Equal("right.missing", (await guest.SendAsync(HttpMethod.Put, Path("energy/tariff"), new { id = "de-average" })).Code);
    }

    [Fact]
    public async Task Roles_are_told_as_they_are_and_an_invitation_has_a_picture()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();

        var roles = await owner.GetAsync($"/api/v1/homes/{home}/roles");
        var invited = await owner.PostAsync($"/api/v1/homes/{home}/people", new { name = "Gus", role = "guest" });

        Assert.Equal(("owner", "confirm", "yes"), (roles.Text("items.0.role"), roles.Text("items.0.safety"), roles.Text("items.0.own")));
        Assert.Equal(("guest", "no"), (roles.Text("items.4.role"), roles.Text("items.4.safety")));
        Assert.StartsWith("<svg", invited.Text("invitation.qr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pairing_names_a_device_of_this_home_to_replace()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var lamp = await kith.AddDeviceAsync(home, "Lamp");

        Assert.Equal(201, (await owner.PostAsync($"/api/v1/homes/{home}/pairings", new { replaces = lamp })).Status);
        Assert.Equal("device.unknown", (await owner.PostAsync($"/api/v1/homes/{home}/pairings", new { replaces = "not-here" })).Code);
    }
}
