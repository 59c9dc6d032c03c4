using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Kith.Mqtt.Client;
using Kith.Sdk;

namespace Kith.Bench;

/// <summary>A server in a process of its own with one home full of lamps, all children of one hub that reports for them over MQTT.</summary>
internal sealed partial class AppStage : IAsyncDisposable
{
    internal const string User = "anna", Password = "correct horse battery";

    private readonly string _folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
    private readonly int _httpPort = FreePort(), _mqttPort = FreePort();
    private readonly Process _server;
    private readonly HttpClient _http;
    private MqttClient? _hub;

    private AppStage()
    {
        _server = Process.Start(new ProcessStartInfo(Path("Kith"), ["serve", "--data", System.IO.Path.Combine(_folder, "data"), "--http", $"127.0.0.1:{_httpPort}", "--mqtt", $"127.0.0.1:{_mqttPort}"])
        {
            RedirectStandardOutput = true,
        })!;
        _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        _http.DefaultRequestHeaders.Add("X-Kith", "1");
    }

    internal Uri Address => new($"http://127.0.0.1:{_httpPort}/");

    internal List<string> Lamps { get; } = [];

    internal static string Path(string name) => typeof(AppStage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    internal static async Task<AppStage> StartAsync(int lamps, int rooms)
    {
        var stage = new AppStage();
        string? line;
        while ((line = await stage._server.StandardOutput.ReadLineAsync()) is not null)
        {
            if (SetupLink().Match(line) is not { Success: true } link) continue;
            await stage.FillAsync(link.Groups[1].Value, lamps, rooms);
            return stage;
        }
        throw new InvalidOperationException("the server ended before it printed its link; build src/Server first");
    }

    /// <summary>All of these lamps report in the same moment.</summary>
    internal async Task ReportAsync(IEnumerable<string> lamps, bool on) =>
        await Task.WhenAll(lamps.Select(lamp => _hub!.PublishAsync($"kith/{lamp}/report", Encoding.UTF8.GetBytes($$"""{"light.on": {{(on ? "true" : "false")}}, "light.brightness": 60}"""))));

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
        _http.Dispose();
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync(string token, int lamps, int rooms)
    {
        var session = await PostAsync("/api/v1/setup", new { token, user = User, name = "Anna", password = Password, homeName = "Bench", language = "en", timeZone = "Europe/Berlin" });
        var home = $"/api/v1/homes/{session["homes"]![0]!["id"]}";
        var places = new List<string>();
        for (var room = 0; room < rooms; room++) places.Add((await PostAsync($"{home}/rooms", new { name = $"Room {room + 1:00}" }))["id"]!.ToString());
        var code = (await PostAsync($"{home}/pairings", new { }))["code"]!.ToString();
        var options = new DeviceOptions { Product = "kith-demo.hub", Serial = "bench-hub", Name = "Hub", Host = "127.0.0.1", Port = _mqttPort };
        var credential = await Pairing.PairAsync(options, code);
        var adopted = Channel.CreateUnbounded<string>();
        _hub = new MqttClient(new MqttClientOptions
        {
            Port = _mqttPort, UserName = credential.Username, Password = credential.Password, ClientId = "hub", MaxInflight = 16,
            OnMessage = message => adopted.Writer.TryWrite(JsonNode.Parse(message.PayloadText)!["device"]!.ToString()),
        });
        await _hub.ConnectAsync();
        await _hub.SubscribeAsync($"kith/{credential.Device}/adopted");
        for (var number = 0; number < lamps; number++)
        {
            await _hub.PublishAsync($"kith/{credential.Device}/adopt", JsonSerializer.SerializeToUtf8Bytes(new { id = $"lamp-{number}", product = "kith-demo.dimmer", name = $"Lamp {number + 1:000}" }));
            Lamps.Add(await adopted.Reader.ReadAsync());
        }
        await ReportAsync(Lamps, on: false);
        for (var number = 0; number < lamps; number++)
        {
            using var moved = await _http.PatchAsJsonAsync($"{home}/devices/{Lamps[number]}", new { room = places[number * rooms / lamps] });
            moved.EnsureSuccessStatusCode();
        }
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {text}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"#/setup/(\S+)")]
    private static partial Regex SetupLink();
}
