using Kith.Gateway.Watching;
using Kith.Model.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Kith.Server.Api;

/// <summary>
/// A tail, written as it comes. It ends by itself, because who forgets it open watches on; and, asked between the lines, when the right to it ends.
/// </summary>
internal sealed class TrafficStream(HomeTail tail, Func<ValueTask<Fault?>> recheck, LiveStreams streams) : IResult
{
    /// <summary>Time to press the button of a device a few times; who needs longer begins again, and it is told again.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, streams.Stopping);
        using var _ = tail;
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        httpContext.Response.ContentType = LiveStream.ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        streams.Metrics.FeedOpened();
        try
        {
            await FollowAsync(httpContext, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader went away or the server stops.
        }
        finally
        {
            streams.Metrics.FeedClosed();
        }
    }

    private async Task FollowAsync(HttpContext context, CancellationToken cancel)
    {
        await LiveStream.CommentAsync(context, "watching", cancel);
        var since = streams.Time.GetTimestamp();
        using var timer = new PeriodicTimer(LiveStream.Recheck, streams.Time);
        var (tick, more) = (timer.WaitForNextTickAsync(cancel).AsTask(), tail.WaitAsync(cancel).AsTask());
        for (var (id, ticks) = (0L, 1); ;)
        {
            if (await Task.WhenAny(tick, more) == more)
            {
                if (!await more) return;
                while (tail.Take() is { } line) await LiveStream.WriteAsync(context, ++id, "traffic", line, ApiJson.Default.TrafficView, cancel);
                more = tail.WaitAsync(cancel).AsTask();
            }
            if (!tick.IsCompleted) continue;
            await tick;
            // The gate knows the credential, the home the role.
            if ((await streams.Gate.RecheckAsync(context) ?? await recheck()) is { } fault)
            {
                await LiveStream.EndAsync(context, fault, cancel);
                return;
            }
            if (streams.Time.GetElapsedTime(since) >= Life)
            {
                await LiveStream.EndAsync(context, null, cancel);
                return;
            }
            if (ticks++ % LiveStream.KeepAliveTicks == 0) await LiveStream.CommentAsync(context, "keep-alive", cancel);
            tick = timer.WaitForNextTickAsync(cancel).AsTask();
        }
    }
}
