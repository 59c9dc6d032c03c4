using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_property_is_charted_looked_up_at_a_time_and_downloaded()
    {
        var time = new ManualTime(Start);
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();
        var sensor = await kith.AddDeviceAsync(home, "Sensor", "kith-demo.climate-sensor");
        for (var minute = 0; minute < 60; minute++)
        {
            kith.Homes.Report(HomeId.Parse(home), DeviceId.Parse(sensor),
                [new("temperature-humidity-sensor.temperature", Value.Of(20 + minute / 10.0))]);
            // An answer of the home says that the report before it was taken: the clock may move.
            await browser.GetAsync($"/api/v1/homes/{home}/devices/{sensor}");
            time.Advance(TimeSpan.FromMinutes(1));
        }
        string Path(string rest) => $"/api/v1/homes/{home}/devices/{sensor}/{rest}";

        var chart = await browser.GetAsync(Path("history/temperature-humidity-sensor.temperature?from=2026-11-21T08:00:00Z&to=2026-11-21T09:00:00Z&points=10"));
        var points = chart.Json["points"]!.AsArray();
        var csv = await browser.GetAsync(Path("history/temperature-humidity-sensor.temperature?from=2026-11-21T08:00:00Z&to=2026-11-21T09:00:00Z&format=csv"));
        var then = await browser.GetAsync(Path("properties?at=2026-11-21T08:30:30Z"));

        Assert.Equal("celsius", chart.Text("unit"));
        Assert.InRange(points.Count, 2, 10);
        Assert.Equal(60, points.Sum(point => (int)point!["count"]!));
        Assert.All(points, point => Assert.True((double)point!["min"]! <= (double)point["mean"]!
            && (double)point["mean"]! <= (double)point["max"]!));
        Assert.Equal("text/csv", csv.ContentType);
        Assert.Equal(61, csv.Body.TrimEnd().Split("\r\n").Length);
        Assert.Contains("2026-11-21T08:30:00.000Z,23\r\n", csv.Body, StringComparison.Ordinal);
        Assert.Equal("23", then.Json["values"]!["temperature-humidity-sensor.temperature"]!["v"]!.ToString());
        var day = await browser.GetAsync(Path("history/temperature-humidity-sensor.temperature?day=2026-11-21"));
        Assert.Equal(60, day.Json["points"]!.AsArray().Sum(point => (int)point!["count"]!));
        Assert.Empty((await browser.GetAsync(Path("history/temperature-humidity-sensor.temperature?day=2026-11-20"))).Json["points"]!.AsArray());
        Assert.Equal("property.unknown", (await browser.GetAsync(Path("history/temperature-humidity-sensor.smell"))).Code);
        Assert.Equal("to", (await browser.GetAsync(Path("history/temperature-humidity-sensor.temperature?from=2026-11-21T09:00:00Z&to=2026-11-21T08:00:00Z"))).Text("field"));
    }

    [Fact]
    public async Task Activity_is_read_page_by_page_and_by_who_and_what()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await kith.AddDeviceAsync(home, "Lamp");
        for (var room = 0; room < 5; room++) await browser.PostAsync($"/api/v1/homes/{home}/rooms", new { name = $"Room {room}" });
        await browser.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/devices/{lamp}/properties", new Dictionary<string,
            object> { ["light.on"] = true });

        var first = await browser.GetAsync($"/api/v1/homes/{home}/activity?limit=3");
        var second = await browser.GetAsync($"/api/v1/homes/{home}/activity?limit=3&before={first.Text("next")}");
        var ofLamp = await browser.GetAsync($"/api/v1/homes/{home}/activity?device={lamp}&kind=operation");

        Assert.Equal(3, first.Json["items"]!.AsArray().Count);
        Assert.True((long)first.Json["items"]![2]!["sequence"]! > (long)second.Json["items"]![0]!["sequence"]!);
        Assert.Equal("offline", Assert.Single(ofLamp.Json["items"]!.AsArray())!["operation"]!["outcome"]!["kind"]!.ToString());
    }

    [Fact]
    public async Task Lists_come_in_parts()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        for (var room = 0; room < 7; room++) await browser.PostAsync($"/api/v1/homes/{home}/rooms", new { name = $"Room {room}" });
        var (names, cursor) = (new List<string>(), "");

        while (true)
        {
            var part = await browser.GetAsync($"/api/v1/homes/{home}/rooms?limit=3{cursor}");
            names.AddRange(part.Json["items"]!.AsArray().Select(item => item!["name"]!.ToString()));
            if (part.Json["next"] is not { } next) break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(room => $"Room {room}"), names);
    }
}
