using Kith.Model.Values;

namespace Kith.App.Tests.Stage;

/// <summary>A home with a lamp in each language, on a server with ears and a mouth.</summary>
public sealed class VoicedHome : OwnServer
{
    private SpeechProgram _speech = null!;

    internal HomeApi Api { get; private set; } = null!;

    internal LiveDevice Lamp { get; private set; } = null!;

    internal LiveDevice ChineseLamp { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        _speech = await SpeechProgram.StartAsync(
            ["turn on the desk lamp", "turn off the desk lamp", "open the curtains", "what time is it", "good night", "make it warmer", "start the vacuum robot", "turn on the light in the attic"],
            ["打开台灯", "关掉台灯", "打开窗帘", "现在几点了", "晚安", "再热一点", "开始扫地", "打开阁楼的灯"]);
        await base.InitializeAsync();
        Api = new HomeApi(Kith.Address);
        await Api.SetUpAsync(Kith.LinkToken);
        var room = await Api.AddRoomAsync("Study");
        Lamp = await LiveDevice.JoinAsync(Kith, Api, "dimmer", "Desk lamp", room, new() { ["light.on"] = Value.Of(false), ["light.brightness"] = Value.Of(40) });
        ChineseLamp = await LiveDevice.JoinAsync(Kith, Api, "dimmer", "台灯", room, new() { ["light.on"] = Value.Of(false), ["light.brightness"] = Value.Of(40) });
    }

    public override async Task DisposeAsync()
    {
        await Lamp.DisposeAsync();
        await ChineseLamp.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
        await _speech.DisposeAsync();
    }

    protected override string[] Options => ["--hear", _speech.Address, "--speak", _speech.Address];
}
