using System.Text.Json.Nodes;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Sets of codes written for these tests: a television with NEC, and an air conditioner with 3 modes, 5 temperatures and 2 speeds.</summary>
internal static class Sets
{
    internal static readonly string[] Modes = ["cool", "heat", "dry"], Speeds = ["auto", "high"];

    /// <summary>Buttons and their NEC commands.</summary>
    internal static readonly (string Name, byte Command)[] Buttons =
        [("Power", 0x08), ("Vol_up", 0x02), ("Vol_dn", 0x03), ("Mute", 0x09), ("Ch_next", 0x00), ("Ch_prev", 0x01), ("HDMI_1", 0xCE), ("HDMI_2", 0xCC), ("Ok", 0x44), ("Up", 0x40), ("Home", 0x7C), ("Sleep", 0x0E)];

    internal static string Television => "Filetype: IR signals file\nVersion: 1\n" + string.Concat(Buttons.Select(button =>
        $"# \nname: {button.Name}\ntype: parsed\nprotocol: NEC\naddress: 04 00 00 00\ncommand: {button.Command:X2} 00 00 00\n"));

    internal static Signal Nec(byte command) => Protocols.Encode("NEC", 4, command).Value;

    /// <summary>Off: another one than any state's.</summary>
    internal static Signal Off => State(7, 7, 0);

    /// <summary>A state's signal tells which it is: its times are those of no other.</summary>
    internal static Signal State(int mode, int speed, int degrees) =>
        Signal.Make(38_000, [3_500, 1_700, .. Enumerable.Range(0, 16).SelectMany(bit => (long[])[450, ((mode << 12 | speed << 8 | degrees) >> bit & 1) == 1 ? 1_300 : 450]), 450]).Value;

    internal static string AirConditioner
    {
        get
        {
            var commands = new JsonObject { ["off"] = Broadlink.Write(Off) };
            for (var mode = 0; mode < Modes.Length; mode++)
            {
                var speeds = new JsonObject();
                for (var speed = 0; speed < Speeds.Length; speed++)
                    speeds[Speeds[speed]] = new JsonObject(Enumerable.Range(20, 5).Select(degrees => KeyValuePair.Create($"{degrees}", (JsonNode?)Broadlink.Write(State(mode, speed, degrees)))));
                commands[Modes[mode]] = speeds;
            }
            return new JsonObject
            {
                ["manufacturer"] = "Acme", ["supportedModels"] = new JsonArray("Breeze"), ["commandsEncoding"] = "Base64", ["minTemperature"] = 20, ["maxTemperature"] = 24, ["precision"] = 1,
                ["operationModes"] = new JsonArray([.. Modes.Select(mode => (JsonNode)mode)]), ["fanModes"] = new JsonArray([.. Speeds.Select(speed => (JsonNode)speed)]), ["commands"] = commands,
            }.ToJsonString();
        }
    }

    /// <summary>The same on the air: each time within 3 % and 35 microseconds, which is what the coarsest form rounds to.</summary>
    internal static void AssertSame(Signal expected, IReadOnlyList<int> times, double carrierHz = 38_000)
    {
        Assert.InRange(carrierHz, expected.CarrierHz * 0.97, expected.CarrierHz * 1.03);
        Assert.True(IsSame(expected, times), $"expected {string.Join(' ', expected.Timings)} and got {string.Join(' ', times)}");
    }

    internal static bool IsSame(Signal expected, IReadOnlyList<int> times) =>
        expected.Timings.Count == times.Count && expected.Timings.Zip(times).All(pair => Math.Abs(pair.First - pair.Second) <= 35 + pair.First * 0.03);
}
