using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kith.Bridges.Bluetooth.Sources;

namespace Kith.Bridges.Tests.Bluetooth;

/// <summary>An ESPHome device with bluetooth_proxy, on its native API without encryption: it says hello, and sends advertisements to who asked for them.</summary>
internal sealed class PlayedProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<NetworkStream> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    internal PlayedProxy(bool encrypts = false)
    {
        _listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync(encrypts);
    }

    internal string Address { get; }

    /// <summary>Sends raw advertisement data as the message 93 does.</summary>
    internal async Task HearAsync(ulong address, byte[] data)
    {
        byte[] advertisement = [0x08, .. Varint(address), 0x10, .. Varint(121), 0x22, (byte)data.Length, .. data];
        var stream = await _asked.Task.WaitAsync(HomeWatch.Patience);
        await ProtoFrames.SendAsync(stream, 93, [0x0A, (byte)advertisement.Length, .. advertisement], _stop.Token);
    }

    private async Task ServeAsync(bool encrypts)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                if (encrypts)
                {
                    await stream.WriteAsync((byte[])[1, 0, 0], _stop.Token);
                    continue;
                }
                while (await ProtoFrames.ReadAsync(stream, _stop.Token) is { } frame)
                    if (frame.Type == 1) await ProtoFrames.SendAsync(stream, 2, [0x08, 1, 0x10, 10], _stop.Token);
                    else if (frame.Type == 3) await ProtoFrames.SendAsync(stream, 4, [], _stop.Token);
                    else if (frame.Type == 66) _asked.TrySetResult(stream);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // The test is over.
        }
    }

    private static byte[] Varint(ulong number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7) bytes.Add((byte)(number | 0x80));
        return [.. bytes, (byte)number];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }
}
