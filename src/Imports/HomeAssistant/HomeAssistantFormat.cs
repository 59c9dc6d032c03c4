using System.Text.Json.Nodes;
using Kith.Imports.Planning;
using Kith.Imports.Uploads;

namespace Kith.Imports.HomeAssistant;

/// <summary>Home Assistant: the registries of .storage (areas, floors, devices, entities), automations.yaml and scenes.yaml, alone or in a backup.</summary>
internal sealed class HomeAssistantFormat : HomeFormat
{
    private static readonly string[] Files = ["core.area_registry", "core.floor_registry", "core.device_registry", "core.entity_registry", "automations.yaml", "scenes.yaml"];

    internal override string Name => "home-assistant";

    internal override bool Wants(string path) => Files.Contains(Upload.NameOf(path));

    internal override bool IsIn(Upload upload) => upload.Text("core.device_registry") is not null || upload.Text("core.entity_registry") is not null;

    internal override Foreign Read(Upload upload, Report report)
    {
        var foreign = new Foreign();
        Registries.Read(foreign, report, name => Storage(upload, report, name));
        foreach (var scene in List(upload, report, "scenes.yaml")) Scenes.Read(foreign, scene);
        foreach (var automation in List(upload, report, "automations.yaml")) Automations.Read(foreign, automation);
        return foreign;
    }

    /// <summary>The rows of a registry.</summary>
    private static IEnumerable<JsonNode> Storage(Upload upload, Report report, string name)
    {
        if (upload.Text($"core.{name}_registry") is not { } text) return [];
        if (Tree.Parse(text) is { } root) return root.At("data").Items(name switch { "area" => "areas", "floor" => "floors", "device" => "devices", _ => "entities" });
        report.Lose("file", $"core.{name}_registry", "file.unreadable", "no JSON");
        return [];
    }

    private static IEnumerable<JsonNode> List(Upload upload, Report report, string file)
    {
        if (upload.Text(file) is not { } text) return [];
        var (root, refused, wrong) = Yaml.Read(text);
        if (wrong is not null) report.Lose("file", file, "file.unreadable", wrong);
        foreach (var place in refused) report.Lose("file", file, "file.tag", place);
        return root.Items().OfType<JsonObject>();
    }
}
