using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Shared;

namespace Kith.App.Tests.Stories;

/// <summary>The whole way: a sentence before the microphone of a browser, and a bulb of the real zigbee2mqtt burns.</summary>
public sealed class VoiceZigbeeStory(VoicedHome home) : IClassFixture<VoicedHome>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_bulb_of_the_real_zigbee2mqtt_does_what_is_spoken_in_either_language()
    {
        var made = await home.Api.PostAsync("/bridges", new { kind = "zigbee2mqtt", name = "Zigbee2MQTT" });
        await using var zigbee = new RealZigbee2Mqtt(home.Kith.MqttPort, made["bridge"]!["mqtt"]!["username"]!.ToString(), made["password"]!.ToString());
        zigbee.Start();
        await zigbee.StartedAsync();
        await zigbee.RadioAsync("""{"cmd":"join"}""");
        await using var screen = await home.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.Switch("IKEA light").WaitForAsync(new() { Timeout = (float)Patience.TotalMilliseconds });
        var bulb = (await home.Api.GetAsync("/devices"))["items"]!.AsArray().Single(device => device!["nativeId"]?.ToString() == RealZigbee2Mqtt.Bulb)!["id"]!.ToString();

        await SpeakAsync(zigbee, bulb, "en-GB", "Attic", "turn on the light in the attic", "en-us+f5");
        await SpeakAsync(zigbee, bulb, "zh-CN", "阁楼", "打开阁楼的灯", "cmn-latn-pinyin+f5");
    }

    private async Task SpeakAsync(RealZigbee2Mqtt zigbee, string bulb, string locale, string room, string said, string voice)
    {
        await home.Api.PatchAsync($"/devices/{bulb}", new { room = await home.Api.AddRoomAsync(room) });
        var look = new Look(Locale: locale);
        var words = Words.Of(look);
        await using var talker = await Talker.SayingAsync(said, voice);
        await using var screen = await Screen.OpenAsync(talker.Browser, home.Kith.Address, look, signedIn: true);
        await screen.GoAsync("#/");
        await DarkAsync(bulb);
        await screen.TileSaysAsync("IKEA light", words["value.off"]);
        Assert.Equal(0, await BurnsAsync(zigbee));
        await screen.Button(words["assistant.open"]).ClickAsync();

        await Talker.SayAsync(screen, said);

        await screen.TileSaysAsync("IKEA light", words["value.on"]);
        Assert.Equal(1, await BurnsAsync(zigbee));
        await screen.KeepAsync($"voice-zigbee-{locale}");
        Assert.Empty(screen.Complaints);
    }

    /// <summary>Dark at first. A program that still sets up what joined may be too busy to answer within the time of a command: it is asked again then.</summary>
    private async Task DarkAsync(string bulb)
    {
        for (var left = 5; ; left--)
        {
            var off = await home.Api.PutAsync($"/devices/{bulb}/properties", new Dictionary<string, object> { ["light.on"] = false });
            if (off["outcome"]!["kind"]!.ToString() == "done") return;
            Assert.True(left > 1, $"{off}");
        }
    }

    /// <summary>As the bulb in the air has it: 1 or 0.</summary>
    private static async Task<int> BurnsAsync(RealZigbee2Mqtt zigbee)
    {
        var answer = JsonNode.Parse(await zigbee.RadioAsync("""{"cmd":"list"}"""))!;
        var devices = answer as JsonArray ?? answer.AsObject().First(part => part.Value is JsonArray).Value!.AsArray();
        return (int)devices.Single(device => device![0]!.ToString() == RealZigbee2Mqtt.Bulb)![2]!["genOnOff"]!["onOff"]!;
    }
}
