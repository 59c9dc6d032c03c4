using System.Net;
using System.Net.Sockets;
using System.Text;
using Kith.Gateway.Pairing;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests;

/// <summary>MQTT by hand, for what a client of ours would not do: fall silent, send too much.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _socket = new();

    internal static async Task<RawConnection> OpenAsync(int port, PairingReply paired, ProtocolVersion version, byte keepAliveSeconds)
    {
        var raw = new RawConnection();
        await raw._socket.ConnectAsync(IPAddress.Loopback, port);
        var isV5 = version is ProtocolVersion.V5;
        List<byte> body = [0, 4, .. "MQTT"u8, (byte)(isV5 ? 5 : 4), 0xC2, 0, keepAliveSeconds];
        if (isV5) body.Add(0); // No properties.
        foreach (var text in (string[])["raw", paired.Username, paired.Password!]) body.AddRange([0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
        await raw.SendAsync([0x10, (byte)body.Count, .. body]);
        Assert.Equal(0x20, (await raw.ReadPacketAsync())![0]);
        return raw;
    }

    internal async Task SendAsync(byte[] bytes) => await _socket.GetStream().WriteAsync(bytes);

    /// <summary>Header and body of a packet shorter than 128 bytes; null at the end.</summary>
    internal async Task<byte[]?> ReadPacketAsync()
    {
        using var patience = new CancellationTokenSource(TestGateway.Patience);
        var head = new byte[2];
        if (await _socket.GetStream().ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, patience.Token) < 2) return null;
        var packet = new byte[2 + head[1]];
        head.CopyTo(packet, 0);
        await _socket.GetStream().ReadExactlyAsync(packet.AsMemory(2), patience.Token);
        return packet;
    }

    public void Dispose() => _socket.Dispose();
}
