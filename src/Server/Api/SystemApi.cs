using Kith.Model.Errors;
using Kith.Server.Errors;
using Kith.Server.Observability;

namespace Kith.Server.Api;

/// <summary>/health, /metrics, /errors: about the server, of no home.</summary>
internal static class SystemApi
{
    internal static readonly string Version = typeof(SystemApi).Assembly.GetName().Version!.ToString(3);

    internal static void MapSystem(this IEndpointRouteBuilder root)
    {
        root.MapGet("/health", () => (Answer<Health>)new Health("ok", Version)).Public().WithTags("System")
            .Described("getHealth", "Whether the server is well", "Answers when it takes requests.");
        root.MapGet("/metrics", (Prometheus metrics) => TypedResults.Text(metrics.Text(), Prometheus.ContentType))
            .Public().WithTags("System")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .Described("getMetrics", "Counters in the Prometheus text format", "Nothing of any home or person.");
        root.MapGet("/errors", () => (Answer<Error[]>)ErrorCodes.All.ToArray()).Public().WithTags("System")
            .Described("listErrors", "Every error there is", "Code, status, meaning and remedy.");
    }
}

/// <summary>A sign of life.</summary>
internal sealed record Health(string Status, string Version);
