using System.Text.Json.Nodes;
using Dapper;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Bridges;

/// <summary>
/// What one bridge remembers between starts: documents by key, such as an adopted sensor's key or the codes of a remote. Nobody but the
/// bridge reads them. They end with it.
/// </summary>
public sealed class BridgeDocuments(HomeHost homes, HomeId home, DeviceId bridge)
{
    /// <summary>Characters of one document: the largest set of infrared codes in the field has 400,000.</summary>
    public const int LongestBody = 1 << 20;

    /// <summary>Documents of one bridge.</summary>
    public const int Most = 2_000;

    /// <summary>Characters of a key.</summary>
    public const int LongestKey = 200;

    private sealed record Row(string Key, string Body);

    /// <summary>All of them, by key.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> ReadAsync()
    {
        var of = new { home = home.ToString(), bridge = bridge.ToString() };
        var rows = await homes.Ledger.ReadAsync(connection => connection.Query<Row>("SELECT key, body FROM bridge_document WHERE home = @home AND bridge = @bridge ORDER BY key", of).ToList());
        return rows.ToDictionary(row => row.Key, row => JsonNode.Parse(row.Body)!, StringComparer.Ordinal);
    }

    /// <summary>Keeps a document, or puts it in the place of the one before. Fails with request.invalid or limit.reached; null when it is on disk.</summary>
    public async Task<Fault?> PutAsync(string key, JsonNode document)
    {
        if (key.Length is 0 or > LongestKey) return new Fault(ErrorCodes.RequestInvalid, $"a document's key has 1 to {LongestKey} characters");
        var body = document.ToJsonString();
        if (body.Length > LongestBody) return new Fault(ErrorCodes.LimitReached, $"a document of a bridge has at most {LongestBody} characters");
        var row = new { home = home.ToString(), bridge = bridge.ToString(), key, body };
        var others = await homes.Ledger.ReadAsync(connection => connection.ExecuteScalar<int>("SELECT COUNT(*) FROM bridge_document WHERE home = @home AND bridge = @bridge AND key <> @key", row));
        if (others >= Most) return new Fault(ErrorCodes.LimitReached, $"a bridge remembers at most {Most} documents");
        // A bridge that was removed meanwhile remembers nothing.
        await homes.Ledger.WriteAsync("INSERT OR REPLACE INTO bridge_document(home, bridge, key, body) SELECT @home, @bridge, @key, @body WHERE EXISTS (SELECT 1 FROM bridge WHERE home = @home AND id = @bridge)", row);
        return null;
    }

    /// <summary>Forgets a document, if there is one.</summary>
    public Task DropAsync(string key) =>
        homes.Ledger.WriteAsync("DELETE FROM bridge_document WHERE home = @home AND bridge = @bridge AND key = @key", new { home = home.ToString(), bridge = bridge.ToString(), key }).AsTask();
}
