using System.Collections.Concurrent;
using System.Text;
using Kith.Homes.Alarms;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Ledger.Activity;
using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.Killed;

/// <summary>
/// The home that is killed. Each number that a sensor reports starts a run of six steps (command, delay, command, wait, call, command) and one of a
/// call alone; a door that stays open starts a third rule; an alarm system is armed, walked in on, and turned off, over and over.
/// </summary>
internal sealed class KilledHome
{
    private const int Sensors = 4;

    private readonly TestHomes _test;
    private readonly World _world;
    private readonly List<(DeviceId Sensor, DeviceId Lamp, RuleId Steps, RuleId Call)> _lines = [];
    private readonly Dictionary<int, bool> _numbers = [];
    private DeviceId _door, _doorLamp, _entrance, _siren, _alarm;
    private RuleId _stays;
    private int _number, _opened, _alarms;
    private int _alarmStands;
    private bool _isOpen;
    /// <summary>What the door and the entrance said when the house died, and nobody answered: perhaps written, perhaps not.</summary>
    private readonly ConcurrentDictionary<DeviceId, string> _unanswered = [];

    private KilledHome(TestHomes test, World world) => (_test, _world) = (test, world);

    internal static async Task<KilledHome> MakeAsync(TestHomes test, World world)
    {
        var home = new KilledHome(test, world);
        for (var line = 0; line < Sensors; line++)
        {
            var (sensor, lamp) = (await test.AddAsync(TestHomes.LampSpec(), $"Sensor {line}"), await test.AddAsync(TestHomes.LampSpec(), $"Lamp {line}"));
            await test.ReportAsync(sensor, """{"light.meter":0}""");
            var when = $$"""[{"kind":"property","property":"{{sensor}}/light.meter"}]""";
            string Set(int step) => $$"""{"kind":"set","devices":["{{lamp}}"],"values":{"light.label":"='' + trigger.value + '/{{step}}'"} }""";
            home._lines.Add((sensor, lamp, await home.AddAsync($$"""
                {"name":"Steps {{line}}","when":{{when}},"mode":"parallel","limit":20,"then":[{{Set(0)}},{"kind":"delay","for":"00:00:00.1"},{{Set(2)}},
                 {"kind":"wait","until":[{"kind":"property","property":"{{lamp}}/light.on","is":true}],"atMost":"00:00:00.1"},
                 {"kind":"webhook","url":"https://example.org/","body":{"number":"=trigger.value"} },{{Set(5)}}]}
                """), await home.AddAsync($$"""
                {"name":"Call {{line}}","when":{{when}},"mode":"parallel","limit":20,"then":[{"kind":"webhook","url":"https://example.org/","body":{"alone":"=trigger.value"} }]}
                """)));
        }
        home._door = await test.AddAsync(TestHomes.LampSpec(), "Door");
        home._doorLamp = await test.AddAsync(TestHomes.LampSpec(), "Door lamp");
        home._entrance = await test.AddAsync(TestHomes.LampSpec(), "Entrance");
        var standard = Library.Standard();
        home._siren = await test.AddAsync(standard.Resolve(standard.FindProduct("kith-demo.siren")!).Value, "Siren");
        await test.ReportAsync(home._door, """{"light.presence":false,"light.meter":0}""");
        await test.ReportAsync(home._entrance, """{"light.presence":false}""");
        home._stays = await home.AddAsync($$"""
            {"name":"Stays","when":[{"kind":"property","property":"{{home._door}}/light.presence","becomes":true,"for":"00:00:00.06"}],
             "then":[{"kind":"set","devices":["{{home._doorLamp}}"],"values":{"light.label":"='' + [{{home._door}}/light.meter] + '/stays'"} }]}
            """);
        home._alarm = (await test.Host.AddAlarmAsync(test.Home, test.Owner, "Guard", null, null,
            new AlarmSettings([new AlarmSensor(home._entrance, "light.presence", [ArmMode.Away], Entry: true)], [home._siren], ExitDelay: 1, EntryDelay: 1))).Value.Id;
        return home;
    }

    private IEnumerable<DeviceId> Devices => [.. _lines.SelectMany(line => (DeviceId[])[line.Sensor, line.Lamp]), _door, _doorLamp, _entrance, _siren];

    private async Task<RuleId> AddAsync(string json)
    {
        var added = await _test.Host.AddRuleAsync(_test.Home, _test.Owner, RuleDocument.Parse(Encoding.UTF8.GetBytes(json)).Value, enabled: true);
        Assert.True(added.Ok, added.Fault?.Detail);
        return added.Value.Id;
    }

