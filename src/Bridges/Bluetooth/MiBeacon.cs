using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Bridges.Bluetooth;

/// <summary>
/// Xiaomi's MiBeacon, plain and sealed as versions 4 and 5 do it (iot.mi.com, "MiBeacon 协议"): frame control, product, counter, then what
/// its bits announce, then one object of a type, a length and a value.
/// </summary>
internal static class MiBeacon
{
    /// <summary>Its 16-bit service UUID.</summary>
    internal const ushort Uuid = 0xFE95;

    private const int EncryptedBit = 1 << 3, MacBit = 1 << 4, CapabilityBit = 1 << 5, ObjectBit = 1 << 6, MeshBit = 1 << 7;
    private const int ExtendedCounterBytes = 3, TagBytes = 4;

    /// <summary>Additional authenticated data, fixed by the format.</summary>
    private static readonly byte[] Additional = [0x11];

    /// <summary>Products that people have most; others are called after their number.</summary>
    private static readonly Dictionary<ushort, string> Products = new()
    {
        [0x0098] = "HHCCJCY01", [0x01AA] = "LYWSDCGQ", [0x0347] = "CGG1", [0x0387] = "MHO-C401", [0x045B] = "LYWSD02", [0x055B] = "LYWSD03MMC", [0x0576] = "CGD1",
        [0x07F6] = "MJYD02YL", [0x0863] = "SJWS01LM", [0x098B] = "MCCGQ02HL", [0x0A8D] = "RTCGQ02LM",
    };

    internal static Decoded Read(string address, ReadOnlySpan<byte> data, byte[]? key)
    {
        if (data.Length < 5) return Decoded.Failed(Verdict.Malformed);
        var control = BinaryPrimitives.ReadUInt16LittleEndian(data);
        var product = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
        var model = Products.GetValueOrDefault(product) ?? $"0x{product:X4}";
        // Mesh messages are for the mesh; a frame without an object only says that it is there.
        if ((control & MeshBit) != 0) return Decoded.Failed(Verdict.Malformed, model);
        var counter = (uint)data[4];
        var head = 5 + ((control & MacBit) != 0 ? 6 : 0);
        if ((control & CapabilityBit) != 0)
        {
            if (data.Length <= head) return Decoded.Failed(Verdict.Malformed, model);
            // Bit 5 of the capability announces two bytes about inputs and outputs.
            head += 1 + ((data[head] & 0x20) != 0 ? 2 : 0);
        }
        if (data.Length < head) return Decoded.Failed(Verdict.Malformed, model);
        if ((control & ObjectBit) == 0) return new Decoded(Verdict.Read, [], [], Model: model);
        if ((control & EncryptedBit) == 0) return Object(data[head..], counter, isSealed: false, model);
        if (control >> 12 < 4) return Decoded.Failed(Verdict.Malformed, model);
        if (key is null) return Decoded.Failed(Verdict.NeedsKey, model);
        var length = data.Length - head - ExtendedCounterBytes - TagBytes;
        if (length < 3) return Decoded.Failed(Verdict.Malformed, model);
        var extended = data.Slice(head + length, ExtendedCounterBytes);
        Span<byte> nonce = stackalloc byte[12];
        Convert.FromHexString(address).CopyTo(nonce);
        nonce[..6].Reverse();
        data.Slice(2, 3).CopyTo(nonce[6..]);
        extended.CopyTo(nonce[9..]);
        Span<byte> plain = stackalloc byte[length];
        using var cipher = new AesCcm(key);
        try
        {
            cipher.Decrypt(nonce, data.Slice(head, length), data[^TagBytes..], plain, Additional);
        }
        catch (AuthenticationTagMismatchException)
        {
            return Decoded.Failed(Verdict.WrongKey, model);
        }
        return Object(plain, (uint)BtHome.Number(extended, signed: false) << 8 | counter, isSealed: true, model);
    }

    private static Decoded Object(ReadOnlySpan<byte> data, uint counter, bool isSealed, string model)
    {
        if (data.Length < 3 || data.Length < 3 + data[2]) return Decoded.Failed(Verdict.Malformed, model);
        var value = data.Slice(3, data[2]);
        var readings = new List<Reading>();
        var happenings = new List<Happening>();
        var isRight = Take(BinaryPrimitives.ReadUInt16LittleEndian(data), value, readings, happenings);
        return isRight ? new Decoded(Verdict.Read, readings, happenings, isSealed, counter, model) : Decoded.Failed(Verdict.Malformed, model);
    }

