using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.Server.Tests.Running;

/// <summary>One event of a live feed.</summary>
internal sealed record FeedEvent(string Name, long? Id, JsonNode Data);

/// <summary>Reads a live feed as a browser does.</summary>
internal sealed class FeedReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    /// <summary>Long enough for a busy machine; a test that waits so long has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StreamReader _reader = new(stream);

    internal int Status => (int)response.StatusCode;

    internal string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Lines that begin with a colon, as they came.</summary>
    internal List<string> Comments { get; } = [];

    /// <summary>The next event; null at the end of the stream.</summary>
    internal async Task<FeedEvent?> NextAsync()
    {
        string? name = null, data = null;
        long? id = null;
        using var patience = new CancellationTokenSource(Patience);
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(':')) Comments.Add(line);
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && name is not null) return new(name, id, JsonNode.Parse(data!)!);
        }
        return null;
    }

    /// <summary>Reads until a change set in which <paramref name="wanted"/> stands.</summary>
    internal async Task<FeedEvent> UntilAsync(Func<FeedEvent, bool> wanted)
    {
        while (await NextAsync() is { } next)
            if (wanted(next)) return next;
        throw new Xunit.Sdk.XunitException("The feed ended before what was waited for.");
    }

    internal async Task<string> NextCommentAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(':')) return line;
        throw new Xunit.Sdk.XunitException("The feed ended.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
