using System.Text.Json.Nodes;
using Kith.Homes.Scenes;
using Kith.Imports.Planning;
using Kith.Model.Values;

namespace Kith.Imports.Zigbee2Mqtt;

/// <summary>Scenes that are stored in lamps: in the database they stand with their group or endpoint as meta.scenes, by scene and group, with name and state.</summary>
internal static class Groups
{
    internal static void Scenes(Foreign foreign, JsonNode group, string? name)
    {
        var members = group.Items("members").Select(member => member.Named("deviceIeeeAddr")).OfType<string>().Distinct().ToList();
        foreach (var (_, scene) in group.At("meta").At("scenes").Fields())
            Add(foreign, $"{group.Text("groupID")}", name is null ? scene.Named("name") : Join(name, scene.Named("name")), scene, members);
    }

    internal static void DeviceScenes(Foreign foreign, JsonNode device)
    {
        var address = device.Named("ieeeAddr");
        foreach (var (_, endpoint) in device.At("endpoints").Fields())
            foreach (var (key, scene) in endpoint.At("meta").At("scenes").Fields())
                // One of a group stands with each of its members too.
                if (address is not null && key.EndsWith("_0", StringComparison.Ordinal)) Add(foreign, address, scene.Named("name"), scene, [address]);
    }

    private static void Add(Foreign foreign, string of, string? name, JsonNode? scene, List<string> members)
    {
        if (name is not null && scene.At("state") is JsonObject state && members.Count > 0)
            foreign.Scenes.Add(new ForeignScene($"{of}/{name}", name, null, talk => [.. members.Select(talk.Find).OfType<Bound>().Select(bound => Step(talk, bound, state)).OfType<SceneStep>()]));
    }

    private static string? Join(string group, string? scene) => scene is null ? null : $"{Zigbee2MqttFormat.Split(group).Name}: {scene}";

    private static SceneStep? Step(Talk talk, Bound bound, JsonObject state)
    {
        var values = new Dictionary<string, Value>();
        var isOn = Words.Truth(state.Text("state") ?? "ON") != false;
        talk.Put(bound, "state", isOn ? "on" : "off", values);
        if (isOn && state.Number("brightness") is { } raw && bound.Can("brightness")) talk.Put(bound, "brightness", Tree.Said(Math.Round(Math.Clamp(raw, 1, 254) / 254 * 100)), values);
        if (isOn && state.Number("color_temp") is > 0 and var mired && state.Text("color_mode") != "xy" && bound.Can("color-temperature")) talk.Put(bound, "color-temperature", Tree.Said(Math.Round(1_000_000 / mired)), values);
        else if (isOn && state.At("color") is { } color && bound.Can("color"))
        {
            if (color.Number("x") is { } x && color.Number("y") is { } y) talk.Put(bound, "color", Tree.Said(Colors.OfXy(x, y)), values);
            else if (color.Number("hue") is { } hue && color.Number("saturation") is { } saturation) talk.Put(bound, "color", Tree.Said(Colors.OfHue(hue, saturation)), values);
        }
        return values.Count > 0 ? Talk.Of(bound.Id, values) : null;
    }
}
