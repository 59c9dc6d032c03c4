using System.Net.WebSockets;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>MQTT in WebSocket frames (§6 of both specifications).</summary>
public sealed class WebSocketTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] _connect = Hex.Bytes("10 0D 00 04 4D 51 54 54 04 02 00 00 00 01 61");
    private readonly ClientWebSocket _socket = new();
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(MqttTransport.Kestrel);
        _socket.Options.AddSubProtocol("other");
        _socket.Options.AddSubProtocol("mqtt");
        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_host.WebPort}/mqtt"), default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _socket.Dispose();

    [Fact]
    public void The_protocol_is_mqtt() => Assert.Equal("mqtt", _socket.SubProtocol);

    [Fact]
    public async Task A_frame_that_is_not_binary_ends_the_connection()
    {
        await SendAsync(_connect);
        await ReadAsync(4);

        await _socket.SendAsync("text"u8.ToArray(), WebSocketMessageType.Text, true, default);

        // It may see the close frame, or only the end of the socket.
        var end = await Record.ExceptionAsync(async () => Assert.Equal(WebSocketMessageType.Close, (await ReceiveAsync(new byte[1])).MessageType));
        Assert.True(end is null or WebSocketException, $"{end}");
        await _host.Admission.ExpectNoticeAsync("-a Io");
    }

    [Fact]
    public async Task Packets_may_be_cut_into_frames_in_any_way()
    {
        // CONNECT in single bytes; then its end, a PINGREQ and half of the next in one frame.
        foreach (var part in _connect[..^1])
        {
            await SendAsync([part]);
        }
        await SendAsync([_connect[^1], 0xC0, 0, 0xC0]);
        Assert.Equal(Hex.Bytes("20 02 00 00 D0 00"), await ReadAsync(6));

        await SendAsync([0]);

        Assert.Equal(Hex.Bytes("D0 00"), await ReadAsync(2));
    }

    private Task SendAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, default);

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var received = await ReceiveAsync(new byte[count - read]);
            Assert.Equal(WebSocketMessageType.Binary, received.MessageType);
            received.Bytes.CopyTo(bytes.AsSpan(read));
            read += received.Bytes.Length;
        }
        return bytes;
    }

    private async Task<(WebSocketMessageType MessageType, byte[] Bytes)> ReceiveAsync(byte[] buffer)
    {
        var received = await _socket.ReceiveAsync(buffer, default).WaitAsync(TestHost.Patience);
        return (received.MessageType, buffer[..received.Count]);
    }
}
