using System.Text;
using Kith.Homes.Rules;

namespace Kith.Homes.Tests.Rules;

/// <summary>Whatever is wrong with a rule is said when it is saved, with its place.</summary>
public sealed class SaveTests
{
    private const string Stop = """[{"kind":"stop"}]""";

    private readonly StillHome _home = new("Europe/Berlin", devices: [("lamp", TestHomes.LampSpec()), ("motion", TestHomes.LampSpec())]);

    private static string Rule(string when = "[]", string then = Stop, string more = "") => $$"""{"name":"Test","when":{{when}},"then":{{then}}{{more}}}""";

    private static string If(string condition) => Rule(more: $""","if":[{condition}]""");

    private static string Set(string values, string devices = """["lamp"]""") => Rule(then: $$"""[{"kind":"set","devices":{{devices}},"values":{{values}}}]""");

    /// <summary>Where it stands and what it is, of the first that is wrong; empty for a sound rule.</summary>
    private string First(string json)
    {
        var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes(json));
        if (rule.Fault is { } fault) return $"{fault.Field} {fault.Error.Code}";
        return _home.Problems(rule.Value) is [var problem, ..] ? $"{problem.Path} {problem.Code}" : "";
    }

    [Theory]
    [InlineData("", " json.malformed")]
    [InlineData("null", " json.malformed")]
    [InlineData("[]", " json.malformed")]
    [InlineData("{", " json.malformed")]
    [InlineData("{}", " json.malformed")]
    [InlineData("""{"name":"Test","when":[]}""", " json.malformed")]
    [InlineData("""{"name":null,"when":[],"then":[{"kind":"stop"}]}""", "name json.malformed")]
    [InlineData("""{"name":"Test","when":null,"then":[{"kind":"stop"}]}""", "when json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop"}],"whenever":1}""", "whenever json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"explode"}]}""", "then.0 json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"devices":["lamp"]}]}""", "then.0 json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop","now":true}]}""", "then.0.now json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"time","at":"25:00"}],"then":[{"kind":"stop"}]}""", "when.0.at json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"time","at":7}],"then":[{"kind":"stop"}]}""", "when.0.at json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"property","property":"lamp"}],"then":[{"kind":"stop"}]}""", "when.0.property json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"property","property":7}],"then":[{"kind":"stop"}]}""", "when.0.property json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"mode","to":"party"}],"then":[{"kind":"stop"}]}""", "when.0.to json.malformed")]
    [InlineData("""{"name":"Test","when":[{"kind":"interval","every":"soon"}],"then":[{"kind":"stop"}]}""", "when.0.every json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"set","devices":["Lamp!"],"values":{"light.on":true}}]}""", "then.0.devices.0 json.malformed")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"set","devices":["lamp"],"values":{"light.on":[true]}}]}""", "then.0.values.light.on json.malformed")]
    public void A_document_that_is_no_rule_names_the_place(string json, string wrong) => Assert.Equal(wrong, First(json));

    [Theory]
    [InlineData("""{"name":" ","when":[],"then":[{"kind":"stop"}]}""", "name request.invalid")]
    [InlineData("""{"name":"Test","when":[],"then":[]}""", "then request.invalid")]
    [InlineData("""{"name":"Test","when":[null],"then":[{"kind":"stop"}]}""", "when.0 request.invalid")]
    [InlineData("""{"name":"Test","when":[],"then":[null]}""", "then.0 request.invalid")]
    [InlineData("""{"name":"Test","when":[],"if":[null],"then":[{"kind":"stop"}]}""", "if.0 request.invalid")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop"}],"limit":1}""", "limit value.out_of_range")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop"}],"limit":21}""", "limit value.out_of_range")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop"}],"variables":{"2x":1}}""", "variables.2x request.invalid")]
    [InlineData("""{"name":"Test","when":[],"then":[{"kind":"stop"}],"variables":{"true":1}}""", "variables.true request.invalid")]
    public void A_rule_says_what_it_is_called_and_what_it_does(string json, string wrong) => Assert.Equal(wrong, First(json));

    [Theory]
    [InlineData("""{"kind":"property","property":"attic/light.on","becomes":true}""", "when.0.property device.unknown")]
    [InlineData("""{"kind":"property","property":"lamp/light.smell","becomes":true}""", "when.0.property property.unknown")]
    [InlineData("""{"kind":"property","property":"lamp/light.message","becomes":"x"}""", "when.0.property property.not_readable")]
    [InlineData("""{"kind":"property","property":"lamp/light.on","becomes":"yes"}""", "when.0.becomes value.wrong_type")]
    [InlineData("""{"kind":"property","property":"lamp/light.brightness","becomes":101}""", "when.0.becomes value.out_of_range")]
    [InlineData("""{"kind":"property","property":"lamp/light.label","above":5}""", "when.0 value.wrong_type")]
    [InlineData("""{"kind":"property","property":"lamp/light.meter","becomes":1,"above":5}""", "when.0.becomes request.invalid")]
    [InlineData("""{"kind":"property","property":"lamp/light.meter","above":5,"hysteresis":-1}""", "when.0.hysteresis value.out_of_range")]
    [InlineData("""{"kind":"property","property":"lamp/light.meter","for":"00:01:00"}""", "when.0.for request.invalid")]
    [InlineData("""{"kind":"property","property":"lamp/light.meter","above":5,"for":"8.00:00:00"}""", "when.0.for value.out_of_range")]
    [InlineData("""{"kind":"property","property":"lamp/light.meter","above":5,"for":"-00:00:01"}""", "when.0.for value.out_of_range")]
    [InlineData("""{"kind":"event","device":"attic","event":"light.fault"}""", "when.0.device device.unknown")]
    [InlineData("""{"kind":"event","device":"lamp","event":"light.dance"}""", "when.0.event event.unknown")]
    [InlineData("""{"kind":"event","device":"lamp","event":"light.fault","arguments":{"smell":1}}""", "when.0.arguments.smell action.arguments")]
    [InlineData("""{"kind":"device","device":"attic","goes":"offline"}""", "when.0.device device.unknown")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"weekdays":[]}}""", "when.0.days.weekdays request.invalid")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"dates":["02-30"]}}""", "when.0.days.dates request.invalid")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"dates":[null]}}""", "when.0.days.dates request.invalid")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"calendar":"de"}}""", "when.0.days.calendar request.invalid")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"on":"holiday"}}""", "when.0.days.calendar request.invalid")]
    [InlineData("""{"kind":"time","at":"07:00","days":{"calendar":"atlantis","on":"holiday"}}""", "when.0.days.calendar not_found")]
    [InlineData("""{"kind":"sun","event":"sunset","offset":"12:00:01"}""", "when.0.offset value.out_of_range")]
    [InlineData("""{"kind":"interval","every":"00:00:09"}""", "when.0.every value.out_of_range")]
    [InlineData("""{"kind":"person","does":"arrives","person":"aaaaaaaaaaaaaaaaaaaa"}""", "when.0.person not_found")]
    [InlineData("""{"kind":"webhook","name":"Not a slug"}""", "when.0.name request.invalid")]
    public void A_broken_trigger_is_named(string trigger, string wrong) => Assert.Equal(wrong, First(Rule($"[{trigger}]")));

    [Theory]
    [InlineData("""{"kind":"property","property":"attic/light.on","is":true}""", "if.0.property device.unknown")]
    [InlineData("""{"kind":"property","property":"lamp/light.on"}""", "if.0 request.invalid")]
    [InlineData("""{"kind":"property","property":"lamp/light.on","is":true,"above":1}""", "if.0 request.invalid")]
    [InlineData("""{"kind":"property","property":"lamp/light.on","above":1}""", "if.0 value.wrong_type")]
    [InlineData("""{"kind":"device","device":"attic","is":"online"}""", "if.0.device device.unknown")]
    [InlineData("""{"kind":"time"}""", "if.0 request.invalid")]
    [InlineData("""{"kind":"mode","is":[]}""", "if.0.is request.invalid")]
    [InlineData("""{"kind":"rule","rule":"nobody","is":"enabled"}""", "if.0.rule not_found")]
    [InlineData("""{"kind":"expression","that":"1 + 1"}""", "if.0.that expression.wrong")]
    [InlineData("""{"kind":"expression","that":"[attic/light.on]"}""", "if.0.that expression.wrong")]
    [InlineData("""{"kind":"expression","that":"trigger.value > 1"}""", "if.0.that expression.wrong")]
    [InlineData("""{"kind":"not","of":[{"kind":"any","of":[{"kind":"time"}]}]}""", "if.0.of.0.of.0 request.invalid")]
    public void A_broken_condition_is_named(string condition, string wrong) => Assert.Equal(wrong, First(If(condition)));

    [Theory]
    [InlineData("""{"kind":"set","devices":[],"values":{"light.on":true}}""", "then.0.devices request.invalid")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{}}""", "then.0.values request.invalid")]
    [InlineData("""{"kind":"set","devices":["lamp","attic"],"values":{"light.on":true}}""", "then.0.devices.1 device.unknown")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.smell":true}}""", "then.0.values.light.smell property.unknown")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.meter":1}}""", "then.0.values.light.meter property.not_writable")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.on":null}}""", "then.0.values.light.on value.wrong_type")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.brightness":0}}""", "then.0.values.light.brightness value.out_of_range")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.brightness":"=1 +"}}""", "then.0.values.light.brightness expression.wrong")]
    [InlineData("""{"kind":"set","devices":["lamp"],"values":{"light.brightness":"=true"}}""", "then.0.values.light.brightness expression.wrong")]
    [InlineData("""{"kind":"call","devices":["lamp"],"action":"light.dance"}""", "then.0.action action.unknown")]
    [InlineData("""{"kind":"call","devices":["lamp"],"action":"light.dim"}""", "then.0.in action.arguments")]
    [InlineData("""{"kind":"call","devices":["lamp"],"action":"light.toggle","in":{"brightness":1}}""", "then.0.in.brightness action.arguments")]
    [InlineData("""{"kind":"call","devices":["lamp"],"action":"light.dim","in":{"brightness":200}}""", "then.0.in.brightness value.out_of_range")]
    [InlineData("""{"kind":"delay","for":"8.00:00:00"}""", "then.0.for value.out_of_range")]
    [InlineData("""{"kind":"wait","until":[]}""", "then.0.until request.invalid")]
    [InlineData("""{"kind":"repeat","do":[{"kind":"stop"}]}""", "then.0 request.invalid")]
    [InlineData("""{"kind":"repeat","do":[{"kind":"stop"}],"times":1001}""", "then.0.times value.out_of_range")]
    [InlineData("""{"kind":"repeat","do":[],"times":2}""", "then.0.do request.invalid")]
    [InlineData("""{"kind":"choose","if":[],"then":[{"kind":"stop"}]}""", "then.0.if request.invalid")]
    [InlineData("""{"kind":"choose","if":[{"kind":"mode","is":["home"]}],"then":[{"kind":"delay","for":"8.00:00:00"}]}""", "then.0.then.0.for value.out_of_range")]
    [InlineData("""{"kind":"let","values":{"a b":1}}""", "then.0.values.a b request.invalid")]
    [InlineData("""{"kind":"notify","title":""}""", "then.0.title request.invalid")]
    [InlineData("""{"kind":"notify","title":"{"}""", "then.0.title expression.wrong")]
    [InlineData("""{"kind":"notify","title":"Hi","device":"attic"}""", "then.0.device device.unknown")]
    [InlineData("""{"kind":"webhook","url":""}""", "then.0.url request.invalid")]
    [InlineData("""{"kind":"webhook","url":"/etc/passwd"}""", "then.0.url request.invalid")]
    [InlineData("""{"kind":"webhook","url":"http://example.org/"}""", "then.0.url request.invalid")]
    [InlineData("""{"kind":"webhook","url":"https://ann:secret@example.org/"}""", "then.0.url request.invalid")]
    [InlineData("""{"kind":"webhook","url":"https://example.org/","body":{"level":"=1 +"}}""", "then.0.body.level expression.wrong")]
    [InlineData("""{"kind":"webhook","url":"https://example.org/","method":"get","body":{"level":1}}""", "then.0.body request.invalid")]
    [InlineData("""{"kind":"webhook","url":"https://example.org/","method":"trace"}""", "then.0.method json.malformed")]
    [InlineData("""{"kind":"rule","rule":"nobody","does":"enable"}""", "then.0.rule not_found")]
    public void A_broken_step_is_named(string step, string wrong) => Assert.Equal(wrong, First(Rule(then: $"[{step}]")));

    [Fact]
    public void Too_much_of_anything_is_refused()
    {
        string Many(string item, int count) => $"[{string.Join(',', Enumerable.Repeat(item, count))}]";
        string Nested(int levels) => levels == 0 ? """{"kind":"mode","is":["home"]}""" : $$"""{"kind":"not","of":[{{Nested(levels - 1)}}]}""";

        Assert.Equal("", First(Rule(Many("""{"kind":"time","at":"07:00"}""", RuleLimits.Triggers))));
        Assert.Equal("when limit.reached", First(Rule(Many("""{"kind":"time","at":"07:00"}""", RuleLimits.Triggers + 1))));
        Assert.Equal($"then.{RuleLimits.Steps} limit.reached", First(Rule(then: Many("""{"kind":"stop"}""", RuleLimits.Steps + 1))));
        Assert.Equal($"if.{RuleLimits.Conditions} limit.reached", First(Rule(more: $""","if":{Many(Nested(0), RuleLimits.Conditions + 1)}""")));
        Assert.Equal("", First(If(Nested(RuleLimits.Depth - 1))));
        Assert.EndsWith("limit.reached", First(If(Nested(RuleLimits.Depth))), StringComparison.Ordinal);
        Assert.EndsWith("json.malformed", First(If(Nested(500))), StringComparison.Ordinal);
        Assert.Equal("then.0.devices request.invalid", First(Set("""{"light.on":true}""", Many("\"lamp\"", 51))));
        Assert.Equal("note request.invalid", First(Rule(more: $""","note":"{new string('x', 1001)}" """)));
        Assert.EndsWith("limit.reached", First(Rule(more: $$""","variables":{{{string.Join(',', Enumerable.Range(0, 51).Select(number => $"\"v{number}\":1"))}}}""")), StringComparison.Ordinal);
        Assert.Equal("then.0.values.light.brightness expression.wrong", First(Set($$"""{"light.brightness":"={{new string('(', 400)}}1"}""")));
    }

    [Fact]
    public void Ten_megabytes_are_refused_before_they_are_read()
    {
        var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes(Rule(more: $""","note":"{new string('x', 10_000_000)}" """)));
        Assert.Equal("payload.too_large", rule.Fault!.Error.Code);
    }

    [Fact]
    public async Task A_home_keeps_no_broken_rule_and_says_what_is_wrong_with_it()
    {
        await using var home = await RuleHome.StartAsync();
        var refused = await home.TryAddAsync(Set("""{"light.smell":1,"light.dance":2}"""));

        Assert.Equal(("rule.invalid", "then.0.values.light.smell"), (refused.Fault!.Error.Code, refused.Fault.Field));
        Assert.Contains("and 1 more", refused.Fault.Detail, StringComparison.Ordinal);
        Assert.Empty((await home.Host.RulesAsync(home.Test.Home, home.Test.Owner)).Value);
    }
}
