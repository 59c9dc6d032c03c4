using Kith.Homes.Devices;
using System.Text;
using Kith.Homes.Operations;
using Kith.Homes.Rules;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>A home with two lamps and a way to write rules as people do, in JSON.</summary>
internal sealed class RuleHome : IAsyncDisposable
{
    private RuleHome(TestHomes test, DeviceId motion, DeviceId lamp) => (Test, Motion, Lamp) = (test, motion, lamp);

    internal TestHomes Test { get; }

    /// <summary>A lamp that plays the sensor: light.presence and light.meter are only reported.</summary>
    internal DeviceId Motion { get; }

    internal DeviceId Lamp { get; }

    internal HomeHost Host => Test.Host;

    internal static async Task<RuleHome> StartAsync(string? motion = """{"light.presence":false,"light.meter":0}""", TimeSpan devicesReturn = default)
    {
        var test = await TestHomes.StartAsync(new HomesOptions { Sweep = TimeSpan.FromMilliseconds(20), CommandTimeout = TestHomes.Patience, DevicesReturn = devicesReturn });
        var home = new RuleHome(test, await test.AddAsync(TestHomes.LampSpec(), "Motion"), await test.AddAsync(TestHomes.LampSpec(), "Lamp"));
        if (motion is not null) await home.ReportAsync(motion);
        return home;
    }

    internal async Task<Result<RuleView>> TryAddAsync(string json, bool enabled = true)
    {
        var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes(json));
        return rule.Ok ? await Host.AddRuleAsync(Test.Home, Test.Owner, rule.Value, enabled) : rule.Fault!;
    }

    internal async Task<RuleId> AddAsync(string json)
    {
        var added = await TryAddAsync(json);
        Assert.True(added.Ok, added.Fault?.Detail);
        return added.Value.Id;
    }

    internal Task ReportAsync(string json) => Test.ReportAsync(Motion, json);

    /// <summary>The next command that a rule gave; the lamp does it.</summary>
    internal async Task<Operation> ObeyAsync(Outcome? outcome = null)
    {
        var told = await Test.Link.NextAsync();
        var receipt = new AwaitedReceipt();
        Host.Reply(Test.Home, told.Device, told.Id, outcome ?? Outcome.Done, null, receipt);
        await receipt.Verdict;
        return told;
    }

    internal async Task<RuleView> RuleAsync(RuleId id) => (await Host.RuleAsync(Test.Home, Test.Owner, id)).Value;

    internal async Task<RuleTraces> TracesAsync(RuleId id) => (await Host.TracesAsync(Test.Home, Test.Owner, id, null, 50)).Value;

    /// <summary>The newest trace, once the rule has one that ended so.</summary>
    internal async Task<RuleTrace> EndedAsync(RuleId id, RunEnd end)
    {
        using var patience = new CancellationTokenSource(TestHomes.Patience);
        var follower = await Test.FollowAsync(Test.Owner);
        while (true)
        {
            if ((await TracesAsync(id)).Items.FirstOrDefault(trace => trace.End == end) is { } found) return found;
            await follower.Changes.WaitToReadAsync(patience.Token);
            while (follower.Changes.TryRead(out _)) { }
        }
    }

    /// <summary>None of its runs is left.</summary>
    internal async Task UntilIdleAsync(RuleId id)
    {
        using var patience = new CancellationTokenSource(TestHomes.Patience);
        var follower = await Test.FollowAsync(Test.Owner);
        while ((await RuleAsync(id)).Running > 0)
        {
            await follower.Changes.WaitToReadAsync(patience.Token);
            while (follower.Changes.TryRead(out _)) { }
        }
    }

    /// <summary>Nothing was sent up to now: a command of ours that comes after is the first.</summary>
    internal async Task NothingSentAsync()
    {
        await Host.DeviceAsync(Test.Home, Test.Owner, Lamp);
        Assert.Equal(0, Test.Link.Delivered);
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
