using System.Text;
using System.Text.Json.Nodes;
using Kith.Homes.Rules;

namespace Kith.Homes.Tests.Rules;

/// <summary>Rules as nobody would write them: whatever can be read can be checked, and what has no problem can be asked.</summary>
public sealed class RandomRuleTests
{
    private const int Rules = 10_000;

    [Fact]
    public void Every_document_that_is_read_is_checked_without_a_surprise()
    {
        var home = new StillHome("Europe/Berlin", devices: [("lamp", TestHomes.LampSpec()), ("motion", TestHomes.LampSpec())]);
        var random = new Random(20261121);
        var (read, sound) = (0, 0);
        for (var number = 0; number < Rules; number++)
        {
            var json = new Writer(random).Rule().ToJsonString();
            if (RuleDocument.Parse(Encoding.UTF8.GetBytes(json)) is not { Ok: true } rule) continue;
            read++;
            try
            {
                var (plan, check) = RulePlan.Of(home.Home, rule.Value);
                if (check.Problems.Count > 0) continue;
                sound++;
                foreach (var watch in plan.Watches) watch!.NextMs(home.Home, StillHome.Ms("2026-03-28T12:00Z"));
                Assert.Equal(RuleDocument.Write(rule.Value), RuleDocument.Write(RuleDocument.Parse(Encoding.UTF8.GetBytes(RuleDocument.Write(rule.Value))).Value));
            }
            catch (Exception surprise) when (surprise is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"rule {number}: {json}\n{surprise}");
            }
        }
        Assert.True(read > Rules / 4 && sound > Rules / 300, $"{read} read, {sound} sound: the writer writes nothing worth reading");
    }

    private sealed class Writer(Random random)
    {
        private static readonly string[] Devices = ["lamp", "motion", "lamp", "attic"];
        private static readonly string[] Addresses = ["light.on", "light.brightness", "light.meter", "light.presence", "light.label", "light.smell", "light"];
        private static readonly string[] Spans = ["00:05:00", "00:00:00", "1.00:00:00", "-00:01:00", "9.00:00:00", "soon"];
        private static readonly string[] Expressions = ["1 + 1", "[lamp/light.on]", "[motion/light.meter] > 5", "trigger.value", "speed * 2", "((1", "or([lamp/light.brightness], 1)", "", "hour() > 5 && true"];
        private int _left = 12;

        internal JsonObject Rule() => new()
        {
            ["name"] = One("Test", "灯", "x"),
            ["when"] = List(Trigger),
            ["if"] = List(Condition),
            ["then"] = List(Step),
            ["mode"] = One("single", "queued", "restart", "parallel"),
            ["variables"] = new JsonObject { ["speed"] = Value(), [One("ok", "2x", "trigger")] = Value() },
        };

        private JsonNode? Trigger() => random.Next(10) switch
        {
            0 or 1 => new JsonObject { ["kind"] = "property", ["property"] = Property(), [One("becomes", "above", "below", "above")] = Value(), ["for"] = Maybe(Span) },
            2 => new JsonObject { ["kind"] = "event", ["device"] = One(Devices), ["event"] = One("light.fault", "light.dance", "fault", ""), ["arguments"] = Maybe(() => new JsonObject { [One("label", "meter", "smell")] = Value() }) },
            3 => new JsonObject { ["kind"] = "device", ["device"] = One(Devices), ["goes"] = One("online", "offline") },
            4 => new JsonObject { ["kind"] = "time", ["at"] = One("07:00", "02:30", "23:59:59"), ["days"] = Maybe(Days) },
            5 => new JsonObject { ["kind"] = "sun", ["event"] = One("sunrise", "sunset"), ["offset"] = Maybe(Span), ["days"] = Maybe(Days) },
            6 => new JsonObject { ["kind"] = "interval", ["every"] = Span(), ["days"] = Maybe(Days) },
            7 => new JsonObject { ["kind"] = "person", ["does"] = One("arrives", "leaves", "firstComes", "lastLeaves") },
            8 => new JsonObject { ["kind"] = "mode", ["to"] = Maybe(() => One("home", "night", "away")) },
            _ => random.Next(10) == 0 ? null : new JsonObject { ["kind"] = "webhook", ["name"] = One("bell", "Bell", ""), ["fields"] = Maybe(() => new JsonObject { ["level"] = Value() }) },
        };

        private JsonNode? Condition() => random.Next(8) switch
        {
            0 => new JsonObject { ["kind"] = One("all", "any", "not"), ["of"] = List(Condition) },
            1 or 2 => new JsonObject { ["kind"] = "property", ["property"] = Property(), [One("is", "above", "below")] = Value() },
            3 => new JsonObject { ["kind"] = "time", ["after"] = Maybe(() => One("22:00", "06:00")), ["before"] = Maybe(() => One("06:00", "22:00")), ["days"] = Maybe(Days) },
            4 => new JsonObject { ["kind"] = "sun", ["is"] = One("up", "down") },
            5 => new JsonObject { ["kind"] = "mode", ["is"] = new JsonArray(One("home", "night")) },
            6 => new JsonObject { ["kind"] = "rule", ["rule"] = One("other", "test"), ["is"] = One("enabled", "running") },
            _ => random.Next(10) == 0 ? null : new JsonObject { ["kind"] = "expression", ["that"] = One(Expressions) },
        };

        private JsonNode? Step() => random.Next(12) switch
        {
            0 or 1 => new JsonObject { ["kind"] = "set", ["devices"] = List(() => One(Devices)), ["values"] = new JsonObject { [One(Addresses)] = Value() } },
            2 => new JsonObject { ["kind"] = "call", ["devices"] = List(() => One(Devices)), ["action"] = One("light.toggle", "light.dim", "dance", ""), ["in"] = Maybe(() => new JsonObject { ["brightness"] = Value() }) },
            3 => new JsonObject { ["kind"] = "delay", ["for"] = Span() },
            4 => new JsonObject { ["kind"] = "wait", ["until"] = List(Condition), ["atMost"] = Maybe(Span), ["otherwise"] = One("goOn", "stop") },
            5 => new JsonObject { ["kind"] = "repeat", ["do"] = List(Step), [One("times", "while", "until")] = random.Next(2) == 0 ? Value() : List(Condition) },
            6 => new JsonObject { ["kind"] = "choose", ["if"] = List(Condition), ["then"] = List(Step), ["else"] = Maybe(() => List(Step)) },
            7 => new JsonObject { ["kind"] = "let", ["values"] = new JsonObject { [One("speed", "level", "no good")] = Value() } },
            8 => new JsonObject { ["kind"] = "notify", ["title"] = One("Hello", "{1 + 1}", "{", "", "{[lamp/light.on]}"), ["level"] = One("normal", "important", "critical") },
            9 => new JsonObject { ["kind"] = "mode", ["to"] = One("home", "night") },
            10 => new JsonObject { ["kind"] = "webhook", ["url"] = One("https://example.org/", "/etc", "", "mailto:a@b"), ["method"] = One("post", "get", "PUT", "trace"), ["body"] = Maybe(() => new JsonObject { ["level"] = Value() }) },
            _ => random.Next(10) == 0 ? null : new JsonObject { ["kind"] = "stop" },
        };

        private JsonObject Days() => new()
        {
            ["weekdays"] = Maybe(() => new JsonArray(One("mon", "sun"))), ["dates"] = Maybe(() => new JsonArray(One("12-24", "2026-03-29", "02-30", "", "x"), null)),
            ["calendar"] = Maybe(() => One("de-be", "atlantis")), ["on"] = Maybe(() => One("holiday", "workday")),
        };

        private JsonNode Span() => One(Spans);

        private JsonNode Property() => $"{One(Devices)}/{One(Addresses)}";

        private JsonNode? Value() => random.Next(8) switch
        {
            0 => true, 1 => 1, 2 => -2.5, 3 => "text", 4 => $"={One(Expressions)}", 5 => long.MaxValue, 6 => 1e300, _ => null,
        };

        /// <summary>Less and less, the more has been written: a rule has an end.</summary>
        private JsonArray List(Func<JsonNode?> item)
        {
            var list = new JsonArray();
            for (var count = random.Next(4); count > 0 && _left-- > 0; count--) list.Add(item());
            return list;
        }

        private JsonNode? Maybe(Func<JsonNode?> item) => random.Next(2) == 0 ? null : item();

        private string One(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
