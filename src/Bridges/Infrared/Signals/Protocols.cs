using System.Globalization;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Signals;

/// <summary>
/// Signals of the protocols that files name instead of times, out of address and command. The times are those of the protocols' published
/// descriptions (NEC, Philips RC-5 and RC-6, Sony SIRC, Kaseikyo, Samsung, Pioneer, RCA); numbers are those of Flipper's files.
/// </summary>
internal static class Protocols
{
    /// <summary>Bits as a mark and a space that is long for a 1: how NEC and its relatives do.</summary>
    private sealed record Distance(int CarrierHz, double HeadOn, double HeadOff, double On, double Zero, double One)
    {
        internal Halves Frame(ulong bits, int count)
        {
            var frame = new Halves().On(HeadOn).Off(HeadOff);
            for (var bit = 0; bit < count; bit++) frame.On(On).Off((bits >> bit & 1) == 1 ? One : Zero);
            return frame.On(On);
        }
    }

    private sealed record Row(int AddressBits, int CommandBits, Func<ulong, ulong, Result<Signal>> Make);

    private static readonly Distance Nec = new(38_000, 9_000, 4_500, 562.5, 562.5, 1_687.5);
    private static readonly Distance Samsung = new(38_000, 4_500, 4_500, 550, 550, 1_650);
    private static readonly Distance Kaseikyo = new(37_000, 3_456, 1_728, 432, 432, 1_296);
    private static readonly Distance Pioneer = new(40_000, 8_500, 4_225, 500, 500, 1_500);
    private static readonly Distance Rca = new(56_000, 4_000, 4_000, 500, 1_000, 2_000);

    private static readonly Dictionary<string, Row> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NEC"] = new(8, 8, (address, command) => Nec.Frame(Twice(address, 8) | Twice(command, 8) << 16, 32).Make(Nec.CarrierHz)),
        ["NECext"] = new(16, 16, (address, command) => Nec.Frame(address | command << 16, 32).Make(Nec.CarrierHz)),
        ["NEC42"] = new(13, 8, (address, command) => Nec.Frame(Twice(address, 13) | Twice(command, 8) << 26, 42).Make(Nec.CarrierHz)),
        ["NEC42ext"] = new(26, 16, (address, command) => Nec.Frame(address | command << 26, 42).Make(Nec.CarrierHz)),
        ["Samsung32"] = new(8, 8, (address, command) => Samsung.Frame(address | address << 8 | Twice(command, 8) << 16, 32).Make(Samsung.CarrierHz)),
        ["Kaseikyo"] = new(26, 10, (address, command) => Kaseikyo.Frame(KaseikyoBits(address, command), 48).Make(Kaseikyo.CarrierHz)),
        // Its receivers want the frame twice.
        ["Pioneer"] = new(8, 8, (address, command) => Pioneer.Frame(Twice(address, 8) | Twice(command, 8) << 16, 32).Off(26_000).Times(2).Make(Pioneer.CarrierHz)),
        ["RCA"] = new(4, 8, (address, command) => Rca.Frame(address | command << 4 | (~address & 0xF) << 12 | (~command & 0xFF) << 16, 24).Make(Rca.CarrierHz)),
        ["SIRC"] = new(5, 7, (address, command) => Sirc(command | address << 7, 12)),
        ["SIRC15"] = new(8, 7, (address, command) => Sirc(command | address << 7, 15)),
        ["SIRC20"] = new(13, 7, (address, command) => Sirc(command | address << 7, 20)),
        ["RC5"] = new(5, 6, (address, command) => Rc5(address, command, isExtended: false)),
        ["RC5X"] = new(5, 7, (address, command) => Rc5(address, command & 0x3F, isExtended: true)),
        ["RC6"] = new(8, 8, Rc6),
    };

    internal static IEnumerable<string> Names => Rows.Keys;

    /// <summary>Fails with request.invalid for a protocol that is not here, or numbers that it does not have.</summary>
    internal static Result<Signal> Encode(string protocol, uint address, uint command)
    {
        if (!Rows.TryGetValue(protocol, out var row)) return Signal.Wrong($"the protocol {Cut(protocol)} is not known here; known are {string.Join(", ", Rows.Keys)}");
        if (address >> row.AddressBits != 0) return Signal.Wrong(string.Create(CultureInfo.InvariantCulture, $"an address of {protocol} has {row.AddressBits} bits, 0x{address:X} has more"));
        if (command >> row.CommandBits != 0) return Signal.Wrong(string.Create(CultureInfo.InvariantCulture, $"a command of {protocol} has {row.CommandBits} bits, 0x{command:X} has more"));
        return row.Make(address, command);
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40];

    /// <summary>The bits and behind them their opposites.</summary>
    private static ulong Twice(ulong bits, int count) => bits | (~bits & (1UL << count) - 1) << count;

    /// <summary>Vendor (16 bits) with its parity, genres, command, id, and the exclusive-or of the three bytes before.</summary>
    private static ulong KaseikyoBits(ulong address, ulong command)
    {
        var (id, vendor, genre1, genre2) = (address >> 24 & 0x3, address >> 8 & 0xFFFF, address >> 4 & 0xF, address & 0xF);
        var parity = vendor ^ vendor >> 8;
        parity = (parity ^ parity >> 4) & 0xF;
        var third = parity | genre1 << 4;
        var fourth = genre2 | (command & 0xF) << 4;
        var fifth = command >> 4 & 0x3F | id << 6;
        return vendor | third << 16 | fourth << 24 | fifth << 32 | (third ^ fourth ^ fifth) << 40;
    }

    /// <summary>Bits as a mark that is long for a 1; a frame each 45 ms, and receivers want three.</summary>
    private static Result<Signal> Sirc(ulong bits, int count)
    {
        var frame = new Halves().On(2_400);
        for (var bit = 0; bit < count; bit++) frame.Off(600).On((bits >> bit & 1) == 1 ? 1_200 : 600);
        return frame.Until(45_000).Times(3).Make(40_000);
    }

    /// <summary>14 biphase bits, the highest first; a 1 is off before on. The second bit is 0 for commands above 63. The toggle bit stays 0.</summary>
    private static Result<Signal> Rc5(ulong address, ulong command, bool isExtended)
    {
        const double half = 889;
        var bits = 1UL << 13 | (isExtended ? 0UL : 1UL << 12) | address << 6 | command;
        var frame = new Halves();
        for (var bit = 13; bit >= 0; bit--) frame.Biphase(onFirst: (bits >> bit & 1) == 0, half);
        return frame.Make(36_000);
    }

    /// <summary>Mode 0: a leader, the start bit, three of mode, the toggle bit of double length, then address and command; a 1 is on before off.</summary>
    private static Result<Signal> Rc6(ulong address, ulong command)
    {
        const double unit = 444.4;
        var frame = new Halves().On(6 * unit).Off(2 * unit).Biphase(onFirst: true, unit);
        for (var mode = 0; mode < 3; mode++) frame.Biphase(onFirst: false, unit);
        frame.Biphase(onFirst: false, 2 * unit);
        var bits = address << 8 | command;
        for (var bit = 15; bit >= 0; bit--) frame.Biphase((bits >> bit & 1) == 1, unit);
        return frame.Make(36_000);
    }
}
