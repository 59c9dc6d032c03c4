using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Homes.Actor;
using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Tests.Rules;
using Kith.Homes.Twins;
using Kith.Homes.Whereabouts;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;
using Rule = Kith.Homes.Rules.Rule;

namespace Kith.Homes.Tests.Played;

/// <summary>A home with devices, people and sound rules, all of one seed; and what happens in it: the same seed, the same home and the same days.</summary>
internal sealed class RandomHome
{
    private readonly Random _random;
    private readonly string[] _sensors, _lamps;

    internal RandomHome(int seed)
    {
        _random = new Random(seed);
        _sensors = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(number => $"sensor-{number}")];
        _lamps = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(number => $"lamp-{number}")];
        var spec = TestHomes.LampSpec();
        Home = new StillHome("Europe/Berlin", devices: [.. _sensors.Concat(_lamps).Select(id => (id, spec))]).Home;
        foreach (var name in (string[])["ann", "bo"])
        {
            var id = PersonId.New();
            Home.People[id] = new Person(id, name, Role.Adult, null);
        }
        var wanted = _random.Next(3, 20);
        while (Kept.Count < wanted)
            if (Sound() is { } rule) Kept.Add(new KeptRule(RuleId.FromName($"rule-{Kept.Count}"), rule, Enabled: true, _random.Next(4), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
    }

    internal Home Home { get; }

    internal List<KeptRule> Kept { get; } = [];

    /// <summary>What happens in it next, and how long after what was before; none is the same moment.</summary>
    internal (int WaitMs, Action<Home, Turn> Apply) Next()
    {
        var wait = _random.Next(5) < 3 ? 0 : _random.Next(20) == 0 ? _random.Next(600_000) : _random.Next(3_000);
        var what = _random.Next(100);
        if (what < 80) return (wait, Report(DeviceId.Parse(what < 70 ? One(_sensors) : One(_lamps))));
        if (what < 88) return (wait, Event(DeviceId.Parse(One(_sensors)), Ago()));
        if (what < 93) return (wait, Presence(DeviceId.Parse(One([.. _sensors, .. _lamps])), _random.Next(4) > 0));
        if (what < 96)
        {
            var mode = (Mode)_random.Next(4);
            return (wait, (_, turn) => ModeDeeds.Set(turn, mode, Cause.System));
        }
        var (place, came) = (_random.Next(2), _random.Next(2) == 0);
        return (wait, (home, turn) => Moves.Replay(turn, home.People.Values.ElementAt(place), came));
    }

    /// <summary>Some devices sleep: what they say is old, and not always in order.</summary>
    private long? Ago() => _random.Next(5) switch { 0 => _random.Next(20_000), 1 => _random.Next(900_000), _ => null };

    private Action<Home, Turn> Report(DeviceId device)
    {
        var ago = Ago();
        var (address, value) = _random.Next(3) switch
        {
            0 => ("light.meter", Value.Of(_random.Next(100) / 10d)),
            1 => ("light.presence", Value.Of(_random.Next(2) == 0)),
            _ => ("light.on", Value.Of(_random.Next(2) == 0)),
        };
        return (home, turn) => Reports.Take(turn, home.Twins[device], home.Twins[device].Spec.FindProperty(address)!, value, ago is { } late ? new Moment(turn.NowMs - late, ByDevice: true) : turn.Arrival, by: null);
    }

    private Action<Home, Turn> Event(DeviceId device, long? ago)
    {
        var level = _random.Next(10);
        return (home, turn) => Reports.Event(turn, home.Twins[device], "light.fault", new Dictionary<string, Value> { ["meter"] = Value.Of((double)level) }, turn.NowMs - ago);
    }

    private static Action<Home, Turn> Presence(DeviceId device, bool online) => (home, turn) => Reports.Presence(turn, home.Twins[device], online);

    private Rule? Sound()
    {
        var json = new JsonObject
        {
            ["name"] = "Rule", ["when"] = Some(Trigger, 1, 4), ["if"] = Some(Condition, 0, 3), ["then"] = Some(() => Step(0), 1, 5),
            ["mode"] = One("single", "restart", "queued", "parallel"), ["variables"] = new JsonObject { ["level"] = _random.Next(50) },
        };
        var rule = StillHome.Rule(json.ToJsonString());
        return RulePlan.Of(Home, rule).Check.Problems.Count == 0 ? rule : null;
    }

    /// <summary>Often the same as another rule's, so that order matters.</summary>
    private JsonObject Trigger() => _random.Next(18) switch
    {
        0 or 1 => new() { ["kind"] = "property", ["property"] = $"{One(_sensors)}/light.presence", ["becomes"] = _random.Next(2) == 0, ["for"] = Maybe(Span) },
        2 or 3 => new() { ["kind"] = "property", ["property"] = $"{One(_sensors)}/light.meter", [One("above", "below")] = _random.Next(10), ["hysteresis"] = Maybe(() => 1), ["for"] = Maybe(Span) },
        4 => new() { ["kind"] = "property", ["property"] = $"{One(_sensors)}/light.meter" },
        5 => new() { ["kind"] = "property", ["property"] = $"{One(_lamps)}/light.on", ["becomes"] = true },
        6 => new() { ["kind"] = "event", ["device"] = One(_sensors), ["event"] = "light.fault", ["arguments"] = Maybe(() => new JsonObject { ["meter"] = _random.Next(10) }) },
        7 => new() { ["kind"] = "device", ["device"] = One([.. _sensors, .. _lamps]), ["goes"] = One("online", "offline"), ["for"] = Maybe(Span) },
        8 => new() { ["kind"] = "interval", ["every"] = One("00:00:10", "00:05:00", "01:00:00") },
        9 => new() { ["kind"] = "sun", ["event"] = One("sunrise", "sunset") },
        10 => new() { ["kind"] = "person", ["does"] = One("arrives", "leaves", "firstComes", "lastLeaves") },
        11 => new() { ["kind"] = "mode", ["to"] = Maybe(() => One("home", "night", "away")) },
        _ => new() { ["kind"] = "property", ["property"] = $"{_sensors[0]}/light.presence", ["becomes"] = true },
    };

    private JsonObject Condition() => _random.Next(8) switch
    {
        0 => new() { ["kind"] = One("all", "any", "not"), ["of"] = Some(Condition, 1, 3) },
        1 => new() { ["kind"] = "property", ["property"] = $"{One(_sensors)}/light.presence", ["is"] = _random.Next(2) == 0 },
        2 => new() { ["kind"] = "property", ["property"] = $"{One(_sensors)}/light.meter", [One("above", "below")] = _random.Next(10) },
        3 => new() { ["kind"] = "time", ["after"] = One("22:00", "06:00"), ["before"] = One("09:00", "20:00") },
        4 => new() { ["kind"] = "sun", ["is"] = One("up", "down") },
        5 => new() { ["kind"] = "mode", ["is"] = new JsonArray("home", One("night", "away")) },
        6 => new() { ["kind"] = "person", ["is"] = One("home", "away") },
        _ => new() { ["kind"] = "expression", ["that"] = One("hour() > 6", "level < 40", $"or([{One(_sensors)}/light.meter], 3) > 4") },
    };

    private JsonObject Step(int depth) => _random.Next(depth < 2 ? 16 : 9) switch
    {
        0 or 1 => new() { ["kind"] = "set", ["devices"] = new JsonArray([.. _lamps.Take(_random.Next(1, 4)).Select(lamp => (JsonNode)lamp)]), ["values"] = new JsonObject { ["light.on"] = _random.Next(2) == 0 } },
        2 => new() { ["kind"] = "set", ["devices"] = new JsonArray(One(_lamps)), ["values"] = new JsonObject { ["light.brightness"] = "=clamp(level, 1, 100)" } },
        3 => new() { ["kind"] = "call", ["devices"] = new JsonArray(One(_lamps)), ["action"] = "light.toggle" },
        4 => new() { ["kind"] = "delay", ["for"] = Span() },
        5 => new() { ["kind"] = "wait", ["until"] = _random.Next(2) == 0 ? Some(Condition, 1, 3) : [new JsonObject { ["kind"] = "property", ["property"] = $"{_sensors[0]}/light.presence", ["is"] = false }], ["atMost"] = Span(), ["otherwise"] = One("goOn", "stop") },
        6 => new() { ["kind"] = "let", ["values"] = new JsonObject { ["level"] = $"=level + {_random.Next(20)}" } },
        7 => new() { ["kind"] = "webhook", ["url"] = "https://example.org/", ["body"] = new JsonObject { ["level"] = "=level" } },
        8 => new() { ["kind"] = "mode", ["to"] = One("home", "night") },
        9 => new() { ["kind"] = "repeat", ["times"] = _random.Next(1, 4), ["do"] = Some(() => Step(depth + 1), 1, 3) },
        10 => new() { ["kind"] = "repeat", ["while"] = Some(Condition, 1, 2), ["do"] = Some(() => Step(depth + 1), 1, 3) },
        11 => new() { ["kind"] = "choose", ["if"] = Some(Condition, 1, 2), ["then"] = Some(() => Step(depth + 1), 1, 3), ["else"] = Some(() => Step(depth + 1), 1, 3) },
        12 => new() { ["kind"] = "stop" },
        _ => Step(2),
    };

    private JsonNode Span() => TimeSpan.FromSeconds(_random.Next(1, 400)).ToString("c", CultureInfo.InvariantCulture);

    private JsonArray Some(Func<JsonObject> item, int least, int below) => new([.. Enumerable.Range(0, _random.Next(least, below)).Select(_ => (JsonNode)item())]);

    private JsonNode? Maybe(Func<JsonNode> item) => _random.Next(2) == 0 ? null : item();

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];
}
