using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith device: see and control devices from a terminal or a script.</summary>
internal static class DeviceCommand
{
    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one",
            HelpName = "home", Recursive = true };
        var command = new Command("device", "See and control devices") { List(common, home), Show(common, home), Set(common, home),
            Call(common, home) };
        command.Options.Add(home);
        return command;
    }

    private static Command List(CommonOptions common, Option<string?> home)
    {
        var list = new Command("list", "Every device: where it is and whether it is there");
        list.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var devices = await api.GetAsync($"{await PathAsync(api, parsed, home, cancel)}?limit=500", cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(devices);
            else output.WriteTable(["ID", "NAME", "ROOM", "TYPE", "STATE"], devices.Items().Select(device => new[]
                { device.Text("id"), device.Text("name"), device.Text("room"), device.Text("type"), Presence(device) }));
        });
        return list;
    }

    private static Command Show(CommonOptions common, Option<string?> home)
    {
        var which = Which();
        var show = new Command("show", "A device and the values of its properties") { which };
        show.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var device = await api.GetAsync($"{await PathAsync(api, parsed, home, cancel)}/{Part(parsed.GetValue(which)!)}", cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(device);
            else
            {
                output.WriteLine($"{device.Text("name")} ({device.Text("type")}, {device.Text("spec")}), {Presence(device)}, via {device.Text("via")}");
                output.WriteTable(["PROPERTY", "VALUE", "SINCE"], device["values"]!.AsObject().Select(value =>
                    new[] { value.Key, value.Value.Text("v"), value.Value.Text("t") }));
            }
        });
        return show;
    }

    private static Command Set(CommonOptions common, Option<string?> home)
    {
        var which = Which();
        var values = new Argument<string[]>("property=value") { Description = "What to set, e.g. light.on=true light.brightness=40",
            Arity = ArgumentArity.OneOrMore };
        var confirm = Confirm();
        var set = new Command("set", "Set properties and wait for the device to say so") { which, values, confirm };
        set.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = $"{await PathAsync(api, parsed, home, cancel)}/{Part(parsed.GetValue(which)!)}/properties";
            Write(output, await api.SendAsync(HttpMethod.Put, path, Pairs(parsed.GetValue(values)!), parsed.GetValue(confirm), cancel),
                parsed.GetValue(common.Json));
        });
        return set;
    }

    private static Command Call(CommonOptions common, Option<string?> home)
    {
        var which = Which();
        var action = new Argument<string>("service.action") { Description = "What to do, e.g. vacuum.start-sweep" };
        var values = new Argument<string[]>("name=value") { Description = "The action's arguments", Arity = ArgumentArity.ZeroOrMore };
        var confirm = Confirm();
        var call = new Command("call", "Run an action and wait for its outcome") { which, action, values, confirm };
        call.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = $"{await PathAsync(api, parsed, home, cancel)}/{Part(parsed.GetValue(which)!)}/actions/{Part(parsed.GetValue(action)!)}";
            var body = new JsonObject { ["in"] = Pairs(parsed.GetValue(values) ?? []) };
            Write(output, await api.SendAsync(HttpMethod.Post, path, body, parsed.GetValue(confirm), cancel), parsed.GetValue(common.Json));
        });
        return call;
    }

    private static string Presence(JsonNode device) => device.Text("online") == "true" ? "online" : "offline";

    private static Argument<string> Which() => new("device") { Description = "The device's id, as `kith device list` shows it" };

    private static Option<bool> Confirm() => new("--confirm") { Description = "Yes, do it though it touches safety or privacy" };

    private static async Task<string> PathAsync(ApiClient api, ParseResult parsed, Option<string?> home, CancellationToken cancel) =>
        $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/devices";

    private static string Part(string text) => Uri.EscapeDataString(text);

    /// <summary>name=value pairs as JSON: true, false and numbers as such, all else as text.</summary>
    internal static JsonObject Pairs(IEnumerable<string> pairs)
    {
        var json = new JsonObject();
        foreach (var pair in pairs)
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1) throw new CliError($"'{pair}' is not name=value, such as light.on=true.");
            json[pair[..sign]] = ValueOf(pair[(sign + 1)..]);
        }
        return json;
    }

    private static JsonValue? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue value ? value : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static void Write(TextWriter output, JsonNode operation, bool json)
    {
        if (json)
        {
            output.WriteJson(operation);
            return;
        }
        var outcome = operation["outcome"];
        var detail = string.Join(": ", new[] { outcome.Text("code"), outcome.Text("detail") }.Where(text => text.Length > 0));
        output.WriteLine($"{outcome.Text("kind")}{(detail.Length > 0 ? $" ({detail})" : "")}");
        if (operation["out"] is JsonObject result)
            foreach (var (name, value) in result) output.WriteLine($"{name} = {value}");
        if (outcome.Text("kind") is not ("done" or "accepted")) throw new CliError("The device did not do it.");
    }
}
