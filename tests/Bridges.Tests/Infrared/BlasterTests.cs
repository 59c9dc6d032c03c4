using System.Text;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Homes.Bridges;
using Kith.Model.Commands;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Blasters of every kind: they learn a button that is tried and kept, and send it again.</summary>
public sealed class BlasterTests
{
    [Fact]
    public async Task A_button_is_learned_tried_and_kept()
    {
        await using var its = await InfraredHome.StartAsync();
        var power = Sets.Nec(0x08);

        Assert.True((await its.DoAsync("learn", new { blaster = InfraredHome.BlasterId })).Value["listening"]!.GetValue<bool>());
        Assert.Equal("conflict", (await its.DoAsync("learn", new { blaster = InfraredHome.BlasterId })).Fault!.Error.Code);
        await its.Blaster.TellsTimes;
        await its.Blaster.HearAsync(power.Timings);
        var learned = (await its.DoAsync("learned", new { blaster = InfraredHome.BlasterId })).Value;
        var code = learned["code"]!.GetValue<string>();
        Assert.Equal((false, power.Timings.Count), (learned["listening"]!.GetValue<bool>(), learned["times"]!.GetValue<int>()));

        Assert.True((await its.DoAsync("send", new { blaster = InfraredHome.BlasterId, code })).Ok);
        Sets.AssertSame(power, (await its.Blaster.NextAsync()).Times);
        var made = await its.DoAsync("keep", new { name = "Telly", type = "television", button = "Power", code });
        var remote = made.Value["remote"]!.GetValue<string>();
        Assert.True((await its.DoAsync("keep", new { remote, button = "Mute", code = Pronto.Write(Sets.Nec(0x09)) })).Ok);
        await its.Watch.UntilAsync("it can be muted", home => home.Find(remote) is { } device && home.Specs[device.Spec].FindProperty("speaker.mute") is not null);

        Assert.Equal(OutcomeKind.Done, (await its.CallAsync(remote, "television.toggle")).Kind);
        Sets.AssertSame(power, (await its.Blaster.NextAsync()).Times);
        Assert.True((await its.DoAsync("forget-button", new { remote, button = "Power" })).Ok);
        await its.Watch.UntilAsync("it has no power button", home => home.Specs[home.Find(remote)!.Spec].FindAction("television.toggle") is null);
        Assert.Equal("conflict", (await its.DoAsync("forget-button", new { remote, button = "Mute" })).Fault!.Error.Code);
    }

    [Fact]
    public async Task What_is_heard_while_nobody_learns_is_nobodys()
    {
        await using var its = await InfraredHome.StartAsync();

        await its.Blaster.HearAsync(Sets.Nec(1).Timings);
        // It has been heard when half a message behind it was counted.
        await its.Blaster.SayAsync("RESULT", "{\"IrReceived\":");
        await its.House.StatusAsync(its.Home, status => status.Malformed == 1);
        await its.DoAsync("learn", new { });
        await its.Blaster.TellsTimes;
        await its.Blaster.SayAsync("RESULT", """{"IrReceived":{"Protocol":"NEC","Bits":32,"Data":"0x1"}}""");
        await its.Blaster.HearAsync(Sets.Nec(2).Timings);

        var code = (await its.DoAsync("learned", new { })).Value["code"]!.GetValue<string>();
        Sets.AssertSame(Sets.Nec(2), CodeText.Read(code).Value.Timings);
        Assert.Equal(2, its.House.Status(its.Home).Malformed);
    }

    [Fact]
    public async Task An_esphome_sends_and_learns_by_its_topics()
    {
        await using var its = await InfraredHome.StartAsync();
        await using var esp = await PlayedEspHome.StartAsync(its.House, its.Home, "living/esp-ir");
        Assert.True((await its.DoAsync("add-blaster", new { kind = "esphome", topic = "living/esp-ir" })).Ok);
        await its.House.StatusAsync(its.Home, status => status.Details!["blasters"]!.AsArray().All(blaster => blaster!["online"]!.GetValue<bool>()));
        var rc6 = Protocols.Encode("RC6", 4, 12).Value;

        Assert.True((await its.DoAsync("send", new { blaster = "esphome:living/esp-ir", code = SignalText.Of(rc6) })).Ok);
        var emitted = await esp.NextAsync();
        Assert.Equal(rc6.Timings, emitted.Times);
        Assert.Equal(36_000, emitted.CarrierHz);

        await its.DoAsync("learn", new { blaster = "esphome:living/esp-ir" });
        await esp.SayAsync("ir/received", "nonsense");
        await esp.SayAsync("ir/received", string.Join(',', Sets.Nec(3).Timings.Select((time, place) => place % 2 == 0 ? time : -time)));
        var learned = (await its.DoAsync("learned", new { blaster = "esphome:living/esp-ir" })).Value;
        Sets.AssertSame(Sets.Nec(3), CodeText.Read(learned["code"]!.GetValue<string>()).Value.Timings);
    }