    /// <summary>False for a value that is too short. A type that nobody knows says nothing.</summary>
    private static bool Take(ushort type, ReadOnlySpan<byte> value, List<Reading> readings, List<Happening> happenings)
    {
        void Add(Measure measure, double number) => readings.Add(new(measure, 0, number));
        if (value.Length < Least(type)) return false;
        switch (type)
        {
            case 0x0003: Add(Measures.Motion, 1); break;
            case 0x000F: Add(Measures.Motion, 1); Add(Measures.Illuminance, BtHome.Number(value[..3], signed: false)); break;
            case 0x1001: if (value[2] is 0 or 1 or 2) happenings.Add(new(value[0], value[2] switch { 0 => "click", 1 => "double-click", _ => "long-press" })); break;
            case 0x1004: Add(Measures.Temperature, BtHome.Number(value[..2], signed: true) / 10d); break;
            case 0x1006: Add(Measures.Humidity, BtHome.Number(value[..2], signed: false) / 10d); break;
            case 0x1007: Add(Measures.Illuminance, BtHome.Number(value[..3], signed: false)); break;
            case 0x1008: Add(Measures.SoilMoisture, value[0]); break;
            case 0x1009: Add(Measures.Conductivity, BtHome.Number(value[..2], signed: false)); break;
            case 0x100A or 0x4803 or 0x4C03: Add(Measures.Battery, value[0]); break;
            case 0x100D: Add(Measures.Temperature, BtHome.Number(value[..2], signed: true) / 10d); Add(Measures.Humidity, BtHome.Number(value[2..4], signed: false) / 10d); break;
            case 0x1010: Add(Measures.Formaldehyde, BtHome.Number(value[..2], signed: false) / 100d); break;
            case 0x1012: Add(Measures.On, value[0]); break;
            case 0x1013: Add(Measures.Consumable, value[0]); break;
            case 0x1014: Add(Measures.Wet, value[0]); break;
            case 0x1015: Add(Measures.Smoke, value[0]); break;
            case 0x1017: Add(Measures.Idle, BtHome.Number(value[..4], signed: false)); Add(Measures.Motion, 0); break;
            case 0x1018: Add(Measures.Light, value[0]); break;
            // 0 opened, 1 closed, 2 left open.
            case 0x1019: Add(Measures.Opening, value[0] == 1 ? 0 : 1); Add(Measures.LeftOpen, value[0] == 2 ? 1 : 0); break;
            case 0x4A01 or 0x4E01: Add(Measures.BatteryLow, value[0]); break;
            case 0x4C01 when float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(value)): Add(Measures.Temperature, Math.Round(BinaryPrimitives.ReadSingleLittleEndian(value), 2)); break;
            case 0x4C02: Add(Measures.Humidity, value[0]); break;
            case 0x4C08: Add(Measures.Humidity, Math.Round(BinaryPrimitives.ReadSingleLittleEndian(value), 2)); break;
        }
        return true;
    }

    /// <summary>Each type of object that says something, with what it may say; for the figures. All numbers are tried: the format has no list of them here.</summary>
    internal static IEnumerable<(string Name, IReadOnlyList<Decoded> Messages)> Examples()
    {
        for (var type = 0; type <= ushort.MaxValue; type++)
        {
            var (readings, happenings) = (new List<Reading>(), new List<Happening>());
            for (byte said = 0; said < 3; said++) Take((ushort)type, [0, 0, said, 0, 0, 0, 0, 0], readings, happenings);
            if (readings.Count + happenings.Count > 0) yield return ($"mibeacon 0x{type:X4}", [new Decoded(Verdict.Read, readings, happenings)]);
        }
    }

    private static int Least(ushort type) => type switch
    {
        0x1004 or 0x1006 or 0x1009 or 0x1010 => 2,
        0x000F or 0x1001 or 0x1007 => 3,
        0x100D or 0x1017 or 0x4C01 or 0x4C08 => 4,
        _ => 1,
    };
}
