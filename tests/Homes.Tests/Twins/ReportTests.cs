using System.Text;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Twins;

public sealed class ReportTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private DeviceId _lamp;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _lamp = await _test.AddAsync(TestHomes.LampSpec());
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Theory]
    [InlineData("", "json.malformed")]
    [InlineData("{", "json.malformed")]
    [InlineData("{} {}", "json.malformed")]
    [InlineData("5", "json.malformed")]
    [InlineData("null", "json.malformed")]
    [InlineData("[1]", "json.malformed")]
    [InlineData("""[{"light.on":true}, 5]""", "json.malformed")]
    [InlineData("""{"light.meter":NaN}""", "json.malformed")]
    [InlineData("""{"light.label":"half \ud800"}""", "json.malformed")]
    [InlineData("""{"\ud800":1}""", "json.malformed")]
    [InlineData("""{"light.label":true}""", "value.wrong_type")]
    [InlineData("""{"light.on":null}""", "value.wrong_type")]
    [InlineData("""{"light.on":{"a":[1,{"b":2}]}}""", "value.wrong_type")]
    [InlineData("""{"light.brightness":0}""", "value.out_of_range")]
    [InlineData("""{"light.meter":1e999}""", "value.out_of_range")]
    [InlineData("""{"light.brightness":99999999999999999999}""", "value.wrong_type")]
    [InlineData("""{"light.message":"hello"}""", "property.not_readable")]
    [InlineData("""{"light.nothing":1}""", "property.unknown")]
    [InlineData("""{"no address":1}""", "property.unknown")]
    public async Task What_does_not_fit_has_its_code_and_leaves_no_trace(string json, string code)
    {
        var verdict = await _test.ReportAsync(_lamp, json);

        Assert.Equal((0, code), (verdict.Accepted, verdict.Faults![0].Error.Code));
        Assert.Empty((await _test.DeviceAsync(_lamp)).Values);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_malformed()
    {
        var json = Encoding.UTF8.GetBytes("""{"light.label":"x"}""");
        json[^3] = 0xFF;

        Assert.Equal("json.malformed", (await _test.ReportAsync(_lamp, json)).Faults![0].Error.Code);
    }

    [Fact]
    public async Task Deep_nesting_is_malformed_and_much_of_it_costs_nothing()
    {
        var deep = await _test.ReportAsync(_lamp, new string('[', 100_000));
        var wide = await _test.ReportAsync(_lamp, $$"""{"light.on":[{{string.Join(',', Enumerable.Repeat("{}", 1000))}}],"light.meter":1}""");

        Assert.Equal("json.malformed", deep.Faults![0].Error.Code);
        Assert.Equal((1, "value.wrong_type"), (wide.Accepted, wide.Faults![0].Error.Code));
    }

    [Fact]
    public async Task Good_neighbours_of_a_bad_value_are_kept()
    {
        var verdict = await _test.ReportAsync(_lamp, """[{"light.on":true,"light.brightness":900,"light.nothing":1},{"light.meter":2.5}]""");

        Assert.Equal(2, verdict.Accepted);
        Assert.Equal(["value.out_of_range", "property.unknown"], verdict.Faults!.Select(fault => fault.Error.Code));
        Assert.Equal(["light.meter", "light.on"], (await _test.DeviceAsync(_lamp)).Values.Keys.Order());
    }

    [Fact]
    public async Task Five_hundred_reports_go_in_one_message_and_not_one_more()
    {
        string List(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"light.meter":{{i}}}"""))}]";

        Assert.Equal(500, (await _test.ReportAsync(_lamp, List(500))).Accepted);
        Assert.Equal("payload.too_large", (await _test.ReportAsync(_lamp, List(501))).Faults![0].Error.Code);
    }

    [Fact]
    public async Task A_message_full_of_errors_is_answered_with_the_first_ten()
    {
        var verdict = await _test.ReportAsync(_lamp, $$"""{{{string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"light.p{i}\":1"))}}}""");

        Assert.Equal(10, verdict.Faults!.Count);
    }

    [Fact]
    public async Task A_time_far_off_is_replaced_by_the_time_of_arrival_and_told()
    {
        foreach (var t in (string[])["1", "99999999999999", "\"noon\"", "1.5", "-5"])
        {
            var verdict = await _test.ReportAsync(_lamp, $$"""{"light.meter":1,"t":{{t}}}""");

            Assert.Equal((1, "time.out_of_range"), (verdict.Accepted, verdict.Faults!.Single().Error.Code));
        }
        Assert.True(_test.Time.GetUtcNow() - (await _test.DeviceAsync(_lamp)).Values["light.meter"].T < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_clock_that_was_ahead_does_not_freeze_the_device_when_it_is_set_right()
    {
        var ahead = _test.Time.GetUtcNow().AddMinutes(9).ToUnixTimeMilliseconds();
        await _test.ReportAsync(_lamp, $$"""{"light.on":true,"t":{{ahead}}}""");

        await _test.ReportAsync(_lamp, $$"""{"light.on":false,"t":{{_test.Time.GetUtcNow().ToUnixTimeMilliseconds()}}}""");

        var known = (await _test.DeviceAsync(_lamp)).Values["light.on"];
        Assert.False(known.V.AsBool());
        Assert.True(known.T <= _test.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_device_whose_clock_is_a_little_behind_is_believed_after_a_command()
    {
        var running = Operations.Commanding.SetAsync(_test, _test.Owner, _lamp, "light.on", true);
        _test.Host.Reply(_test.Home, _lamp, (await _test.Link.NextAsync()).Id, Outcome.Done);
        await running;

        await _test.ReportAsync(_lamp, $$"""{"light.on":false,"t":{{_test.Time.GetUtcNow().AddSeconds(-10).ToUnixTimeMilliseconds()}}}""");
        Assert.False((await _test.DeviceAsync(_lamp)).Values["light.on"].V.AsBool());
        await _test.RestartAsync();
        Assert.False((await _test.DeviceAsync(_lamp)).Values["light.on"].V.AsBool());
    }

    [Fact]
    public async Task What_a_device_sends_later_of_earlier_is_history_and_changes_nothing_now()
    {
        var now = _test.Time.GetUtcNow();
        await _test.ReportAsync(_lamp, $$"""{"light.meter":10,"t":{{now.ToUnixTimeMilliseconds()}}}""");

        await _test.ReportAsync(_lamp, $$"""[{"light.meter":1,"t":{{now.AddHours(-2).ToUnixTimeMilliseconds()}}},{"light.meter":2,"t":{{now.AddSeconds(-5).ToUnixTimeMilliseconds()}}}]""");

        Assert.Equal(10, (await _test.DeviceAsync(_lamp)).Values["light.meter"].V.AsDouble());
        var then = await Activity.Looking.AtAsync(_test, _lamp, now.AddHours(-1));
        Assert.Equal(1, then["light.meter"].V.AsDouble());
    }

    [Fact]
    public async Task An_event_too_large_to_keep_is_refused_and_harms_nobody()
    {
        var (large, small) = (new AwaitedReceipt(), new AwaitedReceipt());

        _test.Host.Event(_test.Home, _lamp, "light.fault", new Dictionary<string, Value> { ["label"] = Value.Of(new string('x', 20_000)) }, receipt: large);
        _test.Host.Event(_test.Home, _lamp, "light.fault", new Dictionary<string, Value> { ["label"] = Value.Of(new string('x', 10_000)) }, receipt: small);

        Assert.Equal("payload.too_large", (await large.Verdict).Faults![0].Error.Code);
        Assert.Equal(1, (await small.Verdict).Accepted);
    }

    [Fact]
    public async Task A_bridges_report_with_a_time_far_off_is_taken_as_now()
    {
        var receipt = new AwaitedReceipt();

        _test.Host.Report(_test.Home, _lamp, [KeyValuePair.Create("light.meter", Value.Of(3L))], DateTimeOffset.UnixEpoch, receipt);

        Assert.Equal((1, "time.out_of_range"), ((await receipt.Verdict).Accepted, (await receipt.Verdict).Faults!.Single().Error.Code));
    }
}
