using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Bench;

/// <summary>
/// zigbee2mqtt's own front end (npm zigbee2mqtt-windfront, a program of its own under the GPL, never a part of ours) with lamps that do not exist: its files
/// as zigbee2mqtt serves them, compressed and kept by the browser, and the messages that it sends a page which connects.
/// </summary>
internal sealed class OtherFrontEnd : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherFrontEnd(WebApplication app) => _app = app;

    internal Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="files">The folder `dist` of the package.</param>
    internal static async Task<OtherFrontEnd> StartAsync(string files, int lamps)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseWebSockets();
        app.Map("/api", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            foreach (var message in Messages(lamps)) await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, context.RequestAborted);
            var buffer = new byte[4096];
            while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(buffer, context.RequestAborted);
        });
        app.MapGet("/{**path}", async (string? path, HttpContext context) =>
        {
            var file = Path.Combine(files, string.IsNullOrEmpty(path) ? "index.html" : path);
            if (!File.Exists(file)) return Results.NotFound();
            context.Response.Headers.CacheControl = path is { Length: > 0 } ? "public, max-age=31536000, immutable" : "no-cache";
            var type = Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", ".html" => "text/html", ".webmanifest" => "application/manifest+json", ".png" => "image/png", _ => "application/octet-stream" };
            if (!File.Exists(file + ".br")) return Results.File(file, type);
            context.Response.Headers.ContentEncoding = "br";
            return Results.File(file + ".br", type);
        });
        await app.StartAsync();
        return new OtherFrontEnd(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IEnumerable<JsonObject> Messages(int lamps)
    {
        static JsonObject Said(string topic, JsonNode payload) => new() { ["topic"] = topic, ["payload"] = payload };
        static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value)!;
        yield return Said("bridge/state", Node(new { state = "online" }));
        yield return Said("bridge/info", Node(new
        {
            version = "2.14.1", commit = "0", log_level = "info", permit_join = false, restart_required = false, os = new { version = "", node_version = "", cpus = "", memory_mb = 0 },
            mqtt = new { server = "", version = 5 }, coordinator = new { type = "zstack", ieee_address = "0x00", meta = new { revision = 1 } }, network = new { pan_id = 1, extended_pan_id = "0x0", channel = 11 },
            config = new { advanced = new { }, availability = new { enabled = false }, device_options = new { }, devices = new { }, groups = new { }, frontend = new { enabled = true }, homeassistant = new { enabled = false }, mqtt = new { }, ota = new { }, serial = new { }, blocklist = Array.Empty<string>(), passlist = Array.Empty<string>() },
            config_schema = new { properties = new { }, required = Array.Empty<string>(), definitions = new { } },
        }));
        yield return Said("bridge/groups", new JsonArray());
        yield return Said("bridge/devices", new JsonArray([.. Enumerable.Range(1, lamps).Select(Lamp)]));
        for (var number = 1; number <= lamps; number++) yield return Said($"Lamp {number:000}", Node(new { state = "OFF", brightness = 152, linkquality = 120 }));
    }

    private static JsonNode? Lamp(int number) => JsonSerializer.SerializeToNode(new
    {
        ieee_address = $"0x{number:x16}", type = "Router", network_address = number, supported = true, disabled = false, friendly_name = $"Lamp {number:000}", interviewing = false, interview_completed = true, interview_state = "SUCCESSFUL",
        power_source = "Mains (single phase)", model_id = "LED", manufacturer = "Bench", endpoints = new Dictionary<string, object> { ["1"] = new { bindings = Array.Empty<object>(), configured_reportings = Array.Empty<object>(), clusters = new { input = new[] { "genOnOff", "genLevelCtrl" }, output = Array.Empty<string>() }, scenes = Array.Empty<object>() } },
        definition = new
        {
            source = "native", model = "LED1", vendor = "Bench", description = "Dimmable lamp", supports_ota = false, options = Array.Empty<object>(),
            exposes = new object[]
            {
                new
                {
                    type = "light", features = new object[]
                    {
                        new { type = "binary", name = "state", label = "State", property = "state", access = 7, value_on = "ON", value_off = "OFF", value_toggle = "TOGGLE", description = "On or off" },
                        new { type = "numeric", name = "brightness", label = "Brightness", property = "brightness", access = 7, value_min = 0, value_max = 254, description = "Brightness" },
                    },
                },
                new { type = "numeric", name = "linkquality", label = "Linkquality", property = "linkquality", access = 1, unit = "lqi", value_min = 0, value_max = 255, description = "Link quality" },
            },
        },
    });
}
