using System.Globalization;
using System.Text;
using Kith.Gateway;
using Kith.Model.Ids;
using Kith.Mqtt.Broker.Metering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Server.Observability;

/// <summary>
/// /metrics for who runs the server, on an address of its own (--metrics): everything that is told to anybody, and each home's use of the
/// broker. Homes by their ids, never by name.
/// </summary>
internal sealed class OperatorMetrics(Prometheus all, DeviceGateway gateway)
{
    /// <summary>Homes shown; of more, those with most connections. 500: Prometheus reads that in an instant.</summary>
    internal const int MostHomes = 500;

    private sealed record Door;

    private static readonly (string Name, string Type, string Help, Func<WallFigures, long> Of)[] Figures =
    [
        ("connections", "gauge", "Open MQTT connections", its => its.Connections),
        ("sessions", "gauge", "MQTT sessions, connected or kept", its => its.Sessions),
        ("subscriptions", "gauge", "MQTT subscriptions", its => its.Subscriptions),
        ("retained", "gauge", "Retained messages", its => its.Retained),
        ("retained_bytes", "gauge", "Bytes of retained messages", its => its.RetainedBytes),
        ("queued", "gauge", "Messages that wait for clients", its => its.Queued),
        ("queued_bytes", "gauge", "Bytes of messages that wait for clients", its => its.QueuedBytes),
        ("messages_received_total", "counter", "PUBLISH from clients", its => its.MessagesIn),
        ("bytes_received_total", "counter", "Bytes of PUBLISH from clients", its => its.BytesIn),
        ("messages_sent_total", "counter", "PUBLISH to clients", its => its.MessagesOut),
        ("bytes_sent_total", "counter", "Bytes of PUBLISH to clients", its => its.BytesOut),
        ("pauses_total", "counter", "Clients not read for a moment: the home used up its share", its => its.Pauses),
    ];

    /// <summary>Whatever comes in by this endpoint is an operator's.</summary>
    internal static void Mark(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(new Door());
        return next(connection);
    });

    /// <summary>Before everything else: nothing but /metrics is served there.</summary>
    internal Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Door>() is null) return next(context);
        return context.Request.Path == "/metrics" && HttpMethods.IsGet(context.Request.Method)
            ? TypedResults.Text(all.Text() + Homes(), Prometheus.ContentType).ExecuteAsync(context)
            : TypedResults.NotFound().ExecuteAsync(context);
    }

    private string Homes()
    {
        // Walls of pairing are no homes.
        var homes = gateway.Broker.AllFigures().Where(wall => HomeId.TryParse(wall.Wall.Name, null, out _)).OrderByDescending(wall => wall.Figures.Connections).ToList();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# HELP kith_homes Homes at the broker\n# TYPE kith_homes gauge\nkith_homes {homes.Count}\n");
        foreach (var (name, type, help, of) in Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP kith_home_{name} {help}\n# TYPE kith_home_{name} {type}\n");
            foreach (var (wall, figures) in homes.Take(MostHomes)) text.Append(CultureInfo.InvariantCulture, $"kith_home_{name}{{home=\"{wall.Name}\"}} {of(figures)}\n");
        }
        return text.ToString();
    }
}
