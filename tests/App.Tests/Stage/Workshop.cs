using Kith.Model.Values;

namespace Kith.App.Tests.Stage;

/// <summary>One server, one browser with a page for each kind of hand, and a real device for whoever asks for one by product.</summary>
public sealed class Workshop : OwnServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, LiveDevice> _devices = [];
    private readonly Dictionary<Hand, Screen> _screens = [];
    private string _room = "";

    internal HomeApi Api { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Api = new HomeApi(Kith.Address);
        await Api.SetUpAsync(Kith.LinkToken);
        _room = await Api.AddRoomAsync("Workshop");
    }

    public override async Task DisposeAsync()
    {
        foreach (var screen in _screens.Values) await screen.DisposeAsync();
        foreach (var device in _devices.Values) await device.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }

    internal async Task<Hands> HandsAsync(Hand hand)
    {
        if (!_screens.TryGetValue(hand, out var screen))
            _screens[hand] = screen = await Screen.OpenAsync(Browser, Kith.Address, hand == Hand.Touch ? new Look() : Look.Desktop, signedIn: true);
        return new Hands(hand, screen);
    }

    /// <summary>A device of the name, made when it is asked for first; the home knows all its values.</summary>
    internal async Task<LiveDevice> DeviceAsync(string name, string product, Dictionary<string, Value> values, params string[] orders)
    {
        if (_devices.TryGetValue(name, out var known)) return known;
        var device = _devices[name] = await LiveDevice.JoinAsync(Kith, Api, product, name, _room, values, orders);
        using var patience = new CancellationTokenSource(Patience);
        while ((await Api.GetAsync($"/devices/{device.Id}"))["values"]!.AsObject().Count < values.Count) patience.Token.ThrowIfCancellationRequested();
        return device;
    }

    /// <summary>Opens the page of a device and waits until its main control stands.</summary>
    internal static async Task OpenAsync(Screen screen, LiveDevice device, string name)
    {
        await screen.GoAsync($"#/device/{device.Id}");
        await screen.Title(name).WaitForAsync();
        await screen.Page.Locator("k-device k-history h2").WaitForAsync();
    }
}
