using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Energy;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Sdk;

namespace Kith.Server.Simulation;

/// <summary>The demo household at work: its home, two weeks of its past, and its devices on real sockets.</summary>
internal sealed class Demo : IAsyncDisposable
{
    /// <summary>How often a simulated device looks at the household's life.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<SimulatedDevice> _devices = [];
    private Task _running = Task.CompletedTask;

    private Demo(HomeId home) => Home = home;

    internal HomeId Home { get; }

    /// <summary>Builds the home of an account, tells its past, and connects its devices to the broker at a port of this machine (null: they stay away).</summary>
    internal static async Task<Demo> StartAsync(HomeHost homes, Library library, AccountId owner, string ownerName, string language, int? mqttPort, TimeProvider time)
    {
        string Say(LocalText text) => language == "zh" ? text.Zh : text.En;
        var zone = TimeZoneInfo.Local;
        var home = Expect(await homes.FoundAsync(owner, ownerName, Say(new LocalText("Maple Street 7", "枫林路7号")), zone.Id)).Id;
        var caller = Caller.House("demo");
        Expect(await homes.ChangeHomeAsync(home, caller, null, null, language == "zh" ? new Location(31.23, 121.47) : new Location(52.52, 13.4)));
        Expect(await homes.AddPersonAsync(home, caller, new PersonDraft("Sam", Role.Adult)));
        Expect(await homes.AddPersonAsync(home, caller, new PersonDraft(Say(new LocalText("Mia", "米娅")), Role.Child)));
        Expect(await homes.ChooseTariffAsync(home, caller, new TariffChoice(language == "zh" ? "cn-shanghai-peak" : "eu-average")));
        var rooms = new Dictionary<RoomUse, RoomId>();
        foreach (var room in Household.Rooms) rooms[room.Use] = Expect(await homes.AddRoomAsync(home, caller, Say(room.Name), room.Floor, room.Icon)).Id;

        var demo = new Demo(home);
        var life = new Life(Noise.Seed(home.ToString()));
        var past = new List<PastDevice>();
        foreach (var (row, number) in Household.Devices.Select((row, number) => (row, number)))
        {
            var spec = Expect(library.Resolve(library.FindProduct(row.Product)!));
            var serial = $"demo-{number + 1:00}";
            var device = Expect(await homes.TakeInAsync(home, caller, new DeviceDraft(
                Say(row.Name), spec, "native", $"{row.Product}/{serial}", rooms[row.Room], Id: DeviceId.FromName(row.Name.En))));
            var issued = Expect(await homes.IssueAsync(home, caller, device.Id));
            var options = new DeviceOptions { Product = row.Product, Serial = serial, Port = mqttPort ?? 0, Host = "127.0.0.1" };
            demo._devices.Add(new SimulatedDevice(spec, life, row.Room, options, new DeviceCredential(device.Id.ToString(), issued.Username.ToString(), issued.Password), zone, time));
            past.Add(new PastDevice(device.Id, spec, row.Room, Noise.Seed(serial)));
        }
        await DemoCustoms.AddAsync(homes, home, caller, language);
        await DemoPast.TellAsync(homes, home, life, past, zone, time.GetUtcNow());
        if (mqttPort is not null) demo._running = Task.WhenAll(demo._devices.Select(device => device.RunAsync(Tick, always: false, demo._stop.Token)));
        return demo;
    }

    private static T Expect<T>(Result<T> result) => result.Fault is { } fault ? throw new InvalidOperationException($"{fault.Error.Code}: {fault.Detail}") : result.Value;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var device in _devices) await device.DisposeAsync();
        _stop.Dispose();
    }
}
