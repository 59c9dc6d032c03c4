using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

public class DocumentFuzzTests
{
    private const int Mutants = 600;

    private static readonly Library Library = Library.Standard();

    private static readonly string[] Wild =
        ["null", "true", "-1", "0", "7", "1e300", "\"\"", "\" \"", "\"light\"", "\"open\"", "\"on\"", "\"float\"", "\"string\"", "[]", "{}", "[null]", "[0,1]", "[5,1,0]", "[{\"name\":\"on\"}]",
         "[{\"value\":1,\"key\":\"a\",\"name\":\"A\"}]", "[\"read\"]", "{\"en\":\"X\"}", "\"../../x\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mutated_document_is_resolved_or_refused_and_never_throws(int seed)
    {
        var random = new Random(seed);
        var documents = Library.Products.Select(product => JsonSerializer.Serialize(product, ModelJson.Default.ProductDocument)).ToList();
        var resolved = 0;
        for (var mutant = 0; mutant < Mutants; mutant++)
        {
            var root = JsonNode.Parse(documents[random.Next(documents.Count)])!;
            for (var times = random.Next(1, 4); times > 0; times--) Mutate(random, root);

            if (ProductDocument.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())) is not { Ok: true, Value: var document }) continue;
            SpecLint.Upgrade(Library, document, document);
            if (Library.Resolve(document) is not { Ok: true, Value: var spec }) continue;
            JsonSerializer.Serialize(spec, ModelJson.Default.Spec);
            resolved++;
        }
        Assert.InRange(resolved, 1, Mutants - 1);
    }

    private static void Mutate(Random random, JsonNode node)
    {
        while (true)
        {
            var children = node is JsonObject fields ? fields.Select(field => field.Value).ToList() : node is JsonArray list ? [.. list] : [];
            if (children.Count == 0) return;
            var at = random.Next(children.Count);
            if (children[at] is JsonObject or JsonArray && random.Next(4) > 0)
            {
                node = children[at]!;
                continue;
            }
            var wild = JsonNode.Parse(Wild[random.Next(Wild.Length)]);
            if (node is JsonObject changed) changed[changed.ElementAt(at).Key] = wild;
            else node.AsArray()[at] = wild;
            return;
        }
    }
}
