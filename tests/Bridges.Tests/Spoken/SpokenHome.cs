using System.Net;
using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Shared;
using Kith.Speech;
using Kith.Voice.Wyoming;

namespace Kith.Bridges.Tests.Spoken;

/// <summary>The whole way, of real parts: a satellite, the sample's speech engines, `kith serve` in a process of its own, zigbee2mqtt with its bulb.</summary>
public sealed class SpokenHome : IAsyncLifetime
{
    private readonly DirectoryInfo _phrases = Directory.CreateTempSubdirectory("kith-phrases-");
    private WyomingListener _engine = null!;
    private KithProcess _kith = null!;

    internal PlayedSatellite Satellite { get; private set; } = null!;

    internal RealZigbee2Mqtt Program { get; private set; } = null!;

    internal HomeApi Api { get; private set; } = null!;

    /// <summary>The bulb's device.</summary>
    internal string Bulb { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await File.WriteAllLinesAsync(Path.Combine(_phrases.FullName, "en.txt"), ["turn on the desk lamp", "turn off the desk lamp", "open the curtains", "good night", "what time is it"]);
        await File.WriteAllLinesAsync(Path.Combine(_phrases.FullName, "zh.txt"), ["打开台灯", "关掉台灯", "拉开窗帘", "晚安", "现在几点了"]);
        _engine = WyomingListener.Start(new(IPAddress.Loopback, 0), (await SpeechEngine.LearnAsync(_phrases.FullName)).ServeAsync);
        var address = new WyomingAddress("127.0.0.1", _engine.Port).ToString();
        _kith = await KithProcess.StartAsync("serve", "--hear", address, "--speak", address, "--local-here");
        Api = new(_kith.Address);
        await Api.SetUpAsync(_kith.LinkToken);
        var made = await Api.PostAsync("/bridges", new { kind = "zigbee2mqtt", name = "Zigbee2MQTT" });
        Program = new(_kith.MqttPort, made["bridge"]!["mqtt"]!["username"]!.ToString(), made["password"]!.ToString());
        Program.Start();
        await Program.StartedAsync();
        await Program.RadioAsync("""{"cmd":"join"}""");
        Bulb = await BulbAsync();
        Satellite = new();
        await Api.PostAsync("/satellites", new { name = "Desk", address = Satellite.Address.ToString() });
        await Satellite.UntilAsync("run-satellite");
    }

    public async Task DisposeAsync()
    {
        await Program.DisposeAsync();
        Api.Dispose();
        await _kith.DisposeAsync();
        await Satellite.DisposeAsync();
        await _engine.DisposeAsync();
        _phrases.Delete(recursive: true);
    }

    /// <summary>Until the bulb has joined and is there.</summary>
    private async Task<string> BulbAsync()
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var devices = (await Api.GetAsync("/devices"))["items"]!.AsArray();
            if (devices.FirstOrDefault(device => device!["type"]!.ToString() == "light" && device["online"]!.GetValue<bool>() && HasValue(device)) is { } bulb) return bulb["id"]!.ToString();
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Until the satellite waits for its wake word again.</summary>
    internal async Task IdleAsync()
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await Api.GetAsync("/satellites"))["items"]![0]!["state"]!.ToString() != "idle") await timer.WaitForNextTickAsync(patience.Token);
    }

    private static bool HasValue(JsonNode device) => device["values"]?["light.on"] is not null;
}