    /// <summary>After each start, as devices do.</summary>
    internal async Task ComeAsync()
    {
        foreach (var device in Devices)
            if (await _world.AskAsync("come", device) is null) return;
    }

    /// <summary>One life, seen by its people and sensors.</summary>
    internal Task LiveAsync() =>
        Task.WhenAll([.. _lines.Select(line => PaceAsync(() => CountAsync(line.Sensor, line.Steps, line.Call))), PaceAsync(OpenAsync), PaceAsync(GuardAsync)]);

    /// <summary>Sensors have a pace of their own.</summary>
    private static async Task PaceAsync(Func<Task<bool>> deed)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await deed()) await pace.WaitForNextTickAsync();
    }

    /// <summary>Not more at once than may run side by side.</summary>
    private async Task<bool> CountAsync(DeviceId sensor, RuleId steps, RuleId call)
    {
        if (await _world.AskAsync("running", steps) is not { } first || await _world.AskAsync("running", call) is not { } second) return false;
        if (World.Number(first) > 15 || World.Number(second) > 15) return true;
        int number;
        lock (_numbers) _numbers[number = ++_number] = false;
        if (await _world.AskAsync("report", sensor, $$"""{"light.meter":{{number}}}""") is null) return false;
        lock (_numbers) _numbers[number] = true;
        return true;
    }

    /// <summary>The door opens, stays open until its rule has acted, however long that takes, and closes.</summary>
    private async Task<bool> OpenAsync()
    {
        if (_isOpen)
        {
            if (await _world.AskAsync("acted", _stays) is not { } acted) return false;
            if (World.Number(acted) <= _opened) return true;
        }
        if (!await TellAsync(_door, _isOpen ? """{"light.presence":false}""" : $$"""{"light.meter":{{_opened + 1}},"light.presence":true}""")) return false;
        Moved();
        return true;
    }

    private void Moved()
    {
        if (_isOpen) _opened++;
        _isOpen = !_isOpen;
    }

    /// <summary>False when the house died meanwhile.</summary>
    private async Task<bool> TellAsync(DeviceId sensor, string values)
    {
        _unanswered[sensor] = values;
        return await _world.AskAsync("report", sensor, values) is not null && _unanswered.TryRemove(sensor, out _);
    }

    /// <summary>Armed, out, in again, too late, turned off.</summary>
    private async Task<bool> GuardAsync()
    {
        var answer = _alarmStands switch
        {
            0 => await _world.AskAsync("arm", _alarm, "2") is { } armed ? armed == "Done" : null,
            1 => await _world.AskAsync("read", _alarm, "arming.status") is { } status ? status == $"{(int)AlarmPhase.Ready}" : null,
            2 => await TellAsync(_entrance, """{"light.presence":true}""") ? true : null,
            3 => await _world.AskAsync("read", _alarm, "arming.status") is { } status ? status == $"{(int)AlarmPhase.Alarm}" : null,
            4 => await _world.AskAsync("arm", _alarm, "0") is { } off ? off == "Done" : null,
            _ => await TellAsync(_entrance, """{"light.presence":false}""") ? true : (bool?)null,
        };
        if (answer == true && _alarmStands == 3) _alarms++;
        if (answer == true) _alarmStands = (_alarmStands + 1) % 6;
        return answer is not null;
    }

    /// <summary>The last life, which nobody kills: what was not answered is said again, as sensors do, and everything that waits comes to its end.</summary>
    internal async Task SettleAsync()
    {
        _world.Last = _test.Host;
        _test.Host.AddLink("test", _world);
        _test.Host.AddOutside(_world);
        await _test.Host.AwakeAsync();
        foreach (var device in Devices) await _test.ComeAsync(device);
        foreach (var (sensor, values) in _unanswered) await _test.ReportAsync(sensor, values);
        if (_unanswered.ContainsKey(_door)) Moved();
        if (_unanswered.ContainsKey(_entrance)) _alarmStands = (_alarmStands + 1) % 6;
        using var patience = new CancellationTokenSource(TestHomes.Patience);
        var follower = await _test.FollowAsync(_test.Owner);
        while (!await IsQuietAsync())
        {
            await follower.Changes.WaitToReadAsync(patience.Token);
            while (follower.Changes.TryRead(out _)) { }
        }
    }

    private async Task<bool> IsQuietAsync()
    {
        if ((await _test.Host.RulesAsync(_test.Home, _test.Owner)).Value.Any(rule => rule.Running > 0)) return false;
        // A door that stands open, and an alarm that counts down, are still to act.
        if (_isOpen && (await TracesAsync(_stays)).Count <= _opened) return false;
        return (await _test.Host.AlarmAsync(_test.Home, _test.Owner, _alarm)).Value.Status is AlarmPhase.Ready or AlarmPhase.Alarm;
    }

    private Task<List<RuleTrace>> TracesAsync(RuleId rule) => TracesAsync(_test.Host, _test.Home, _test.Owner, rule);

    internal static async Task<List<RuleTrace>> TracesAsync(HomeHost host, HomeId home, Caller asker, RuleId rule)
    {
        var all = new List<RuleTrace>();
        for (long? before = null; ;)
        {
            var page = (await host.TracesAsync(home, asker, rule, before, 100)).Value;
            all.AddRange(page.Items);
            if ((before = page.Next) is null) return all;
        }
    }

    /// <summary>What devices and programs were told is just what the traces say, and every acknowledged report has its traces.</summary>
    internal async Task<string> AssertToldAsync()
    {
        var (runs, commands, calls, lost) = (0, 0, 0, 0);
        Dictionary<int, int> steps = [], alone = [];
        foreach (var (_, lamp, rule, call) in _lines)
        {
            foreach (var trace in await TracesAsync(rule))
            {
                var number = (int)trace.Told!["value"].AsDouble();
                steps[number] = steps.GetValueOrDefault(number) + 1;
                Assert.Equal(RunEnd.Done, trace.End);
                Assert.Equal(["then.0", "then.1", "then.2", "then.3", "then.4", "then.5"], trace.Steps!.Select(step => step.Path));
                foreach (var place in (int[])[0, 2, 5]) Was(trace.Steps![place], _world.Told.GetValueOrDefault($"{lamp} {number}/{place}"), ref commands);
                Was(trace.Steps![4], _world.Posted.GetValueOrDefault($$"""{"number":{{number}}}"""), ref calls);
                runs++;
            }
            foreach (var trace in await TracesAsync(call))
            {
                var number = (int)trace.Told!["value"].AsDouble();
                alone[number] = alone.GetValueOrDefault(number) + 1;
                Was(Assert.Single(trace.Steps!), _world.Posted.GetValueOrDefault($$"""{"alone":{{number}}}"""), ref calls);
                runs++;
            }
        }
        foreach (var (number, isAcknowledged) in _numbers)
        {
            Assert.InRange(steps.GetValueOrDefault(number), isAcknowledged ? 1 : 0, 1);
            Assert.InRange(alone.GetValueOrDefault(number), isAcknowledged ? 1 : 0, 1);
        }
        // Nobody was told of what no trace knows.
        Assert.All(_world.Told.Where(told => told.Key.EndsWith("/0", StringComparison.Ordinal)), told => Assert.Contains((int)World.Number(told.Key.Split(' ')[1].Split('/')[0]), steps));
        Assert.All(_world.Told.Where(told => told.Key.Contains('/', StringComparison.Ordinal)), told => Assert.Equal(1, told.Value));
        Assert.All(_world.Posted, posted => Assert.Equal(1, posted.Value));
        Assert.Equal(_opened + (_isOpen ? 1 : 0), (await TracesAsync(_stays)).Count);
        var raised = _alarms + (_alarmStands == 3 ? 1 : 0);
        Assert.Equal(raised, await RaisedAsync());
        var acknowledged = _numbers.Values.Count(known => known);
        Assert.True(acknowledged > 0 && commands > 0 && calls > 0, "nothing happened: it was killed too early, every time");
        return $"{acknowledged} reports acknowledged, {runs} runs told, {commands} commands and {calls} calls made once, {lost} of unknown outcome; {_opened} doors, {raised} alarms";

        void Was(Taken step, int told, ref int made)
        {
            made += told;
            var (least, most) = step.Outcome switch { "done" => (1, 1), "device.timeout" or OutsideCall.Unknown => (0, 1), "device.offline" or "rate.limited" => (0, 0), var other => throw new InvalidOperationException(other) };
            Assert.InRange(told, least, most);
            if (least != most) lost++;
        }
    }

    private async Task<int> RaisedAsync()
    {
        var raised = 0;
        for (long? before = null; ;)
        {
            var page = await _test.Ledger.ActivityAsync(_test.Home, new ActivityFilter { Kinds = new HashSet<FactKind> { FactKind.Event }, Before = before, Limit = ActivityFilter.MaxLimit });
            raised += page.Facts.Count(fact => fact.Subject == "arming.alarm-raised");
            if ((before = page.Before) is null) return raised;
        }
    }
}
