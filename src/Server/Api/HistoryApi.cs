using System.Globalization;
using Kith.Homes;
using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Ledger.Points;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/devices/{device}/history: a property over time.</summary>
internal static class HistoryApi
{
    /// <summary>Points of a chart when nobody says: about one per two pixels of a phone's width.</summary>
    private const int UsualPoints = 300;

    private static readonly TimeSpan UsualSpan = TimeSpan.FromDays(1);

    internal static void MapHistory(this IEndpointRouteBuilder home) =>
        home.MapGet("/devices/{device}/history/{address}", async (
                DeviceId device, string address, DateTimeOffset? from, DateTimeOffset? to, DateOnly? day, int? points, string? format, Visit visit,
                    HomeHost homes, TimeProvider time) =>
            {
                var end = to ?? time.GetUtcNow();
                var start = from ?? end - UsualSpan;
                if (day is { } asked)
                {
                    var bounds = await homes.DayAsync(visit.Home, visit.Caller, asked);
                    if (bounds.Fault is { } wrong) return new Problem(wrong);
                    (start, end) = bounds.Value;
                }
                if (format != "csv")
                    return (IResult)(Answer<HistoryView>)await homes.HistoryAsync(visit.Home, visit.Caller, device, address, start, end,
                        points ?? UsualPoints);
                var all = await homes.PointsAsync(visit.Home, visit.Caller, device, address, start, end);
                return all.Fault is { } fault ? new Problem(fault) : new CsvAnswer($"{device}-{address}.csv", address, all.Value);
            }).ForHome(Scopes.Read).WithTags("History").Produces<HistoryView>()
            .Described("getHistory", "A property over time",
                "The address is service.property. The last 24 hours when no time is given, or a `day` (2026-11-01) of the home's calendar; at most `points` points of least, greatest, mean, last and count "
                + "(for truths, choices and texts: the value). With format=csv every report as it came.");
}

/// <summary>Every report of a property as a table to download: RFC 4180, times in UTC.</summary>
internal sealed class CsvAnswer(string name, string address, IAsyncEnumerable<Point> points) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await using var writer = new StreamWriter(response.Body);
        await writer.WriteAsync($"time,{address}\r\n");
        await foreach (var point in points.WithCancellation(httpContext.RequestAborted))
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{DateTimeOffset.FromUnixTimeMilliseconds(point.AtMs):yyyy-MM-ddTHH:mm:ss.fffZ},{Cell(point.Value)}\r\n"));
    }

    /// <summary>A device's text must not become a formula in somebody's spreadsheet.</summary>
    private static string Cell(Value value)
    {
        if (value.AsText() is not { } text) return value.ToString();
        var shown = text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') ? "'" + text : text;
        return $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
