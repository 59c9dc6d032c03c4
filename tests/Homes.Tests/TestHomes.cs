using System.Text;
using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Homes.Tests;

/// <summary>Real homes on a real ledger in a folder of their own, with one home and its owner.</summary>
internal sealed class TestHomes : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    internal static readonly Caller House = Caller.House("test");

    /// <summary>A device that a test plays may take long to answer, on a busy machine.</summary>
    private static readonly HomesOptions Patient = new() { CommandTimeout = Patience };

    private HomesOptions _options = Patient;
    private bool _isLedgerClosed;

    private TestHomes(string folder, SqliteLedger ledger, HomeHost host, ShiftedTime time, AccountId account, HomeId home) =>
        (Folder, Ledger, Host, Time, Account, Home) = (folder, ledger, host, time, account, home);

    internal string Folder { get; }

    internal SqliteLedger Ledger { get; private set; }

    internal HomeHost Host { get; private set; }

    internal ShiftedTime Time { get; }

    internal AccountId Account { get; }

    internal HomeId Home { get; }

    internal RecordingLink Link { get; } = new();

    internal Caller Owner => new(Account, Scopes.All, "test");

    internal static async Task<TestHomes> StartAsync(HomesOptions? options = null)
    {
        options ??= Patient;
        var folder = Directory.CreateTempSubdirectory("kith-homes-").FullName;
        var time = new ShiftedTime();
        var (ledger, host) = await OpenAsync(folder, options, time);
        var account = AccountId.New();
        var home = await host.FoundAsync(account, "Ann", "Test home", "UTC");
        var test = new TestHomes(folder, ledger, host, time, account, home.Value.Id) { _options = options };
        host.AddLink("test", test.Link);
        return test;
    }

    /// <summary>Pulled away under the homes; ends with the next start.</summary>
    internal async Task CloseLedgerAsync()
    {
        await Ledger.DisposeAsync();
        _isLedgerClosed = true;
    }

    internal async Task RestartAsync(Action? meanwhile = null, Func<Task>? during = null)
    {
        await Host.DisposeAsync();
        if (!_isLedgerClosed) await Ledger.DisposeAsync();
        _isLedgerClosed = false;
        meanwhile?.Invoke();
        if (during is not null) await during();
        (Ledger, Host) = await OpenAsync(Folder, _options, Time);
        Host.AddLink("test", Link);
    }

    internal async Task<DeviceId> AddAsync(Spec spec, string name = "Lamp", RoomId? room = null, DeviceId? hub = null)
    {
        var device = await Host.TakeInAsync(Home, House, new DeviceDraft(name, spec, "test", $"native-{name}", room, hub));
        await ComeAsync(device.Value.Id);
        return device.Value.Id;
    }

    internal Task<ReportVerdict> ComeAsync(DeviceId device, bool online = true)
    {
        var receipt = new AwaitedReceipt();
        Host.Presence(Home, device, online, receipt);
        return receipt.Verdict;
    }

    /// <summary>A person who has signed in, as they call.</summary>
    internal async Task<Caller> AddPersonAsync(PersonDraft draft)
    {
        var person = await Host.AddPersonAsync(Home, Owner, draft);
        var account = AccountId.New();
        await Host.ClaimPersonAsync(Home, person.Value.Id, account);
        return new Caller(account, Scopes.All, "test");
    }

    internal Task<ReportVerdict> ReportAsync(DeviceId device, string json) => ReportAsync(device, Encoding.UTF8.GetBytes(json));

    internal Task<ReportVerdict> ReportAsync(DeviceId device, byte[] json)
    {
        var receipt = new AwaitedReceipt();
        Host.Report(Home, device, json, receipt);
        return receipt.Verdict;
    }

    internal async Task<DeviceView> DeviceAsync(DeviceId device) => (await Host.DeviceAsync(Home, Owner, device)).Value;

    internal async Task<Follower> FollowAsync(Caller caller, long? after = null) => (await Host.FollowAsync(Home, caller, after)).Value;

    internal static ValueTask<ChangesView> NextAsync(Follower follower) => follower.Changes.ReadAsync(new CancellationTokenSource(Patience).Token);

    private static async Task<(SqliteLedger, HomeHost)> OpenAsync(string folder, HomesOptions options, TimeProvider time)
    {
        var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, HomeHost.Migrations, time, NullLogger.Instance);
        return (ledger, new HomeHost(ledger, options, time, NullLogger<HomeHost>.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Ledger.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A lamp with a safe, a costly and a dangerous side, so that rights have something to decide.</summary>
    internal static Spec LampSpec(int version = 1, string product = "test.lamp", Risk risk = Risk.Comfort) => new(product, version, "test", "light", LocalText.Same("Lamp"),
    [
        new Service
        {
            Id = "light", Type = "light", Name = LocalText.Same("Light"),
            Properties =
            [
                Property("on", Format.Bool, risk: risk),
                Property("brightness", Format.UInt8, range: new ValueRange(1, 100, 1)),
                Property("watchdog", Format.Bool, risk: Risk.Safety),
                Property("meter", Format.Float, access: Access.Read | Access.Notify),
                Property("presence", Format.Bool, access: Access.Read | Access.Notify, sensing: Sensing.Presence),
                Property("message", Format.String, access: Access.Write),
                Property("label", Format.String, maxLength: 60_000),
            ],
            Actions =
            [
                new SpecAction { Name = "toggle", Title = LocalText.Same("Toggle") },
                new SpecAction { Name = "dim", Title = LocalText.Same("Dim"), In = ["brightness"] },
            ],
            Events = [new SpecEvent { Name = "fault", Title = LocalText.Same("Fault"), Arguments = ["meter", "label"] }],
        },
    ]);

    private static Property Property(
        string name, Format format, ValueRange? range = null, Risk risk = Risk.Comfort, Access access = Access.Read | Access.Write | Access.Notify,
        Sensing sensing = Sensing.None, int? maxLength = null) =>
        new() { Name = name, Title = LocalText.Same(name), Format = format, Access = access, Range = range, Risk = risk, Sensing = sensing, MaxLength = maxLength };
}

/// <summary>The system's clock, set forward at will; timers run in real time.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shiftTicks));
}

/// <summary>A receipt a test can wait for.</summary>
internal sealed class AwaitedReceipt : Receipt
{
    private readonly TaskCompletionSource<ReportVerdict> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<ReportVerdict> Verdict => _settled.Task.WaitAsync(TestHomes.Patience);

    /// <summary>Twice would acknowledge twice.</summary>
    public override void Settle(in ReportVerdict verdict) => _settled.SetResult(verdict);
}
