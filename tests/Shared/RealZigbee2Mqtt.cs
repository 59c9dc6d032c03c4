using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Shared;

/// <summary>The real zigbee2mqtt with a simulated radio (Peers/sim-adapter.cjs): six simulated products of real makers.</summary>
internal sealed class RealZigbee2Mqtt : IAsyncDisposable
{
    internal const string Bulb = "0x00158d0000000001", Weather = "0x00158d0000000002", Plug = "0x00158d0000000003";
    internal const string Motion = "0x00158d0000000004", Contact = "0x00158d0000000005", Outlet = "0x00158d0000000006";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("kith-zigbee2mqtt-").FullName;
    private readonly int _control = FreePort.Next();
    private readonly string _server, _user, _password;
    private readonly bool _describes;
    private readonly StringBuilder _log = new();
    private readonly Dictionary<string, TaskCompletionSource> _configured = [];
    private Process? _process;
    private TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="user">With the password the bridge's own credential.</param>
    /// <param name="describes">It describes its devices for Home Assistant as well.</param>
    internal RealZigbee2Mqtt(int port, string user, string password, bool describes = false) : this($"mqtt://127.0.0.1:{port}", user, password, describes)
    {
    }

    /// <param name="server">mqtt, mqtts, ws or wss.</param>
    /// <param name="authority">PEM; whom alone it trusts over TLS.</param>
    internal RealZigbee2Mqtt(string server, string user, string password, bool describes = false, string authority = "")
    {
        (_server, _user, _password, _describes) = (server, user, password, describes);
        File.WriteAllText(Authority, authority);
        File.WriteAllText(Path.Combine(_folder, "configuration.yaml"), Configuration());
        File.WriteAllBytes(Path.Combine(_folder, "bulb.ota"), Firmware());
        File.WriteAllText(Path.Combine(_folder, "firmware.json"), """[{"url":"bulb.ota"}]""");
    }

    /// <summary>Its log so far, for a test that failed.</summary>
    internal string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Completes with the log when the program has ended by itself.</summary>
    internal Task<string> Ended => _ended.Task;

    /// <summary>Starts the program; with the network it had before when it ran already.</summary>
    internal void Start()
    {
        _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo(PeerFolder.Node) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--require");
        start.ArgumentList.Add(Path.Combine(PeerFolder.Path, "sim-adapter.cjs"));
        start.ArgumentList.Add(PeerFolder.Zigbee2Mqtt);
        start.Environment["ZIGBEE2MQTT_DATA"] = _folder;
        start.Environment["SIM_CONTROL_PORT"] = _control.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (File.Exists(Path.Combine(_folder, "database.db"))) start.Environment["SIM_KNOWN"] = "1";
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var (ended, started) = (_ended, _started);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) =>
        {
            ended.TrySetResult(Log);
            started.TrySetException(new InvalidOperationException($"zigbee2mqtt ended:\n{Log}"));
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>Returns when it says that it has started.</summary>
    internal async Task StartedAsync() => await _started.Task.WaitAsync(Patience);

    /// <summary>It will be told to start again within its process: <see cref="StartedAsync"/> waits for that from now on.</summary>
    internal void StartsAgain() => _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns when it has set a device up; a sensor that is reported before is not heard.</summary>
    internal async Task ConfiguredAsync(string address)
    {
        TaskCompletionSource configured;
        lock (_log)
        {
            if (IsConfigured(Log, address)) return;
            _configured[address] = configured = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await configured.Task.WaitAsync(Patience);
    }

    private static bool IsConfigured(string text, string address) => text.Contains($"Successfully configured '{address}'", StringComparison.Ordinal);

    /// <summary>As if its power was cut.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>One line of JSON for the simulated radio.</summary>
    internal async Task<string> RadioAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _control).WaitAsync(Patience);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync().WaitAsync(Patience) ?? "";
        return answer.Contains("\"error\"", StringComparison.Ordinal) ? throw new InvalidOperationException(answer) : answer;
    }

    internal Task ReportAsync(string device, string cluster, string attributes) =>
        RadioAsync($$"""{"cmd":"report","dev":"{{device}}","cluster":"{{cluster}}","attrs":{{attributes}}}""");

    internal Task ZoneAsync(string device, int status) => RadioAsync(
        $$$"""{"cmd":"command","dev":"{{{device}}}","cluster":"ssIasZone","name":"statusChangeNotification","payload":{"zonestatus":{{{status}}},"extendedstatus":0,"zoneID":0,"delay":0}}""");

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_log)
        {
            _log.AppendLine(line);
            foreach (var (address, configured) in _configured)
                if (IsConfigured(line, address)) configured.TrySetResult();
        }
        if (line.Contains("Zigbee2MQTT started!", StringComparison.Ordinal)) _started.TrySetResult();
    }

    /// <summary>Version 2 for the bulb: a header as the Zigbee OTA specification has it, and one element of 2,000 bytes.</summary>
    private static byte[] Firmware()
    {
        const int header = 56, body = 2_000;
        var image = new byte[header + 6 + body];
        var span = image.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(span, 0x0BEEF11E);
        BinaryPrimitives.WriteUInt16LittleEndian(span[4..], 0x0100);
        BinaryPrimitives.WriteUInt16LittleEndian(span[6..], header);
        BinaryPrimitives.WriteUInt16LittleEndian(span[10..], 4476);
        BinaryPrimitives.WriteUInt16LittleEndian(span[12..], 0x1234);
        BinaryPrimitives.WriteUInt32LittleEndian(span[14..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span[18..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(span[52..], (uint)image.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(span[(header + 2)..], body);
        return image;
    }

    private string Authority => Path.Combine(_folder, "authority.pem");

    private string Configuration() => $"""
        version: 5
        mqtt:
          base_topic: zigbee2mqtt
          server: {_server}
          ca: {Authority}
          user: {_user}
          password: '{_password}'
        serial:
          port: tcp://127.0.0.1:1
          adapter: ember
        frontend:
          enabled: false
        homeassistant:
          enabled: {(_describes ? "true" : "false")}
        availability:
          enabled: true
          active:
            timeout: 10
        ota:
          zigbee_ota_override_index_location: firmware.json
          image_block_response_delay: 50
          disable_automatic_update_check: true
        advanced:
          log_level: info
          log_output:
            - console
          network_key: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
          pan_id: 6754
          ext_pan_id: [221, 221, 221, 221, 221, 221, 221, 221]
          channel: 11
        """;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
