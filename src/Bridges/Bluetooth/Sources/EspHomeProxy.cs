using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Kith.Model.Errors;

namespace Kith.Bridges.Bluetooth.Sources;

/// <summary>
/// A client of one ESPHome device with bluetooth_proxy, by ESPHome's native API without encryption (api.proto of esphome.io): it asks for raw
/// advertisements and reads them for as long as the connection lives, then connects again.
/// </summary>
internal sealed class EspHomeProxy(
    string host, int port, LocalNetwork network, TimeProvider time, Action<string, Advertisement> heard, Action<string, bool> isOnline, Action<string> wrong, Action<string> malformed)
{
    private const int UsualPort = 6053;

    /// <summary>Message numbers of api.proto.</summary>
    private const int Hello = 1, Connect = 3, Disconnect = 5, Disconnected = 6, Ping = 7, Pong = 8, SubscribeAdvertisements = 66, RawAdvertisements = 93;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90), PingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);
    private readonly string _name = port == UsualPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>The proxies in a bridge's settings: {"proxies": ["192.168.1.20", "bedroom.local:6053"]}.</summary>
    internal static Result<IReadOnlyList<(string Host, int Port)>> Read(JsonElement? settings)
    {
        if (settings is not { ValueKind: JsonValueKind.Object } its || !its.TryGetProperty("proxies", out var list)) return new List<(string, int)>();
        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() > BluetoothLimits.Proxies)
            return new Fault(ErrorCodes.RequestInvalid, $"proxies are a list of at most {BluetoothLimits.Proxies} addresses", "proxies");
        var all = new List<(string, int)>();
        foreach (var row in list.EnumerateArray())
        {
            // A scheme makes of host:port what the framework can take apart, brackets of IPv6 included.
            if (row.ValueKind is not JsonValueKind.String || !Uri.TryCreate($"tcp://{row.GetString()}", UriKind.Absolute, out var uri) || uri.PathAndQuery.Length > 1 || uri.UserInfo.Length > 0)
                return new Fault(ErrorCodes.RequestInvalid, $"a proxy is a host name or address, and a port where it is not {UsualPort}", "proxies");
            all.Add((uri.IdnHost, uri.Port > 0 ? uri.Port : UsualPort));
        }
        return all;
    }

    internal async Task RunAsync(CancellationToken cancel)
    {
        var pause = ShortestPause;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var stream = await network.ConnectAsync(host, port, cancel);
                await SpeakAsync(stream, cancel);
                pause = ShortestPause;
            }
            catch (Exception failure) when (failure is SocketException or IOException or TimeoutException or InvalidDataException)
            {
                // The connection's edge: said where people look, then tried again.
                wrong($"{_name}: {failure.Message}");
            }
            isOnline(_name, false);
            await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task SpeakAsync(NetworkStream stream, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await ProtoFrames.SendAsync(stream, Hello, ProtoFrames.Text(1, "Kith"), cancel);
        await ProtoFrames.SendAsync(stream, Connect, [], cancel);
        // Flag 1: as raw bytes.
        await ProtoFrames.SendAsync(stream, SubscribeAdvertisements, ProtoFrames.Number(1, 1), cancel);
        var pinging = PingAsync(stream, ended.Token);
        try
        {
            while (await ProtoFrames.ReadAsync(stream, cancel).AsTask().WaitAsync(Silence, time, cancel) is { } frame)
            {
                isOnline(_name, true);
                if (frame.Type == RawAdvertisements) Take(frame.Body);
                else if (frame.Type == Ping) await ProtoFrames.SendAsync(stream, Pong, [], cancel);
                else if (frame.Type == Disconnect)
                {
                    await ProtoFrames.SendAsync(stream, Disconnected, [], cancel);
                    return;
                }
            }
        }
        finally
        {
            await ended.CancelAsync();
            await pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PingAsync(NetworkStream stream, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(PingEvery, time);
        while (await timer.WaitForNextTickAsync(cancel)) await ProtoFrames.SendAsync(stream, Ping, [], cancel);
    }

    /// <summary>BluetoothLERawAdvertisementsResponse: field 1, repeated: address 1, rssi 2 (zigzag), address type 3, data 4.</summary>
    private void Take(ReadOnlyMemory<byte> body)
    {
        foreach (var (field, _, advertisement) in ProtoFrames.Fields(body))
        {
            if (field != 1) continue;
            var (address, rssi, data) = (0UL, 0, ReadOnlyMemory<byte>.Empty);
            foreach (var (inner, number, bytes) in ProtoFrames.Fields(advertisement))
            {
                if (inner == 1) address = number;
                else if (inner == 2) rssi = (int)(number >> 1) ^ -(int)(number & 1);
                else if (inner == 4) data = bytes;
            }
            if (Advertisement.Read((address & 0xFFFFFFFFFFFF).ToString("X12", CultureInfo.InvariantCulture), rssi, data) is { } its) heard(_name, its);
            else malformed("advertisement");
        }
    }
}
