using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Products;
using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Definitions and states made by chance: of every kind, and of kinds that no sane program would send.</summary>
public sealed class AnyDefinitionTests
{
    private const int Rounds = 1500;
    private static readonly string[] Types = ["numeric", "binary", "enum", "text", "list", "composite", "light", "switch", "cover", "climate", "lock", "fan", "nonsense", ""];
    private static readonly string[] Names =
        ["state", "brightness", "color_temp", "color_xy", "color_hs", "position", "temperature", "humidity", "power", "action", "system_mode", "contact", "x_y", "灯", "a/b", "", "*", "battery", "identify", "update", "linkquality"];
    private static readonly string[] Units = ["°C", "%", "W", "mired", "no unit at all", "", "lx", "kWh"];
    private static readonly string[] Raws = ["true", "false", "null", "0", "-1", "254", "1e308", "21.5", "\"ON\"", "\"\"", "\"heat\"", "[]", "{}", "[1,{}]", "{\"x\":0.3,\"y\":0}", "{\"hue\":-5,\"saturation\":1e9}"];

    [Fact]
    public void Whatever_is_exposed_becomes_a_device_and_whatever_it_says_breaks_nothing()
    {
        var random = new Random(20261121);
        for (var round = 0; round < Rounds; round++)
        {
            var exposes = Many(random, 0);
            var (mapping, fault) = Samples.Mapper.Map(new Definition("Maker", "M", "", round % 2 == 0, JsonSerializer.SerializeToElement(exposes)));
            Assert.True(fault is null, $"round {round}: {fault?.Detail} for {exposes.ToJsonString()}");
            for (var state = 0; state < 5; state++) ReadAll(mapping, random);
            foreach (var property in mapping.Spec.Properties.Where(property => property.Access.HasFlag(Access.Write))) WriteAny(mapping, property, random);
        }
    }

    /// <summary>What is read must be of the property's own format: a report that the home refuses for its type would be the mapper's fault.</summary>
    private static void ReadAll(DeviceMapping mapping, Random random)
    {
        var state = new JsonObject();
        foreach (var binding in mapping.Bindings)
            state[binding.Path[0]] = JsonNode.Parse(Pick(random, Raws));
        var json = JsonSerializer.SerializeToElement(state);
        foreach (var binding in mapping.Bindings)
        {
            if (!binding.TryRead(json, out var value)) continue;
            var taken = mapping.Spec.FindProperty(binding.Address)!.Take(value);
            Assert.True(taken.Ok || taken.Fault!.Error.Code == "value.out_of_range", $"{binding.Address}: {taken.Fault?.Detail}");
        }
    }

    private static void WriteAny(DeviceMapping mapping, Property property, Random random)
    {
        var value = property switch
        {
            { Format: Format.Bool } => Value.Of(random.Next(2) == 0),
            { Format: Format.String } => Value.Of(Pick(random, Raws)),
            { Choices: { } choices } => Value.Of(choices[random.Next(choices.Count)].Value),
            { Range: { } range } => Value.Of((long)Math.Round((range.Min + range.Max) / 2)),
            _ => Value.Of(1),
        };
        if (property.Take(value) is not { Ok: true } fit) return;
        var binding = mapping.Find(property.Address)!;
        // A definition whose two values of a truth are one and the same, or no values at all, says nothing either way.
        if (property.Format is Format.Bool && JsonNode.DeepEquals(binding.Codec.Write(Value.Of(true)), binding.Codec.Write(Value.Of(false)))) return;
        var state = binding.Codec.Write(fit.Value);
        foreach (var step in binding.Path.Reverse()) state = new JsonObject { [step] = state.DeepClone() };
        var json = JsonSerializer.SerializeToElement(state);
        // A colour's place and a text of JSON may differ in form; what was sent always confirms what was asked.
        Assert.True(binding.Matches(json, fit.Value) || RawValue.Of(json).IsNone && property.Format is Format.String, $"{property.Address} = {fit.Value} is not confirmed by {json.GetRawText()}");
    }

    private static JsonArray Many(Random random, int depth)
    {
        var list = new JsonArray();
        for (var count = random.Next(depth == 0 ? 12 : 5); count > 0; count--) list.Add(One(random, depth));
        return list;
    }

    private static JsonNode One(Random random, int depth)
    {
        var expose = new JsonObject { ["type"] = Pick(random, Types), ["access"] = random.Next(9) };
        if (random.Next(10) > 0) expose["name"] = Pick(random, Names);
        if (random.Next(10) > 1) expose["property"] = Pick(random, Names) + (random.Next(3) == 0 ? random.Next(3).ToString(CultureInfo.InvariantCulture) : "");
        if (random.Next(4) == 0) expose["endpoint"] = Pick(random, Names);
        if (random.Next(3) == 0) expose["unit"] = Pick(random, Units);
        if (random.Next(2) == 0) (expose["value_min"], expose["value_max"]) = (random.Next(-100, 300), random.Next(-100, 300));
        if (random.Next(3) == 0) expose["value_step"] = random.NextDouble() * 3 - 1;
        if (random.Next(2) == 0) (expose["value_on"], expose["value_off"]) = (JsonNode.Parse(Pick(random, Raws)), JsonNode.Parse(Pick(random, Raws)));
        if (random.Next(2) == 0) expose["values"] = new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(_ => JsonNode.Parse(Pick(random, Raws)))]);
        if (random.Next(2) == 0 && depth < 8) expose["features"] = Many(random, depth + 1);
        if (random.Next(3) == 0) expose["category"] = random.Next(2) == 0 ? "config" : "diagnostic";
        return random.Next(30) == 0 ? JsonValue.Create(7) : expose;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
