using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Imports;
using Kith.Imports.Uploads;
using Kith.Server.Api;

namespace Kith.Server.Cli;

/// <summary>kith import: another system's home, looked at first and then brought over.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = ApiJson.Default };
    private static readonly string[] Parts = ["rooms", "devices", "scenes", "rules"];

    internal static Command Make(CommonOptions common)
    {
        var format = new Argument<string>("format") { Description = $"What it is of: {string.Join(", ", Formats.Names)}; or undo, with the receipt of an import as path" };
        var path = new Argument<string>("path") { Description = "A file, an archive, or the folder of its configuration" };
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one", HelpName = "home" };
        var apply = new Option<bool>("--apply") { Description = "Do it; without this it is only shown" };
        var only = new Option<string[]>("--only") { Description = $"Only these parts: {string.Join(", ", Parts)}", HelpName = "part", AllowMultipleArgumentsPerToken = true };
        var receipt = new Option<string>("--receipt") { Description = "Where to write what takes it back (kith import undo FILE)", HelpName = "file", DefaultValueFactory = _ => "kith-import.json" };
        var confirm = new Option<bool>("--confirm") { Description = "Yes, though rules touch safety or privacy" };
        var import = new Command("import", "Brings another system's home over: rooms, names, scenes and rules, and says what does not come and why") { format, path, home, apply, only, receipt, confirm };
        import.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var at = $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/import";
            if (parsed.GetValue(format) == "undo")
            {
                var undone = await api.SendAsync(HttpMethod.Post, $"{at}/undo", Receipt(parsed.GetValue(path)!), false, cancel);
                output.WriteLine($"{undone.Text("done")} things taken back.{(undone["kept"]!.AsArray() is { Count: > 0 } kept ? $" What was changed since stays: {string.Join(", ", kept)}." : "")}");
                return;
            }
            using var files = Files(parsed.GetValue(path)!);
            var plan = (JsonObject)await api.UploadAsync($"{at}/preview?format={Uri.EscapeDataString(parsed.GetValue(format)!)}", files, cancel);
            if (parsed.GetValue(only) is { Length: > 0 } parts)
                foreach (var part in Parts)
                    if (!parts.Contains(part)) plan[part] = new JsonArray();
            if (!parsed.GetValue(apply))
            {
                if (parsed.GetValue(common.Json)) output.WriteJson(plan);
                else Show(output, plan);
                return;
            }
            var made = await api.SendAsync(HttpMethod.Post, at, new JsonObject { ["plan"] = plan }, parsed.GetValue(confirm), cancel);
            RuleFile.Write(parsed.GetValue(receipt)!, made.ToJsonString(Written));
            foreach (var part in made["parts"]!.AsArray().OfType<JsonNode>())
                output.WriteLine($"{part.Text("part")}: {(part["code"] is null ? part.Text("done") : $"nothing ({part.Text("code")}): {part.Text("detail")}")}");
            output.WriteLine($"Take it back with: kith import undo {parsed.GetValue(receipt)}");
            if (made["parts"]!.AsArray().Any(part => part?["code"] is not null)) throw new CliError("Not every part came over.");
        });
        return import;
    }

    private static void Show(TextWriter output, JsonObject plan)
    {
        var seen = plan["seen"]!;
        foreach (var part in Parts) output.WriteLine($"{part}: {plan[part]!.AsArray().Count} of {seen.Text(part)}");
        output.WriteLine("");
        output.WriteTable(["DEVICE", "NAME", "ROOM", "HERE"], plan["devices"]!.AsArray().OfType<JsonNode>().Select(device => new[] { device["device"] is null ? "-" : device.Text("device"), device.Text("name"), device.Text("room"), device["device"] is null ? "when it comes" : "now" }));
        output.WriteLine("");
        output.WriteTable(["RULE", "STATE"], plan["rules"]!.AsArray().OfType<JsonNode>().Select(rule => new[] { rule["rule"].Text("name"), rule.Text("isWhole") == "true" ? rule.Text("enabled") == "true" ? "whole" : "whole, off" : "in part, off" }));
        output.WriteLine("");
        output.WriteTable(["WHAT", "NAME", "WHY NOT"], plan["losses"]!.AsArray().OfType<JsonNode>().Select(loss => new[] { loss.Text("kind"), loss.Text("name"), $"{loss["text"].Text("en")} ({loss.Text("code")})" }));
        output.WriteLine("");
        output.WriteLine("Nothing was changed. Add --apply to bring it over.");
    }

    private static JsonNode Receipt(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) ?? throw new CliError($"{path} is empty.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CliError(wrong.Message);
        }
    }

    /// <summary>Of a folder only what a format reads.</summary>
    private static MultipartFormDataContent Files(string path)
    {
        try
        {
            var content = new MultipartFormDataContent();
            if (!Directory.Exists(path)) Add(content, Path.GetFileName(path), path);
            else
                foreach (var file in Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 6, AttributesToSkip = FileAttributes.ReparsePoint }).Where(Formats.Wants).Take(UploadLimits.Files))
                    Add(content, Path.GetRelativePath(path, file).Replace('\\', '/'), file);
            return content;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliError(wrong.Message);
        }
    }

    private static void Add(MultipartFormDataContent content, string name, string path)
    {
        if (new FileInfo(path).Length > UploadLimits.Bytes) throw new CliError($"{path} is larger than {UploadLimits.Bytes >> 20} MB; hand in the configuration without databases and pictures.");
        var bytes = new ByteArrayContent(File.ReadAllBytes(path));
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(bytes, "files", name);
    }
}
