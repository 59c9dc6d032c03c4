using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Server.Tests.Running;

/// <summary>What somebody else's server was sent.</summary>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Somebody else's server on this machine: a push service, a program that is told. Keeps what it is sent and answers as it is told to.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly Queue<int> _answers = new();

    private StandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    internal string Address => _app.Urls.Single();

    /// <summary>Nothing came that was not read.</summary>
    internal bool IsQuiet => _received.Reader.Count == 0;

    internal static async Task<StandIn> StartAsync()
    {
        var standIn = new StandIn();
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>The next answers, in order; 201 when there are no more.</summary>
    internal void AnswerWith(params int[] statuses)
    {
        lock (_answers)
            foreach (var status in statuses) _answers.Enqueue(status);
    }

    internal async Task<Received> NextAsync() => await _received.Reader.ReadAsync(new CancellationTokenSource(Patience).Token);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_answers) context.Response.StatusCode = _answers.TryDequeue(out var status) ? status : StatusCodes.Status201Created;
        _received.Writer.TryWrite(new Received(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
