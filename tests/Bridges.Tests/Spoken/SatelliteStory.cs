using Kith.Speech.Speaking;

namespace Kith.Bridges.Tests.Spoken;

/// <summary>Somebody speaks in a room, and a bulb that zigbee2mqtt holds is lit.</summary>
public sealed class SatelliteStory(SpokenHome home) : IClassFixture<SpokenHome>
{
    [Theory]
    [InlineData("Desk lamp", "turn on the desk lamp", "turn off the desk lamp", "en-us+f5")]
    [InlineData("台灯", "打开台灯", "关掉台灯", "cmn-latn-pinyin+f5")]
    public async Task A_real_bulb_does_what_is_said_to_a_satellite_in_either_language_and_the_home_answers_aloud(string name, string on, string off, string voice)
    {
        await home.Api.PatchAsync($"/devices/{home.Bulb}", new { name });
        foreach (var (said, lit) in new[] { (on, true), (off, false) })
        {
            await home.Satellite.WakeAsync();
            // A room is never quite silent, and stays a while after the last word.
            await home.Satellite.SendAsync([.. new byte[8_000], .. (await Espeak.SayAsync(said, new(voice, 155, 55))).At(16_000).ToPcm(), .. new byte[32_000]]);
            var told = await home.Satellite.UntilAsync("audio-stop");

            Assert.Equal(said, told.Single(one => one.Type == "transcript").Text("text"));
            Assert.Contains(name, told.Single(one => one.Type == "synthesize").Text("text"), StringComparison.OrdinalIgnoreCase);
            Assert.True(told.Where(one => one.Type == "audio-chunk").Sum(one => one.Payload.Length) > 10_000);
            var bulb = await home.Api.GetAsync($"/devices/{home.Bulb}");
            Assert.Equal(lit, bulb["values"]!["light.on"]!["v"]!.GetValue<bool>());
            Assert.Contains($"\"onOff\":{(lit ? 1 : 0)}", await home.Program.RadioAsync("""{"cmd":"list"}"""), StringComparison.Ordinal);
            await home.Satellite.SayAsync(new("played"));
            await home.IdleAsync();
        }
    }
}
