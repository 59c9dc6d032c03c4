using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith token: personal API tokens, through the API and therefore with a token that may manage.</summary>
internal static class TokenCommand
{
    internal static Command Make(CommonOptions common) =>
        new("token", "Personal API tokens of your account") { List(common), Create(common), Revoke(common) };

    private static Command List(CommonOptions common)
    {
        var list = new Command("list", "Your tokens; never their secrets");
        list.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var tokens = await api.GetAsync("/api/v1/tokens", cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(tokens);
            else output.WriteTable(["ID", "NAME", "SCOPES", "LAST USED", "EXPIRES"], tokens.Items().Select(token => new[]
                { token.Text("id"), token.Text("name"), string.Join(",", token["scopes"]!.AsArray()), token.Text("lastUsed"),
                    token.Text("expires") }));
        });
        return list;
    }

    private static Command Create(CommonOptions common)
    {
        var name = new Argument<string>("name") { Description = "What it is for" };
        var scopes = new Option<string[]>("--scope") { Description = "read, control or manage; may be repeated (default: read)",
            DefaultValueFactory = _ => ["read"] };
        scopes.AcceptOnlyFromAmong("read", "control", "manage");
        var homes = new Option<string[]>("--home") { Description = "Only for this home; may be repeated (default: all of yours)",
            DefaultValueFactory = _ => [] };
        var days = new Option<int?>("--days") { Description = "Ends after so many days (default: never)" };
        var create = new Command("create", "Makes a token and shows it, this once") { name, scopes, homes, days };
        create.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var body = new JsonObject { ["name"] = parsed.GetValue(name), ["scopes"] = Texts(parsed.GetValue(scopes)!) };
            var ids = new List<string>();
            foreach (var home in parsed.GetValue(homes)!) ids.Add(await HomeCommand.FindAsync(api, home, cancel));
            if (ids.Count > 0) body["homes"] = Texts(ids);
            if (parsed.GetValue(days) is { } count)
                body["expires"] = TimeProvider.System.GetUtcNow().AddDays(count).ToString("O", CultureInfo.InvariantCulture);
            var made = await api.SendAsync(HttpMethod.Post, "/api/v1/tokens", body, false, cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(made);
            else output.WriteLine(made.Text("token"));
        });
        return create;
    }

    private static Command Revoke(CommonOptions common)
    {
        var id = new Argument<string>("id") { Description = "The token's id, as `kith token list` shows it" };
        var revoke = new Command("revoke", "Ends a token; it is refused everywhere within 5 seconds") { id };
        revoke.Does(async (parsed, _, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{Uri.EscapeDataString(parsed.GetValue(id)!)}", null, false, cancel);
        });
        return revoke;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
