using System.CommandLine;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith connections: who is at the home's broker.</summary>
internal static class ConnectionsCommand
{
    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one", HelpName = "home" };
        var connections = new Command("connections", "Who is connected to a home over MQTT, from where, and subscribed to what") { home };
        connections.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/connections";
            var all = await api.GetAsync($"{path}?limit=500", cancel);
            if (parsed.GetValue(common.Json))
            {
                output.WriteJson(all);
                return;
            }
            output.WriteTable(["WHO", "CLIENT", "STATE", "FROM", "MQTT", "WAITING", "SUBSCRIBED TO"], all.Items().Select(one => new[]
            {
                one.Text("name") is { Length: > 0 } name ? name : one.Text("subject"), one.Text("client"), State(one), one.Text("address"),
                one.Text("encrypted") == "true" ? $"{one.Text("protocol")} TLS" : one.Text("protocol"), one.Text("waiting"), string.Join(' ', one["subscriptions"]!.AsArray()),
            }));
            var use = await api.GetAsync($"{path}/use", cancel);
            output.WriteLine($"{Share(use, "connections")} connections, {Share(use, "sessions")} sessions, {Share(use, "retained")} retained messages; {use.Text("queued")} wait, {use.Text("messagesIn")} came in, {use.Text("messagesOut")} went out, {use.Text("pauses")} pauses");
        });
        return connections;
    }

    private static string Share(JsonNode use, string what) => use["limits"].Text(what) is { Length: > 0 } limit ? $"{use.Text(what)} of {limit}" : use.Text(what);

    private static string State(JsonNode one) => one.Text("online") == "true" ? "online" : one.Text("until") is { Length: > 0 } until ? $"away, kept until {until}" : "away";
}
