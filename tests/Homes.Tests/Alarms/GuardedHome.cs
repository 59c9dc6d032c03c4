using Kith.Homes.Alarms;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Alarms;

/// <summary>A home with a door on the way in, a window, a motion sensor that counts only when all are out, a siren, and an alarm system of them.</summary>
internal sealed class GuardedHome : IAsyncDisposable
{
    internal const int Exit = 60, Entry = 30, Sounding = 180, DevicesReturn = 30;

    private static readonly Library Standard = Library.Standard();

    private GuardedHome(TestHomes test) => Test = test;

    internal TestHomes Test { get; }

    internal DeviceId Door { get; private set; }

    internal DeviceId Window { get; private set; }

    internal DeviceId Motion { get; private set; }

    internal DeviceId Siren { get; private set; }

    internal DeviceId Alarm { get; private set; }

    internal Caller Owner => Test.Owner with { Confirmed = true };

    internal AlarmSettings Settings => new(
        [
            new AlarmSensor(Door, "magnet-sensor.open", [ArmMode.Away, ArmMode.Night], Entry: true),
            new AlarmSensor(Window, "magnet-sensor.open", [ArmMode.Home, ArmMode.Away, ArmMode.Night]),
            new AlarmSensor(Motion, "motion-sensor.motion", [ArmMode.Away]),
        ], [Siren], Exit, Entry, Sounding);

    internal static async Task<GuardedHome> StartAsync(Func<AlarmSettings, AlarmSettings>? with = null)
    {
        var home = new GuardedHome(await TestHomes.StartAsync(new HomesOptions { Sweep = TimeSpan.FromMilliseconds(20), CommandTimeout = TestHomes.Patience, DevicesReturn = TimeSpan.FromSeconds(DevicesReturn) }));
        home.Door = await home.AddAsync("magnet-sensor", "Door");
        home.Window = await home.AddAsync("magnet-sensor", "Window");
        home.Motion = await home.AddAsync("motion-sensor", "Hall");
        home.Siren = await home.AddAsync("siren", "Siren");
        await home.OpenAsync(home.Door, false);
        await home.OpenAsync(home.Window, false);
        await home.MoveAsync(false);
        await home.Test.ReportAsync(home.Siren, """{"siren.on":false}""");
        var made = await home.Test.Host.AddAlarmAsync(home.Test.Home, home.Owner, "Guard", null, null, with?.Invoke(home.Settings) ?? home.Settings);
        Assert.True(made.Ok, made.Fault?.Detail);
        home.Alarm = made.Value.Id;
        return home;
    }

    /// <summary>Armed, and the exit delay is over.</summary>
    internal static async Task<GuardedHome> OnGuardAsync(ArmMode mode = ArmMode.Away, Func<AlarmSettings, AlarmSettings>? with = null)
    {
        var home = await StartAsync(with);
        await home.ArmAsync(mode);
        if ((await home.ViewAsync()).Status is AlarmPhase.Arming) await home.PassAsync(Exit, AlarmPhase.Ready);
        return home;
    }

    internal Task<DeviceId> AddAsync(string product, string name) => Test.AddAsync(SpecOf(product), name);

    internal static Spec SpecOf(string product) => Standard.Resolve(Standard.FindProduct($"kith-demo.{product}")!).Value;

    internal Task OpenAsync(DeviceId contact, bool open = true) => Test.ReportAsync(contact, $$"""{"magnet-sensor.open":{{(open ? "true" : "false")}}}""");

    internal Task MoveAsync(bool motion = true) => Test.ReportAsync(Motion, $$"""{"motion-sensor.motion":{{(motion ? "true" : "false")}}}""");

    internal ValueTask<Result<Operation>> SetAsync(ArmMode mode, Caller? caller = null) =>
        Test.Host.SetAsync(Test.Home, caller ?? Owner, Alarm, new Dictionary<string, Value> { ["arming.mode"] = Value.Of((long)mode) });

    internal async Task ArmAsync(ArmMode mode)
    {
        var set = await SetAsync(mode);
        Assert.Equal((OutcomeKind.Done, null), (set.Value.Outcome.Kind, set.Value.Outcome.Detail));
    }

    internal async Task<AlarmView> ViewAsync() => (await Test.Host.AlarmAsync(Test.Home, Test.Owner, Alarm)).Value;

    internal async Task<IReadOnlyList<NoticeView>> NoticesAsync() => (await Test.Host.NoticesAsync(Test.Home, Test.Owner)).Value;

    /// <summary>Time passes, and what was due then has come.</summary>
    internal async Task PassAsync(int seconds, AlarmPhase then)
    {
        Test.Time.Advance(TimeSpan.FromSeconds(seconds));
        await UntilAsync(then);
    }

    internal async Task UntilAsync(AlarmPhase phase)
    {
        using var patience = new CancellationTokenSource(TestHomes.Patience);
        var follower = await Test.FollowAsync(Test.Owner);
        while ((await ViewAsync()).Status != phase)
        {
            await follower.Changes.WaitToReadAsync(patience.Token);
            while (follower.Changes.TryRead(out _)) { }
        }
    }

    /// <summary>The siren hears its next command and does it, or not.</summary>
    internal async Task<bool> SirenAsync(Outcome? outcome = null)
    {
        var told = await Test.Link.NextAsync();
        Assert.Equal((Siren, CauseKind.Device, "Guard"), (told.Device, told.Cause.Kind, told.Cause.Name));
        var receipt = new AwaitedReceipt();
        Test.Host.Reply(Test.Home, told.Device, told.Id, outcome ?? Outcome.Done, null, receipt);
        await receipt.Verdict;
        return told.Values!["siren.on"].AsBool();
    }

    /// <summary>The server stops and starts; every device connects again, but for those that stay away.</summary>
    internal async Task RestartAsync(params DeviceId[] away)
    {
        await Test.RestartAsync();
        await Test.Host.AwakeAsync();
        foreach (var device in (DeviceId[])[Door, Window, Motion, Siren])
            if (!away.Contains(device)) await Test.ComeAsync(device);
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