    [Fact]
    public async Task A_zigbee_blaster_of_the_home_is_found_by_what_it_can_do()
    {
        await using var its = await InfraredHome.StartAsync();
        var zigbee = (await its.House.Homes.AddBridgeAsync(its.Home.Id, its.Home.Owner, "zigbee2mqtt", "zigbee2mqtt", "zigbee2mqtt")).Value;
        var sent = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        MqttClient? speaker = null;
        await using var program = speaker = new MqttClient(new MqttClientOptions
        {
            Port = its.House.Port, UserName = zigbee.Credential.Username.ToString(), Password = zigbee.Credential.Password,
            OnMessage = message => { if (message.Topic == "zigbee2mqtt/blaster/set") Told(Encoding.UTF8.GetString(message.Payload.Span)); },
        });
        Assert.True((await program.ConnectAsync()).IsConnected);
        await program.SubscribeAsync("zigbee2mqtt/+/set", Qos.AtLeastOnce);
        await SayAsync("bridge/state", """{"state":"online"}""");
        await SayAsync("bridge/devices", """
            [{"ieee_address":"0x00124b0000000001","type":"EndDevice","friendly_name":"blaster","disabled":false,"interview_state":"SUCCESSFUL","supported":true,
              "definition":{"vendor":"Acme","model":"IR1","description":"Infrared","supports_ota":false,"exposes":[
                {"type":"binary","name":"learn_ir_code","property":"learn_ir_code","access":2,"value_on":"ON","value_off":"OFF"},
                {"type":"text","name":"learned_ir_code","property":"learned_ir_code","access":1},
                {"type":"text","name":"ir_code_to_send","property":"ir_code_to_send","access":2}]}}]
            """);
        var found = await its.House.StatusAsync(its.Home, status => status.Details!["blasters"]!.AsArray().Any(blaster => blaster!["kind"]!.GetValue<string>() == "zigbee" && blaster["online"]!.GetValue<bool>()));
        var id = found.Details!["blasters"]!.AsArray().Single(blaster => blaster!["kind"]!.GetValue<string>() == "zigbee")!["id"]!.GetValue<string>();

        Assert.True((await its.DoAsync("send", new { blaster = id, code = SignalText.Of(Sets.Nec(7)) })).Ok);
        Sets.AssertSame(Sets.Nec(7), Unpacked(await sent.Task.WaitAsync(HomeWatch.Patience)));

        // It answers "learn" with what it hears, in its own packing: here without any.
        Assert.True((await its.DoAsync("learn", new { blaster = id })).Ok);
        var learned = (await its.DoAsync("learned", new { blaster = id })).Value;
        Sets.AssertSame(Sets.Nec(5), CodeText.Read(learned["code"]!.GetValue<string>()).Value.Timings);

        void Told(string payload)
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(payload)!;
            if (json["ir_code_to_send"] is { } code) sent.TrySetResult(code.GetValue<string>());
            if (json["learn_ir_code"]?.GetValue<string>() == "ON") _ = SayAsync("blaster", $$"""{"learned_ir_code":"{{Plain(Sets.Nec(5))}}"}""");
        }

        async Task SayAsync(string topic, string payload) => Assert.Equal(ReasonCode.Success, await speaker!.PublishAsync($"zigbee2mqtt/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce));
    }

    [Theory]
    [InlineData("add-blaster", """{"kind":"tasmota","topic":"a b"}""", "topic")]
    [InlineData("add-blaster", """{"kind":"tasmota","topic":"kith/x"}""", "topic")]
    [InlineData("add-blaster", """{"kind":"zigbee","topic":"x"}""", "kind")]
    [InlineData("import", """{"text":"hello","name":"X"}""", "text")]
    [InlineData("import", """{"text":"+9000-4500+560","name":"X","type":"air-conditioner"}""", "type")]
    [InlineData("import", """{"text":"+9000-4500+560","name":""}""", "name")]
    [InlineData("keep", """{"name":"X","button":"","code":"+9000-4500+560"}""", "button")]
    [InlineData("keep", """{"name":"X","button":"A","code":"?"}""", "code")]
    [InlineData("keep", """{"remote":"none","button":"A","code":"+9000-4500+560"}""", "remote")]
    [InlineData("send", """{"blaster":"none","code":"+9000-4500+560"}""", "blaster")]
    [InlineData("assume", """{"remote":"none"}""", "remote")]
    [InlineData("dance", "{}", "deed")]
    public async Task Each_deed_says_which_field_is_wrong(string deed, string arguments, string field)
    {
        await using var its = await InfraredHome.StartAsync();

        Assert.Equal(field, (await its.DoAsync(deed, System.Text.Json.Nodes.JsonNode.Parse(arguments)!)).Fault!.Field);
    }

    /// <summary>This test's own reading of the packing: bytes as they are, and runs of what stood before.</summary>
    private static List<int> Unpacked(string text)
    {
        var (packed, bytes) = (new Queue<byte>(Convert.FromBase64String(text)), new List<byte>());
        while (packed.TryDequeue(out var head))
        {
            if (head < 32)
            {
                for (var count = head; ; count--)
                {
                    bytes.Add(packed.Dequeue());
                    if (count == 0) break;
                }
                continue;
            }
            var length = (head >> 5) + 2;
            if (length == 9) length += packed.Dequeue();
            var from = bytes.Count - ((head & 31) * 256 + packed.Dequeue() + 1);
            for (var place = 0; place < length; place++) bytes.Add(bytes[from + place]);
        }
        // The last is the silence behind it.
        return [.. bytes.Chunk(2).SkipLast(1).Select(pair => pair[0] + pair[1] * 256)];
    }

    private static string Plain(Signal signal) =>
        Convert.ToBase64String([.. signal.Timings.Append(20_000).SelectMany(time => (byte[])[(byte)time, (byte)(time >> 8)]).Chunk(32).SelectMany(some => (byte[])[(byte)(some.Length - 1), .. some])]);
}
