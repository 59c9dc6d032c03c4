using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Assistant.Understanding;

namespace Kith.Server.Cli;

/// <summary>kith explain: how one sentence is read, and why so.</summary>
internal static class ExplainCommand
{
    internal static Command Make(CommonOptions common)
    {
        var text = new Argument<string>("sentence") { Description = "What somebody says" };
        var home = new Option<string?>("--home") { Description = "A house in a file (docs/understand-format.md), or the name or id of a home of the running server; may be left out when there is only one", HelpName = "file|home" };
        var language = new Option<string?>("--language") { Description = "en, zh-CN, zh-TW or zh-HK; the words themselves tell mostly", HelpName = "language" };
        var room = new Option<string?>("--room") { Description = "Where it is said: a room's id", HelpName = "room" };
        var person = new Option<string?>("--person") { Description = "Who says it, a person's id; in a home of the server you are who says it", HelpName = "person" };
        var explain = new Command("explain", "Shows how a sentence is read: its words, what they stand for, what was put right, and what would be done. Does nothing") { text, home, language, room, person };
        explain.Does(async (parsed, output, cancel) =>
        {
            var where = parsed.GetValue(home);
            JsonNode json;
            if (where is not null && (File.Exists(where) || Directory.Exists(where) || where.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                if (Directory.Exists(where)) throw new CliError($"{where} is a folder: name one house.");
                var understood = new Batch(HouseFiles.Read(where)).Hear(new() { Text = parsed.GetValue(text), Lang = parsed.GetValue(language), Room = parsed.GetValue(room), Person = parsed.GetValue(person) });
                json = JsonSerializer.SerializeToNode(understood, UnderstandJson.Default.Understood)!;
            }
            else
            {
                using var api = ApiClient.Of(common, parsed);
                var body = new JsonObject { ["text"] = parsed.GetValue(text), ["language"] = parsed.GetValue(language), ["room"] = parsed.GetValue(room) };
                json = await api.SendAsync(HttpMethod.Post, $"/api/v1/homes/{await HomeCommand.FindAsync(api, where, cancel)}/assistant/explain", body, false, cancel);
            }
            if (parsed.GetValue(common.Json)) output.WriteJson(json);
            else Write(output, json);
        });
        return explain;
    }

    /// <summary>For people: the outcome, each span with its concepts, and each act in one line.</summary>
    internal static void Write(TextWriter output, JsonNode understood)
    {
        var explain = understood["explain"];
        output.WriteLine($"{understood.Text("outcome")}: {understood.Text("say")}");
        if (Words(understood["missing"]) is { Length: > 0 } missing) output.WriteLine($"not understood: {missing}");
        if (Words(understood["about"]) is { Length: > 0 } about) output.WriteLine($"about: {about}");
        output.WriteLine($"\nread as {explain.Text("rule")}");
        var spans = Items(explain?["spans"]).Select(span => (IReadOnlyList<string>)[span.Text("text"), span.Text("meaning")])
            .Concat(Items(explain?["corrections"]).Select(heard => (IReadOnlyList<string>)[heard.Text("text"), $"heard as {heard.Text("as")}"])).ToList();
        if (spans.Count > 0) output.WriteTable(["WORDS", "STAND FOR"], spans);
        var acts = Items(understood["acts"]).Select(act => (IReadOnlyList<string>)[act.Text("act"), Fields(act)]).ToList();
        if (acts.Count == 0) return;
        output.WriteLine();
        output.WriteTable(["ACT", "WITH"], acts);
    }

    private static string Fields(JsonNode act) => string.Join(", ", act.AsObject().Where(field => field.Key != "act" && field.Value is not null).Select(field => $"{field.Key} {Plain(field.Value!)}"));

    private static string Plain(JsonNode value) => value switch
    {
        JsonArray list when list.All(item => item is JsonValue) => Words(list),
        JsonValue one => one.ToString(),
        _ => value.ToJsonString(),
    };

    private static string Words(JsonNode? list) => string.Join(", ", Items(list).Select(item => item.ToString()));

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();
}
