namespace Kith.Bridges.Bluetooth;

/// <summary>What a Bluetooth device said to everybody, as somebody with a radio heard it.</summary>
/// <param name="Address">Six bytes as people write them: A4C138010203.</param>
/// <param name="Name">Its local name, if it said one.</param>
/// <param name="Rssi">How well it was heard, in dBm; null when the source does not say.</param>
/// <param name="ServiceData">By 16-bit UUID.</param>
internal sealed record Advertisement(string Address, string? Name, int? Rssi, IReadOnlyDictionary<ushort, ReadOnlyMemory<byte>> ServiceData)
{
    /// <summary>Bytes of one advertisement: 31 of the old kind with as many in its scan response; extended ones have 255.</summary>
    internal const int Longest = 255;

    private const byte ShortName = 0x08, FullName = 0x09, ServiceData16 = 0x16;

    /// <summary>Takes raw advertisement data apart (Bluetooth Core, Supplement, part A: length, type, data). Null for what is none.</summary>
    internal static Advertisement? Read(string address, int? rssi, ReadOnlyMemory<byte> raw)
    {
        if (raw.Length > Longest || Address12(address) is not { } its) return null;
        string? name = null;
        var services = new Dictionary<ushort, ReadOnlyMemory<byte>>();
        for (var at = 0; at < raw.Length && raw.Span[at] is > 0 and var length; at += length + 1)
        {
            if (at + 1 + length > raw.Length) return null;
            var (type, data) = (raw.Span[at + 1], raw.Slice(at + 2, length - 1));
            if (type is FullName || (type is ShortName && name is null)) name = Text(data.Span);
            else if (type is ServiceData16 && data.Length >= 2) services[(ushort)(data.Span[0] | (data.Span[1] << 8))] = data[2..];
        }
        return new Advertisement(its, name, rssi, services);
    }

    /// <summary>Twelve upper-case hexadecimal digits out of any usual way to write an address; null for no address.</summary>
    internal static string? Address12(string? text)
    {
        if (text is not { Length: 12 or 17 }) return null;
        var digits = text.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigitUpper) ? digits : null;
    }

    /// <summary>A4:C1:38:01:02:03.</summary>
    internal static string Shown(string address) => string.Join(':', address.Chunk(2).Select(pair => new string(pair)));

    internal static string? Text(ReadOnlySpan<byte> bytes)
    {
        var text = new string([.. System.Text.Encoding.UTF8.GetString(bytes).Where(c => !char.IsControl(c) && c != '\uFFFD')]).Trim();
        return text.Length == 0 ? null : text.Length <= 40 ? text : text[..40];
    }
}
