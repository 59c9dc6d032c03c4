using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Interchange;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Interchange;

public class MiotFuzzTests
{
    private const int Mutants = 300;

    private static readonly Library Library = Library.Standard();

    private static readonly string[] Wild =
        ["null", "true", "-1", "0", "1", "2", "99999", "100000", "1e308", "4294967296", "9223372036854775807", "0.5", "\"\"", "\"none\"", "\"bool\"", "\"uint8\"", "\"string\"", "\"µg/m³\"",
         "\"urn:miot-spec-v2:property:on:00000006\"", "\"urn:x\"", "[]", "{}", "[1]", "[[1]]", "[9,1,0]", "[0,1,1,1]", "[{\"value\":1,\"description\":\"A\"}]", "[\"read\"]", "\"\\u0000\"", "\"😀\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_mutated_instance_never_throws_and_what_is_taken_in_comes_out_again(int seed)
    {
        var random = new Random(seed);
        for (var mutant = 0; mutant < Mutants; mutant++)
        {
            var text = Encoding.UTF8.GetBytes(Mutate(random, random.Next(2) == 0 ? Instances.Lamp : Instances.Quirky));

            var import = Miot.Import(text, Library);

            if (!import.Ok) continue;
            var stored = JsonSerializer.SerializeToUtf8Bytes(import.Value.Document, ModelJson.Default.ProductDocument);
            var export = Miot.Export(ProductDocument.Parse(stored).Value, Library).Value.ToJsonString();
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(text), JsonElement.Parse(export)), Encoding.UTF8.GetString(text));
            SpecLint.Document(Library, import.Value.Document);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Broken_bytes_never_throw(int seed)
    {
        var random = new Random(seed);
        for (var mutant = 0; mutant < Mutants; mutant++)
        {
            var bytes = Encoding.UTF8.GetBytes(Instances.Quirky);
            for (var times = random.Next(1, 6); times > 0; times--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var cut = random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;

            Miot.Import(cut, Library);
            ProductDocument.Parse(cut);
        }
    }

    /// <summary>One to four places of the document get another value, are removed or doubled.</summary>
    private static string Mutate(Random random, string instance)
    {
        var root = JsonNode.Parse(instance)!;
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var places = Places(root).ToList();
            var place = places[random.Next(places.Count)];
            var wild = JsonNode.Parse(Wild[random.Next(Wild.Length)]);
            if (place is JsonObject { Count: > 0 } fields)
            {
                var name = fields.ElementAt(random.Next(fields.Count)).Key;
                if (random.Next(4) == 0) fields.Remove(name);
                else fields[random.Next(5) == 0 ? "extra" : name] = wild;
            }
            else if (place is JsonArray { Count: > 0 } list)
            {
                var at = random.Next(list.Count);
                if (random.Next(3) == 0) list.Add(list[at]?.DeepClone());
                else if (random.Next(3) == 0) list.RemoveAt(at);
                else list[at] = wild;
            }
        }
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        yield return node;
        var children = node is JsonObject fields ? fields.Select(field => field.Value) : node is JsonArray list ? list : [];
        foreach (var child in children.OfType<JsonNode>())
            foreach (var place in Places(child)) yield return place;
    }
}
