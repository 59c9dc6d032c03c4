using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Server.Api;

namespace Kith.Server.Cli;

/// <summary>kith rule: rules as files, to keep beside one's other configuration. A file is called as its rule's id.</summary>
internal static class RuleCommand
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = ApiJson.Default };

    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one",
            HelpName = "home", Recursive = true };
        var command = new Command("rule", "The rules of a home: list, run, check them, write them to files and read them back")
            { List(common, home), Run(common, home), Check(common, home), Export(common, home), Import(common, home) };
        command.Options.Add(home);
        return command;
    }

    private static Command List(CommonOptions common, Option<string?> home)
    {
        var list = new Command("list", "Every rule: whether it is on, and what became of its last start");
        list.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var rules = await AllAsync(api, await PathAsync(api, parsed, home, cancel), cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(new JsonObject { ["items"] = new JsonArray([.. rules.Select(rule => rule.DeepClone())]) });
            else output.WriteTable(["ID", "NAME", "STATE", "LAST"], rules.Select(rule => new[] { rule.Text("id"), rule["rule"].Text("name"), State(rule), rule["last"].Text("end") }));
        });
        return list;
    }

    private static Command Run(CommonOptions common, Option<string?> home)
    {
        var which = new Argument<string>("rule") { Description = "The rule's id, as `kith rule list` shows it" };
        var confirm = Confirm();
        var run = new Command("run", "Runs a rule now; its conditions are not asked") { which, confirm };
        run.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = $"{await PathAsync(api, parsed, home, cancel)}/{Part(parsed.GetValue(which)!)}/run";
            var rule = await api.SendAsync(HttpMethod.Post, path, null, parsed.GetValue(confirm), cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(rule);
            else output.WriteLine($"{rule["rule"].Text("name")}: {(rule.Text("running") == "0" ? rule["last"].Text("end") : "running")}");
        });
        return run;
    }

    private static Command Check(CommonOptions common, Option<string?> home)
    {
        var files = Files();
        var check = new Command("check", "Says what is wrong with rules in files, without keeping them; exits with 1 when one would not work") { files };
        check.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = await PathAsync(api, parsed, home, cancel);
            var wrong = 0;
            foreach (var file in RuleFile.Read(parsed.GetValue(files)!))
            {
                var verdict = await api.SendAsync(HttpMethod.Post, $"{path}/check", new JsonObject { ["rule"] = file.Rule }, false, cancel);
                foreach (var problem in verdict["problems"]!.AsArray().OfType<JsonNode>())
                {
                    var isWarning = problem.Text("isWarning") == "true";
                    if (!isWarning) wrong++;
                    output.WriteLine($"{file.Path}: {problem.Text("path")}: {problem.Text("detail")} ({problem.Text("code")}{(isWarning ? ", a warning" : "")})");
                }
            }
            if (wrong > 0) throw new CliError($"{wrong} problems must be mended.");
            output.WriteLine("Nothing to mend.");
        });
        return check;
    }

    private static Command Export(CommonOptions common, Option<string?> home)
    {
        var which = new Argument<string?>("rule") { Description = "The rule's id; may be left out to write all into a folder", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--out") { Description = "A file for one rule (default: the terminal), a folder for all", HelpName = "path" };
        var export = new Command("export", "Writes a rule's document, or those of all rules") { which, to };
        export.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = await PathAsync(api, parsed, home, cancel);
            if (parsed.GetValue(which) is { } one)
            {
                var rule = (await api.GetAsync($"{path}/{Part(one)}", cancel))["rule"]!.ToJsonString(Written);
                if (parsed.GetValue(to) is { } file) RuleFile.Write(file, rule);
                else output.WriteLine(rule);
                return;
            }
            var folder = parsed.GetValue(to) ?? throw new CliError("Name a rule, or a folder for all of them with --out.");
            var rules = await AllAsync(api, path, cancel);
            foreach (var rule in rules) RuleFile.Write(Path.Combine(folder, $"{rule.Text("id")}.json"), rule["rule"]!.ToJsonString(Written));
            output.WriteLine($"{rules.Count} rules written to {folder}.");
        });
        return export;
    }

    private static Command Import(CommonOptions common, Option<string?> home)
    {
        var files = Files();
        var off = new Option<bool>("--off") { Description = "New rules are added switched off" };
        var confirm = Confirm();
        var import = new Command("import", "Adds rules from files; a file called as a rule of the home replaces that rule") { files, off, confirm };
        import.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = await PathAsync(api, parsed, home, cancel);
            var known = (await AllAsync(api, path, cancel)).Select(rule => rule.Text("id")).ToHashSet();
            foreach (var file in RuleFile.Read(parsed.GetValue(files)!))
            {
                var id = Path.GetFileNameWithoutExtension(file.Path);
                var isKnown = known.Contains(id);
                var body = new JsonObject { ["rule"] = file.Rule, ["enabled"] = !parsed.GetValue(off) };
                var made = await RuleFile.NamedAsync(file, api.SendAsync(isKnown ? HttpMethod.Put : HttpMethod.Post, isKnown ? $"{path}/{id}" : path, body, parsed.GetValue(confirm), cancel));
                output.WriteLine($"{file.Path}: {(isKnown ? "replaced" : "added")} {made.Text("id")}");
            }
        });
        return import;
    }

    private static string State(JsonNode rule) => rule["halted"] is not null ? "halted"
        : rule["problems"]?.AsArray().Any(problem => problem.Text("isWarning") != "true") == true ? "broken"
        : rule.Text("enabled") == "true" ? "on" : "off";

    private static Argument<string[]> Files() => new("file or folder") { Description = "Rule documents, or folders of them", Arity = ArgumentArity.OneOrMore };

    private static Option<bool> Confirm() => new("--confirm") { Description = "Yes, though it touches safety or privacy" };

    /// <summary>All of them, part by part.</summary>
    private static async Task<List<JsonNode>> AllAsync(ApiClient api, string path, CancellationToken cancel)
    {
        var all = new List<JsonNode>();
        for (string? next = ""; next is not null;)
        {
            var page = await api.GetAsync($"{path}?limit=500{(next.Length > 0 ? $"&cursor={Part(next)}" : "")}", cancel);
            all.AddRange(page.Items());
            next = page["next"]?.ToString();
        }
        return all;
    }

    private static async Task<string> PathAsync(ApiClient api, ParseResult parsed, Option<string?> home, CancellationToken cancel) =>
        $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/rules";

    private static string Part(string text) => Uri.EscapeDataString(text);
}
