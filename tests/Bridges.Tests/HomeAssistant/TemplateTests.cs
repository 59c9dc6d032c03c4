using System.Text.Json;
using Kith.Bridges.HomeAssistant.Templates;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>The part of Jinja that emitters use, and that the rest of it is refused by name.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("{{ value }}", "21.5", "21.5")]
    [InlineData("{{value_json.POWER}}", """{"POWER":"ON"}""", "ON")]
    [InlineData("{{ value_json[\"linkquality\"] }}", """{"linkquality":97}""", "97")]
    [InlineData("{{value_json['ENERGY'].Power}}", """{"ENERGY":{"Power":40}}""", "40")]
    [InlineData("{{ value_json.temperature }}", """{"temperature":21.0}""", "21.0")]
    [InlineData("{{ value_json.occupancy }}", """{"occupancy":true}""", "True")]
    [InlineData("{{ value_json.x }}", """{"x":null}""", "None")]
    [InlineData("{{ value_json.x }}", "{}", null)]
    [InlineData("{{ value_json.x.y }}", "{}", null)]
    [InlineData("{{ value_json.x }}", "no JSON", null)]
    [InlineData("{{ value_json[0].x }}", """[{"x":1},{"x":2}]""", "1")]
    [InlineData("{{ value_json[-1].x }}", """[{"x":1},{"x":2}]""", "2")]
    [InlineData("{{ value_json.permit_join | lower }}", """{"permit_join":true}""", "true")]
    [InlineData("{{ value_json.tempc | is_defined }}", """{"hum":1}""", null)]
    [InlineData("{{ value_json.x | default('none') }}", "{}", "none")]
    [InlineData("{{ value_json.x | default('', True) | string | truncate(4, True, '', 0) }}", """{"x":"abcdefgh"}""", "abcd")]
    [InlineData("{{ value | int * 2 + 1 }}", "20", "41")]
    [InlineData("{{ value | float / 10 }}", "215", "21.5")]
    [InlineData("{{ (value_json.value / 99 * 255) | round(0) }}", """{"value":99}""", "255")]
    [InlineData("{{ value | float | round(1) }}", "21.349", "21.3")]
    [InlineData("{{ value | int(0) }}", "x", "0")]
    [InlineData("{{ value | int }}", "x", null)]
    [InlineData("{{ 7 // 2 }} {{ -7 % 3 }} {{ 2 ** 3 }} {{ 1 / 2 }}", "", "3 2 8 0.5")]
    [InlineData("{{ 'on' if value == '1' else 'off' }}", "1", "on")]
    [InlineData("{{ \"OFF\" if value_json.value == 0 else \"ON\" }}", """{"value":0}""", "OFF")]
    [InlineData("{{'true' if value_json.value == true else 'false'}}", """{"value":true}""", "true")]
    [InlineData("{{ value_json.value == 2 }}", """{"value":2}""", "True")]
    [InlineData("{% if value == 'a' %}one{% elif value == 'b' %}two{% else %}more{% endif %}", "b", "two")]
    [InlineData("{% if value_json.get('rssi') -%}home{%- else -%}not_home{%- endif %}", """{"rssi":-70}""", "home")]
    [InlineData("{% set x = value | int %}{{ x + 1 if x > 3 else x }}", "4", "5")]
    [InlineData("{{ {'0': 'off', '1': 'heat'}[value] }}", "1", "heat")]
    [InlineData("{{ {0: 'off', 1: 'heat'}[value_json.mode] | default('auto') }}", """{"mode":7}""", "auto")]
    [InlineData("{{ {'off': 0, 'heat': 1}.get(value, 2) }}", "dry", "2")]
    [InlineData("{{ value_json.a ~ '-' ~ value_json.b }}", """{"a":1,"b":"x"}""", "1-x")]
    [InlineData("{{ value_json.Color.split(',')[0:3] | join(',') }}", """{"Color":"1,2,3,4,5"}""", "1,2,3")]
    [InlineData("{{ 'x' in value_json }} {{ 'y' not in value_json }}", """{"x":1}""", "True True")]
    [InlineData("{{ value_json.x is defined and value_json.x is not none }}", """{"x":1}""", "True")]
    [InlineData("{{ not (value == 'a' or value == 'b') }}", "c", "True")]
    [InlineData("{{ value_json.list | length }}", """{"list":[1,2]}""", "2")]
    [InlineData("{{ value_json.data | tojson }}", """{"data":{"a":1.0,"b":"é"}}""", """{"a":1.0,"b":"é"}""")]
    [InlineData("{{ (value | from_json).x }}", """{"x":5}""", "5")]
    [InlineData("{{ value_json.at | timestamp_utc }}", """{"at":0}""", "1970-01-01T00:00:00+00:00")]
    [InlineData("{{ value | int(base=16, default=0) }}", "ff", "255")]
    [InlineData("{{ value | int(0, 16) }}", "ff", "255")]
    [InlineData("{# a remark #}{\"speed\": {{ value }}}", "3", """{"speed": 3}""")]
    [InlineData("{{ 'a }} b' }}", "", "a }} b")]
    [InlineData("{{ {'a': {'b': 1}}['a']['b'] }}", "", "1")]
    public void A_template_makes_what_home_assistant_makes(string template, string payload, string? expected)
    {
        var (read, refused) = Template.Read(template);

        Assert.Null(refused);
        Assert.Equal(expected, read!.Evaluate(payload, Json.Read(System.Text.Encoding.UTF8.GetBytes(payload), 10_000)));
    }

    [Theory]
    [InlineData("{% for x in value_json %}{{ x }}{% endfor %}", "for")]
    [InlineData("{% macro x() %}{% endmacro %}", "macro")]
    [InlineData("{{ states('sensor.x') }}", "the function states")]
    [InlineData("{{ now().strftime('%Y') }}", "the function now")]
    [InlineData("{{ value | regex_replace('a', 'b') }}", "the filter regex_replace")]
    [InlineData("{{ ''.__class__.mro() }}", "the method mro")]
    [InlineData("{{ value is divisibleby 3 }}", "the test divisibleby")]
    [InlineData("{{ value", "without its end")]
    [InlineData("{{ value | }}", "lacks a name")]
    [InlineData("{% if value %}x", "an if without its end")]
    [InlineData("x{% endif %}", "endif")]
    [InlineData("{{ 'abc }}", "without its end")]
    [InlineData("{{ value & 1 }}", "&")]
    [InlineData("{{ 1 + }}", "in the middle")]
    public void What_it_does_not_have_is_refused_by_name(string template, string why) =>
        Assert.Contains(why, Template.Read(template).Refused ?? "was not refused", StringComparison.Ordinal);

    [Fact]
    public void A_template_without_end_or_bottom_is_refused_or_ends()
    {
        Assert.NotNull(Template.Read(new string('x', 9000)).Refused);
        Assert.NotNull(Template.Read("{{ " + new string('(', 4000) + "1").Refused);
        Assert.NotNull(Template.Read("{{ " + string.Concat(Enumerable.Repeat("[", 4000)) + " }}").Refused);
        Assert.NotNull(Template.Read("{{ 1" + string.Concat(Enumerable.Repeat("+1", 2000)) + " }}").Refused);
        Assert.NotNull(Template.Read(string.Concat(Enumerable.Repeat("{% if 1 %}", 500))).Refused);
        Assert.NotNull(Template.Read("{{ " + string.Concat(Enumerable.Repeat("-", 5)) + string.Concat(Enumerable.Repeat("{1:", 2000)) + " }}").Refused);

        var doubling = "{% set x = value %}" + string.Concat(Enumerable.Repeat("{% set x = x ~ x %}", 60)) + "{{ x }}";
        Assert.Null(Template.Read(doubling).Template!.Evaluate("aaaa", null));
    }

    [Fact]
    public void A_command_template_has_numbers_as_numbers()
    {
        var names = new Dictionary<string, object?> { ["value"] = 33L };

        Assert.Equal("85", Template.Read("{{ (value * 255 / 99) | round(0) }}").Template!.Evaluate(names));
        Assert.Equal("{\"options\": {\"level\": \"33\" } }", Template.Read("{\"options\": {\"level\": \"{{ value }}\" } }").Template!.Evaluate(names));
    }

    [Fact]
    public void Every_template_that_was_recorded_is_read_but_one()
    {
        var refused = Emitters.Lines("zigbee2mqtt").SelectMany(line => Templates(JsonDocument.Parse(line.Payload).RootElement)).Distinct().Where(template => Template.Read(template).Refused is not null);

        Assert.Equal(["{{ now().strftime('%Y-%m-%d %H:%M:%S') }}"], refused);
    }

    private static IEnumerable<string> Templates(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => field.Name.EndsWith("template", StringComparison.Ordinal) ? [field.Value.GetString()!] : Templates(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Templates),
        _ => [],
    };
}
