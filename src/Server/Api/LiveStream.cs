using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Model.Errors;
using Kith.Server.Observability;
using Microsoft.AspNetCore.Http.Features;

namespace Kith.Server.Api;

/// <summary>What every live stream needs; ends them all when the server stops, so that stopping does not wait for them.</summary>
internal sealed class LiveStreams(HomeHost homes, Gate gate, TimeProvider time, ServerMetrics metrics, IHostApplicationLifetime life)
{
    internal HomeHost Homes => homes;
    internal Gate Gate => gate;
    internal TimeProvider Time => time;
    internal ServerMetrics Metrics => metrics;
    internal CancellationToken Stopping => life.ApplicationStopping;
}

/// <summary>
/// One open live feed. Between changes it asks the gate again whether the request is still allowed; that is how a revoked session or
/// token, a removed person and a guest whose time is over all end here.
/// A reader too slow for the home's backlog is given a snapshot; one who does not read at all is cut off by Kestrel's least data rate.
/// </summary>
internal sealed class LiveStream(LiveStreams streams, Visit visit, Follower first, long? resume) : IResult
{
    private long? _last = resume;

    internal const string ContentType = "text/event-stream";

    /// <summary>The contract says that a revocation bites within 5 s.</summary>
    internal static readonly TimeSpan Recheck = TimeSpan.FromSeconds(2);

    /// <summary>Proxies commonly cut a line that is silent for 30 to 60 s.</summary>
    internal const int KeepAliveTicks = 7;

    private static readonly JsonWriterOptions Written = new() { Encoder = ApiJson.Encoder };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, streams.Stopping);
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        streams.Metrics.FeedOpened();
        var follower = first;
        try
        {
            while (await FollowAsync(httpContext, follower, stop.Token))
            {
                await streams.Homes.LeaveAsync(visit.Home, follower);
                var again = await streams.Homes.FollowAsync(visit.Home, visit.Caller, _last);
                if (again.Fault is { } fault)
                {
                    await EndAsync(httpContext, fault, stop.Token);
                    return;
                }
                if (again.Value.Snapshot is not null) streams.Metrics.SlowReader();
                follower = again.Value;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader went away or the server stops: the browser comes again by itself, with Last-Event-ID.
        }
        finally
        {
            streams.Metrics.FeedClosed();
            await streams.Homes.LeaveAsync(visit.Home, follower);
        }
    }

    /// <summary>Writes what comes until the follower ends (true: follow again) or the stream is over.</summary>
    private async Task<bool> FollowAsync(HttpContext context, Follower follower, CancellationToken cancel)
    {
        if (follower.Snapshot is { } snapshot)
        {
            _last = snapshot.Sequence;
            await WriteAsync(context, snapshot.Sequence, "snapshot", snapshot, HomesJson.Default.SnapshotView, cancel);
        }
        else await CommentAsync(context, "resumed", cancel);
        using var timer = new PeriodicTimer(Recheck, streams.Time);
        var (tick, more) = (timer.WaitForNextTickAsync(cancel).AsTask(), follower.Changes.WaitToReadAsync(cancel).AsTask());
        for (var ticks = 1; ;)
        {
            if (await Task.WhenAny(tick, more) == more)
            {
                if (!await more) return true;
                while (follower.Changes.TryRead(out var changes))
                {
                    await WriteAsync(context, changes.Sequence, "changes", changes, HomesJson.Default.ChangesView, cancel);
                    _last = changes.Sequence;
                }
                more = follower.Changes.WaitToReadAsync(cancel).AsTask();
            }
            if (!tick.IsCompleted) continue;
            await tick;
            if (await streams.Gate.RecheckAsync(context) is { } fault)
            {
                await EndAsync(context, fault, cancel);
                return false;
            }
            if (ticks++ % KeepAliveTicks == 0) await CommentAsync(context, "keep-alive", cancel);
            tick = timer.WaitForNextTickAsync(cancel).AsTask();
        }
    }

    internal static async Task WriteAsync<T>(HttpContext context, long id, string name, T body, JsonTypeInfo<T> type,
        CancellationToken cancel)
    {
        var writer = context.Response.BodyWriter;
        Encoding.UTF8.GetBytes($"id: {id}\nevent: {name}\ndata: ", writer);
        using (var json = new Utf8JsonWriter(writer, Written)) JsonSerializer.Serialize(json, body, type);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(cancel);
    }

    /// <param name="fault">Why; null when its time was over.</param>
    internal static async Task EndAsync(HttpContext context, Fault? fault, CancellationToken cancel)
    {
        Encoding.UTF8.GetBytes(fault is null ? "event: end\ndata: {}\n\n" : $"event: end\ndata: {{\"code\":\"{fault.Error.Code}\"}}\n\n", context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    internal static async Task CommentAsync(HttpContext context, string text, CancellationToken cancel)
    {
        Encoding.UTF8.GetBytes($": {text}\n\n", context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }
}
