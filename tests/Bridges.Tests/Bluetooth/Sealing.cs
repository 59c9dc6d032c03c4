using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Bridges.Tests.Bluetooth;

/// <summary>A sensor's own side of both formats: it makes the messages that the bridge must read.</summary>
internal static class Sealing
{
    /// <summary>BTHome v2 with encryption: device byte 0x41, sealed objects, counter, tag.</summary>
    internal static byte[] BtHome(string address, byte[] key, uint counter, byte[] objects)
    {
        var nonce = new byte[13];
        Convert.FromHexString(address).CopyTo(nonce, 0);
        (nonce[6], nonce[7], nonce[8]) = (0xD2, 0xFC, 0x41);
        BinaryPrimitives.WriteUInt32LittleEndian(nonce.AsSpan(9), counter);
        var (text, tag) = (new byte[objects.Length], new byte[4]);
        using var cipher = new AesCcm(key);
        cipher.Encrypt(nonce, objects, text, tag);
        return [0x41, .. text, .. nonce[9..], .. tag];
    }

    /// <summary>MiBeacon version 5 with the address in it and a sealed object.</summary>
    internal static byte[] MiBeacon(string address, ushort product, byte[] key, uint counter, byte[] objects)
    {
        var mac = Convert.FromHexString(address).Reverse().ToArray();
        byte[] head = [0x58, 0x58, (byte)product, (byte)(product >> 8), (byte)counter];
        byte[] extended = [(byte)(counter >> 8), (byte)(counter >> 16), (byte)(counter >> 24)];
        var (text, tag) = (new byte[objects.Length], new byte[4]);
        using var cipher = new AesCcm(key);
        byte[] nonce = [.. mac, .. head[2..], .. extended];
        byte[] additional = [0x11];
        cipher.Encrypt(nonce, objects, text, tag, additional);
        return [.. head, .. mac, .. text, .. extended, .. tag];
    }
}
