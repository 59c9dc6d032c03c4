using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Bridges.Bluetooth;

/// <summary>BTHome v2, plain and encrypted (https://bthome.io/format, https://bthome.io/encryption): a device byte, then objects of a number and its value.</summary>
internal static class BtHome
{
    /// <summary>Its 16-bit service UUID.</summary>
    internal const ushort Uuid = 0xFCD2;

    private const byte EncryptedBit = 0x01, PacketId = 0x00, Button = 0x3A, Dimmer = 0x3C, Text = 0x53, Raw = 0x54;
    private const byte Plain = 0x40;
    private const int CounterBytes = 4, TagBytes = 4;

    /// <summary>An object's value: bytes, little-endian, signed or not, times the factor.</summary>
    private readonly record struct Kind(Measure? Measure, int Bytes, double Factor = 1, bool Signed = false);

    /// <summary>Object numbers of the format. A measure of null is known in length and of no use to a home (device type, firmware).</summary>
    private static readonly Dictionary<byte, Kind> Kinds = new()
    {
        [0x01] = new(Measures.Battery, 1), [0x02] = new(Measures.Temperature, 2, 0.01, true), [0x03] = new(Measures.Humidity, 2, 0.01), [0x04] = new(Measures.Pressure, 3, 0.01),
        [0x05] = new(Measures.Illuminance, 3, 0.01), [0x06] = new(Measures.Mass, 2, 0.01), [0x07] = new(Measures.Mass, 2, 0.01 * 0.45359237), [0x08] = new(Measures.DewPoint, 2, 0.01, true),
        [0x09] = new(Measures.Count, 1), [0x0A] = new(Measures.Energy, 3, 0.001), [0x0B] = new(Measures.Power, 3, 0.01), [0x0C] = new(Measures.Voltage, 2, 0.001),
        [0x0D] = new(Measures.Pm25, 2), [0x0E] = new(Measures.Pm10, 2), [0x0F] = new(Measures.On, 1), [0x10] = new(Measures.Powered, 1), [0x11] = new(Measures.Opening, 1),
        [0x12] = new(Measures.Co2, 2), [0x13] = new(Measures.Tvoc, 2), [0x14] = new(Measures.SoilMoisture, 2, 0.01), [0x15] = new(Measures.BatteryLow, 1), [0x16] = new(Measures.Charging, 1),
        [0x17] = new(Measures.CarbonMonoxide, 1), [0x18] = new(Measures.Cold, 1), [0x19] = new(Measures.Connected, 1), [0x1A] = new(Measures.Opening, 1), [0x1B] = new(Measures.Opening, 1),
        [0x1C] = new(Measures.GasAlarm, 1), [0x1D] = new(Measures.Heat, 1), [0x1E] = new(Measures.Light, 1), [0x1F] = new(Measures.Unlocked, 1), [0x20] = new(Measures.Wet, 1),
        [0x21] = new(Measures.Motion, 1), [0x22] = new(Measures.Moving, 1), [0x23] = new(Measures.Occupancy, 1), [0x24] = new(Measures.Plugged, 1), [0x25] = new(Measures.Occupancy, 1),
        [0x26] = new(Measures.Problem, 1), [0x27] = new(Measures.Running, 1), [0x28] = new(Measures.Unsafe, 1), [0x29] = new(Measures.Smoke, 1), [0x2A] = new(Measures.Sound, 1),
        [0x2B] = new(Measures.Tamper, 1), [0x2C] = new(Measures.Vibration, 1), [0x2D] = new(Measures.Opening, 1), [0x2E] = new(Measures.Humidity, 1), [0x2F] = new(Measures.SoilMoisture, 1),
        [0x3D] = new(Measures.Count, 2), [0x3E] = new(Measures.Count, 4), [0x3F] = new(Measures.Rotation, 2, 0.1, true), [0x40] = new(Measures.Distance, 2, 0.001),
        [0x41] = new(Measures.Distance, 2, 0.1), [0x42] = new(Measures.Duration, 3, 0.001), [0x43] = new(Measures.Current, 2, 0.001), [0x44] = new(Measures.Speed, 2, 0.01),
        [0x45] = new(Measures.Temperature, 2, 0.1, true), [0x46] = new(Measures.UvIndex, 1, 0.1), [0x47] = new(Measures.Volume, 2, 0.1), [0x48] = new(Measures.Volume, 2, 0.001),
        [0x49] = new(Measures.Flow, 2, 0.001), [0x4A] = new(Measures.Voltage, 2, 0.1), [0x4B] = new(Measures.Gas, 3, 0.001), [0x4C] = new(Measures.Gas, 4, 0.001),
        [0x4D] = new(Measures.Energy, 4, 0.001), [0x4E] = new(Measures.Volume, 4, 0.001), [0x4F] = new(Measures.Water, 4, 0.001), [0x50] = new(Measures.Timestamp, 4),
        [0x51] = new(Measures.Acceleration, 2, 0.001), [0x52] = new(Measures.Gyroscope, 2, 0.001), [0x55] = new(Measures.Stored, 4, 0.001), [0x56] = new(Measures.Conductivity, 2),
        [0x57] = new(Measures.Temperature, 1, 1, true), [0x58] = new(Measures.Temperature, 1, 0.35, true), [0x59] = new(Measures.Count, 1, 1, true), [0x5A] = new(Measures.Count, 2, 1, true),
        [0x5B] = new(Measures.Count, 4, 1, true), [0x5C] = new(Measures.Power, 4, 0.01, true), [0x5D] = new(Measures.Current, 2, 0.001, true), [0x5E] = new(Measures.Direction, 2, 0.01),
        [0x5F] = new(Measures.Precipitation, 2, 0.1), [0x60] = new(Measures.Channel, 1), [0x61] = new(Measures.Turns, 2), [0x62] = new(Measures.Speed, 4, 1e-6, true),
        [0x63] = new(Measures.Acceleration, 4, 1e-6, true), [0x64] = new(Measures.LightLevel, 1), [0xF0] = new(null, 2), [0xF1] = new(null, 4), [0xF2] = new(null, 3),
    };

