using System.CommandLine;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith home: which homes the token reaches, and what is in one.</summary>
internal static class HomeCommand
{
    internal static Command Make(CommonOptions common)
    {
        var list = new Command("list", "The homes this token reaches");
        list.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var homes = await api.GetAsync("/api/v1/homes", cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(homes);
            else output.WriteTable(["ID", "NAME", "ROLE"], homes.Items().Select(home =>
                new[] { home.Text("id"), home.Text("name"), home.Text("role") }));
        });

        var which = new Argument<string?>("home") { Description = "Its name or id; may be left out when there is only one",
            Arity = ArgumentArity.ZeroOrOne };
        var show = new Command("show", "The rooms, people and devices of a home") { which };
        show.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var snapshot = await api.GetAsync($"/api/v1/homes/{await FindAsync(api, parsed.GetValue(which), cancel)}/snapshot", cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(snapshot);
            else Write(output, snapshot);
        });
        return new Command("home", "Homes and what is in them") { list, show };
    }

    /// <summary>The id of the home that a name, an id or nothing means.</summary>
    internal static async Task<string> FindAsync(ApiClient api, string? wanted, CancellationToken cancel)
    {
        var homes = (await api.GetAsync("/api/v1/homes", cancel)).Items().ToList();
        var found = homes.Where(home => wanted is null || home.Text("id") == wanted
            || home.Text("name").Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var one] => one.Text("id"),
            [] => throw new CliError(wanted is null ? "The token reaches no home." : $"The token reaches no home called {wanted}."),
            _ => throw new CliError($"Which home? {string.Join(", ", found.Select(home => $"{home.Text("name")} ({home.Text("id")})"))}"),
        };
    }

    private static void Write(TextWriter output, JsonNode snapshot)
    {
        var devices = snapshot["devices"]!.AsArray().OfType<JsonNode>().ToList();
        output.WriteLine($"{snapshot["home"].Text("name")} ({snapshot["home"].Text("timeZone")}), you are {snapshot["home"].Text("role")}");
        output.WriteLine($"People: {string.Join(", ", snapshot["people"]!.AsArray().Select(person => $"{person.Text("name")} ({person.Text("role")})"))}");
        foreach (var room in snapshot["rooms"]!.AsArray().OfType<JsonNode>().Append(null))
        {
            var here = devices.Where(device => device.Text("room") == room.Text("id")).ToList();
            if (here.Count > 0)
                output.WriteLine($"{(room is null ? "No room" : room.Text("name"))}: {string.Join(", ", here.Select(device => device.Text("id")))}");
        }
    }
}
