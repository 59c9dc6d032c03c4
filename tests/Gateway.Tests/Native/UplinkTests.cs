using System.Text;
using Kith.Homes;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Native;

/// <summary>What a device says, right and wrong, on both versions of MQTT.</summary>
public sealed class UplinkTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "report", "", "json.malformed" },
        { "report", "{", "json.malformed" },
        { "report", "not json", "json.malformed" },
        { "report", "[1,2]", "json.malformed" },
        { "report", """{"light.brightness":NaN}""", "json.malformed" },
        { "report", """{"light.brightness":"half \ud800"}""", "json.malformed" },
        { "report", new string('[', 5000), "json.malformed" },
        { "report", """{"light.nothing":1}""", "property.unknown" },
        { "report", """{"light.on":"yes"}""", "value.wrong_type" },
        { "report", """{"light.on":{"a":1}}""", "value.wrong_type" },
        { "report", """{"light.brightness":0}""", "value.out_of_range" },
        { "report", """{"light.brightness":1e999}""", "value.out_of_range" },
        { "report", $"[{string.Join(',', Enumerable.Repeat("{}", 501))}]", "payload.too_large" },
        { "event/light.nothing", "{}", "event.unknown" },
        { "event/light", "", "event.unknown" },
        { "event/", "", "event.unknown" },
        { "event/vacuum.stuck", "[]", "json.malformed" },
        { "event/vacuum.stuck", """{"a":{"b":1}}""", "json.malformed" },
        { "reply", "{}", "json.malformed" },
        { "reply", """{"op":5,"code":"done"}""", "json.malformed" },
        { "reply", """{"op":"x","code":"done"} {}""", "json.malformed" },
        { "reply", """{"op":"x","code":"half \ud800"}""", "json.malformed" },
        { "adopt", "{}", "request.invalid" },
        { "adopt", "null", "request.invalid" },
        { "presence", """{"online":true}""", "topic.forbidden" },
        { "nonsense", "{}", "topic.forbidden" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_has_a_stable_code_is_counted_and_harms_nothing(string verb, string payload, string code)
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        foreach (var version in (ProtocolVersion[])[ProtocolVersion.V5, ProtocolVersion.V311])
        {
            var device = await test.ConnectAsync(paired, version);

            var reason = await device.SayAsync(verb, payload);
            var error = await device.HearAsync("error");

            Assert.Equal(code, error.GetProperty("code").GetString());
            Assert.True(error.GetProperty("detail").GetString() is { Length: > 0 and < 400 });
            Assert.Equal(version is ProtocolVersion.V5, reason.IsError());
            Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.on":true}"""));
        }
        Assert.Equal(2, test.Counted.Of(code));
        Assert.Equal(["light.on"], (await test.DeviceAsync(paired.Device)).Values.Keys);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_malformed_wherever_they_come()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        foreach (var (verb, text) in (IEnumerable<(string, string)>)[("report", """{"light.on":"?"}"""), ("reply", """{"op":"?","code":"done"}"""), ("event/light.x", """{"a":"?"}"""), ("adopt", """{"id":"?"}""")])
        {
            var payload = Encoding.ASCII.GetBytes(text);
            payload[Array.IndexOf(payload, (byte)'?')] = 0xFF;

            await device.SayAsync(verb, payload);

            Assert.Equal("json.malformed", await device.ErrorAsync());
        }
    }

    [Fact]
    public async Task Good_neighbours_are_kept_and_the_message_is_acknowledged()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        var reason = await device.SayAsync("report", """{"light.on":true,"light.brightness":900,"light.color":255}""");

        Assert.Equal(ReasonCode.Success, reason);
        var error = await device.HearAsync("error");
        Assert.Equal(("value.out_of_range", "light.brightness"), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.Equal(["light.color", "light.on"], (await test.DeviceAsync(device.Id)).Values.Keys.Order());
    }

    [Fact]
    public async Task A_clock_far_off_is_told_and_the_value_kept_as_of_now()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.on":true,"t":1000}"""));

        Assert.Equal("time.out_of_range", await device.ErrorAsync());
        Assert.True(test.Time.GetUtcNow() - (await test.DeviceAsync(device.Id)).Values["light.on"].T < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_megabyte_ends_the_connection_with_its_reason_and_nobody_elses()
    {
        await using var test = await TestGateway.StartAsync();
        var other = await test.PairAndConnectAsync("2");
        foreach (var version in (ProtocolVersion[])[ProtocolVersion.V5, ProtocolVersion.V311])
        {
            using var raw = await RawConnection.OpenAsync(test.Port, await test.PairAsync("1"), version, keepAliveSeconds: 60);

            await raw.SendAsync([0x30, 0x80, 0x80, 0x40, 0, 1, (byte)'x']); // PUBLISH of 2^20 bytes, begun.

            // DISCONNECT 0x95 on MQTT 5; 3.1.1 has no words for it.
            var farewell = await raw.ReadPacketAsync();
            Assert.Equal(version is ProtocolVersion.V5 ? (0xE0, 0x95) : null, farewell is null ? null : ((int, int)?)(farewell[0], farewell[2]));
        }

        Assert.Equal(ReasonCode.Success, await other.SayAsync("report", """{"light.on":true}"""));
        Assert.Equal(256 * 1024, new BrokerOptions().MaxPacketSize);
    }

    [Theory]
    [InlineData(ProtocolVersion.V5, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V5, Qos.ExactlyOnce)]
    [InlineData(ProtocolVersion.V311, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V311, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, Qos.ExactlyOnce)]
    public async Task Reports_and_events_arrive_at_every_quality_of_service(ProtocolVersion version, Qos qos)
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync(product: "kith-demo.vacuum", name: "Robby", version: version);
        var follower = (await test.Host.FollowAsync(test.Home, test.Owner, null)).Value;
        using var patience = new CancellationTokenSource(TestGateway.Patience);

        await device.SayAsync("event/vacuum.stuck", "", qos);
        await device.SayAsync("report", """{"battery.battery-level":55}""", qos);

        var heard = new List<string>();
        while (!heard.Contains("battery.battery-level"))
        {
            var changes = await follower.Changes.ReadAsync(patience.Token);
            heard.AddRange((changes.Events ?? []).Select(its => its.E));
            heard.AddRange((changes.Values ?? []).Select(its => its.P));
        }
        Assert.Equal(["vacuum.stuck", "battery.battery-level"], heard);
    }

    [Fact]
    public async Task Nothing_a_device_publishes_is_retained_or_heard_by_others()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        using var listener = test.Gateway.Broker.Attach(DeviceGateway.WallOf(test.Home), "test");

        await device.Client.PublishAsync($"kith/{device.Id}/report", """{"light.on":true}""", retain: true);

        Assert.Null(listener.Retained($"kith/{device.Id}/report"));
        Assert.Equal(0, device.Client.Messages.Count);
    }

    [Fact]
    public async Task What_nobody_waits_for_is_dropped_and_told_while_too_much_waits()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        using var held = new Held();
        test.Host.Report(test.Home, device.Id, """{"light.on":true}"""u8, held);
        held.Entered.Wait(TestGateway.Patience);

        while (!test.Host.IsBusy(test.Home)) test.Host.Report(test.Home, device.Id, """{"light.on":true}"""u8, null);
        foreach (var verb in (string[])["report", "event/light.x", "reply"]) await device.SayAsync(verb, "{}", Qos.AtMostOnce);
        for (var i = 0; i < 3; i++) Assert.Equal("server.busy", await device.ErrorAsync());
        held.LetGo.Set();

        Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.on":false}"""));
    }

    /// <summary>Keeps the home's loop busy until the test lets go.</summary>
    private sealed class Held : Kith.Homes.Actor.Receipt, IDisposable
    {
        internal ManualResetEventSlim Entered { get; } = new();

        internal ManualResetEventSlim LetGo { get; } = new();

        public override void Settle(in Kith.Homes.Actor.ReportVerdict verdict)
        {
            Entered.Set();
            LetGo.Wait(TestGateway.Patience);
        }

        public void Dispose()
        {
            Entered.Dispose();
            LetGo.Dispose();
        }
    }
}