    private static readonly Dictionary<byte, string> Presses = new()
    {
        [0x01] = "click", [0x02] = "double-click", [0x03] = "triple-click", [0x04] = "long-press", [0x05] = "long-double-click", [0x06] = "long-triple-click", [0x80] = "hold",
    };

    /// <param name="address">Twelve hexadecimal digits.</param>
    /// <param name="data">The service data behind the UUID.</param>
    /// <param name="key">16 bytes; null when nobody gave one.</param>
    internal static Decoded Read(string address, ReadOnlySpan<byte> data, byte[]? key)
    {
        // Bits 5 to 7 are the version.
        if (data.Length < 1 || data[0] >> 5 != 2) return Decoded.Failed(Verdict.Malformed);
        if ((data[0] & EncryptedBit) == 0) return Objects(data[1..], null);
        if (key is null) return Decoded.Failed(Verdict.NeedsKey);
        var length = data.Length - 1 - CounterBytes - TagBytes;
        if (length < 1) return Decoded.Failed(Verdict.Malformed);
        var counter = data.Slice(1 + length, CounterBytes);
        Span<byte> nonce = stackalloc byte[13];
        Convert.FromHexString(address).CopyTo(nonce);
        BinaryPrimitives.WriteUInt16LittleEndian(nonce[6..], Uuid);
        nonce[8] = data[0];
        counter.CopyTo(nonce[9..]);
        Span<byte> plain = stackalloc byte[length];
        using var cipher = new AesCcm(key);
        try
        {
            cipher.Decrypt(nonce, data.Slice(1, length), data[^TagBytes..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return Decoded.Failed(Verdict.WrongKey);
        }
        return Objects(plain, BinaryPrimitives.ReadUInt32LittleEndian(counter));
    }

    private static Decoded Objects(ReadOnlySpan<byte> data, uint? sealedBy)
    {
        var readings = new List<Reading>();
        var happenings = new List<Happening>();
        uint? packet = null;
        var buttons = 0;
        while (data.Length > 0)
        {
            var id = data[0];
            if (id is PacketId or Button)
            {
                if (data.Length < 2) return Decoded.Failed(Verdict.Malformed);
                if (id is PacketId) packet = data[1];
                else if (Presses.TryGetValue(data[1], out var press)) happenings.Add(new(buttons++, press));
                else buttons++;
                data = data[2..];
            }
            else if (id is Dimmer)
            {
                if (data.Length < 3) return Decoded.Failed(Verdict.Malformed);
                if (data[1] is 1 or 2) happenings.Add(new(0, data[1] == 1 ? "rotate-left" : "rotate-right"));
                data = data[3..];
            }
            else if (id is Text or Raw)
            {
                if (data.Length < 2 || data.Length < 2 + data[1]) return Decoded.Failed(Verdict.Malformed);
                data = data[(2 + data[1])..];
            }
            else
            {
                // An object that this version does not know has no known length: what stands before it is still good.
                if (!Kinds.TryGetValue(id, out var kind)) break;
                if (data.Length < 1 + kind.Bytes) return Decoded.Failed(Verdict.Malformed);
                if (kind.Measure is { } measure) readings.Add(new(measure, readings.Count(other => other.Measure == measure), Number(data.Slice(1, kind.Bytes), kind.Signed) * kind.Factor));
                data = data[(1 + kind.Bytes)..];
            }
        }
        return new Decoded(Verdict.Read, readings, happenings, sealedBy is not null, sealedBy ?? packet);
    }

    /// <summary>Each object of the format in messages of its own, with all that it may say once; for the figures.</summary>
    internal static IEnumerable<(string Name, IReadOnlyList<byte[]> Messages)> Examples()
    {
        foreach (var (id, kind) in Kinds) yield return ($"bthome 0x{id:X2}", [[Plain, id, .. new byte[kind.Bytes]]]);
        yield return ("bthome button", [.. Presses.Keys.Select(press => (byte[])[Plain, Button, press])]);
        yield return ("bthome dimmer", [[Plain, Dimmer, 1, 1], [Plain, Dimmer, 2, 1]]);
        yield return ("bthome text", [[Plain, Text, 1, 0x41]]);
        yield return ("bthome raw", [[Plain, Raw, 1, 0x41]]);
    }

    internal static long Number(ReadOnlySpan<byte> bytes, bool signed)
    {
        var number = 0L;
        for (var at = bytes.Length - 1; at >= 0; at--) number = (number << 8) | bytes[at];
        var sign = 1L << (bytes.Length * 8 - 1);
        return signed && (number & sign) != 0 ? number - (sign << 1) : number;
    }
}
