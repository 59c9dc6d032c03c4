using System.Text.Json.Nodes;
using Kith.Bridges.Infrared;
using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Formats;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Files of codes, each format by its own words; what cannot be read is named by line or place, and the rest is taken.</summary>
public sealed class FileTests
{
    [Fact]
    public void A_flipper_file_is_a_television()
    {
        var set = CodeFile.Read(Sets.Television).Value;

        Assert.Equal(("flipper", "television", 0), (set.Format, set.Type, set.Lost));
        Assert.Equal(Sets.Buttons.Select(button => button.Name), set.Buttons.Select(button => button.Name));
        Assert.Equal(Sets.Nec(8).Timings, set.Buttons[0].Signal.Timings);
    }

    [Fact]
    public void A_flipper_file_names_the_line_of_what_it_leaves_out()
    {
        var set = CodeFile.Read("""
            Filetype: IR signals file
            Version: 1
            name: Good
            type: raw
            frequency: 36000
            duty_cycle: 0.33
            data: 889 889 1778 889
            name: Odd
            type: parsed
            protocol: Nokia32
            address: 01 00 00 00
            command: 02 00 00 00
            name: Torn
            type: raw
            frequency: 38000
            data: 9000 4500 x
            name: Wide
            type: parsed
            protocol: NEC
            address: 01 02 00 00
            command: 02 00 00 00
            """).Value;

        Assert.Equal((36_000, 3), (Assert.Single(set.Buttons).Signal.CarrierHz, set.Lost));
        Assert.Equal(["line 8 (Odd)", "line 13 (Torn)", "line 17 (Wide)"], set.Losses.Select(loss => loss.Where));
        Assert.Contains("'x'", set.Losses[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smartir_file_is_an_air_conditioner()
    {
        var set = CodeFile.Read(Sets.AirConditioner).Value;

        Assert.Equal(("smartir", "Acme Breeze", "air-conditioner", 0), (set.Format, set.Name, set.Type, set.Lost));
        Assert.Equal(30, set.Table!.States.Count);
        var state = set.Table.States.Single(its => its is { Mode: "heat", Speed: "high", Celsius: 22 });
        Sets.AssertSame(Sets.State(1, 1, 22), state.Signal.Timings);
    }

    [Theory]
    [InlineData("Hex")]
    [InlineData("Pronto")]
    [InlineData("Raw")]
    public void Its_encodings_say_the_same(string encoding)
    {
        var file = JsonNode.Parse(Sets.AirConditioner)!;
        file["commandsEncoding"] = encoding;
        Recode(file["commands"]!.AsObject(), encoding);

        var set = CodeFile.Read(file.ToJsonString()).Value;

        Assert.Equal(30, set.Table!.States.Count);
        Sets.AssertSame(Sets.State(2, 0, 24), set.Table.States.Single(its => its is { Mode: "dry", Speed: "auto", Celsius: 24 }).Signal.Timings);
    }

    [Fact]
    public void What_a_smartir_file_lacks_is_named_and_the_rest_is_there()
    {
        var file = JsonNode.Parse(Sets.AirConditioner)!;
        file["commands"]!["cool"]!["auto"]!["20"] = "";
        file["commands"]!["heat"]!["high"]!["24"] = "not base64!";
        file["operationModes"]!.AsArray().Add("fan_only");

        var set = CodeFile.Read(file.ToJsonString()).Value;

        Assert.Equal((28, 3), (set.Table!.States.Count, set.Lost));
        Assert.Equal(["commands/cool/auto/20", "commands/heat/high/24", "commands/fan_only"], set.Losses.Select(loss => loss.Where));
    }

    [Fact]
    public void A_smartir_player_and_fan_are_what_they_are()
    {
        var code = Broadlink.Write(Sets.Nec(1));
        var player = CodeFile.Read("""{"commandsEncoding":"Base64","commands":{"off":"*","on":"*","volumeUp":"*","nextChannel":"*","sources":{"HDMI 1":"*"}}}""".Replace("*", code, StringComparison.Ordinal)).Value;
        var fan = CodeFile.Read("""{"commandsEncoding":"Base64","speed":["low","high"],"commands":{"off":"*","default":{"low":"*","high":"*"},"oscillate":"*"}}""".Replace("*", code, StringComparison.Ordinal)).Value;

        Assert.Equal(("television", 5), (player.Type, player.Buttons.Count));
        Assert.Equal(("fan", 2, "oscillate"), (fan.Type, fan.Table!.States.Count, Assert.Single(fan.Buttons).Name));
    }

    [Fact]
    public void Lirc_says_codes_by_their_bits_or_raw()
    {
        var nec = CodeFile.Read("""
            # made for a test
            begin remote
              name  ACME_TV
              bits           16
              flags SPACE_ENC|CONST_LENGTH
              eps            30
              header       9000  4500
              one           562  1687
              zero          562   562
              ptrail        562
              pre_data_bits  16
              pre_data     0x20DF
              gap          108000
              toggle_bit_mask 0x0
              begin codes
                KEY_POWER     0x10EF    # on and off
                KEY_VOLUMEUP  0x40BF
                KEY_CHANNELUP zero
              end codes
            end remote
            begin remote
              name OTHER
              begin codes
                KEY_X 0x1
              end codes
            end remote
            """).Value;
        var raw = CodeFile.Read("begin remote\n name R\n flags RAW_CODES\n frequency 36000\n begin raw_codes\n name KEY_OK\n 889 889\n 1778\n end raw_codes\nend remote").Value;
        var rc5 = CodeFile.Read("begin remote\n name P\n bits 13\n flags RC5|CONST_LENGTH\n one 889 889\n zero 889 889\n plead 889\n frequency 36000\n begin codes\n KEY_POWER 0x100C\n end codes\nend remote").Value;

        Assert.Equal(("lirc", "ACME_TV", 2), (nec.Format, nec.Name, nec.Buttons.Count));
        Sets.AssertSame(Sets.Nec(8), nec.Buttons[0].Signal.Timings);
        Assert.Equal(["line 18 (KEY_CHANNELUP)", "line 22"], nec.Losses.Select(loss => loss.Where));
        Assert.Equal([889, 889, 1778], Assert.Single(raw.Buttons).Signal.Timings);
        Sets.AssertSame(Kith.Bridges.Infrared.Signals.Protocols.Encode("RC5", 0, 12).Value, Assert.Single(rc5.Buttons).Signal.Timings, 36_000);
    }

    [Theory]
    [InlineData("begin remote\nname X\nflags RC6\nbits 8\none 1 2\nzero 1 2\nbegin codes\nA 0x1\nend codes\nend remote", "line 8 (A): the encoding RC6 is not read")]
    [InlineData("begin remote\nname X\nbits 99\nend remote", "line 3: bits is 99")]
    [InlineData("{\"commands\":{}", "line 1: this is no JSON")]
    [InlineData("{\"commandsEncoding\":\"Xiaomi\",\"commands\":{\"on\":\"x\"}}", "commandsEncoding 'Xiaomi' is not read")]
    [InlineData("{\"operationModes\":[\"cool\"],\"commands\":{\"cool\":{}}}", "commands/off: an air conditioner needs it")]
    [InlineData("Filetype: IR signals file\nVersion: 1", "there is no button in the file")]
    [InlineData("hello", "this is no file that is known here")]
    [InlineData("", "there is nothing in it")]
    public void A_file_without_anything_good_is_refused_with_the_reason(string file, string why) => Assert.StartsWith(why, CodeFile.Read(file).Fault!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Files_are_bounded()
    {
        Assert.Equal("payload.too_large", CodeFile.Read(new string('x', InfraredLimits.FileLength + 1)).Fault!.Error.Code);
        var many = CodeFile.Read(string.Concat(Enumerable.Repeat(Sets.Television, 50))).Value;
        Assert.Equal((InfraredLimits.Buttons, InfraredLimits.Losses), (many.Buttons.Count, many.Losses.Count));
        Assert.Equal(many.Buttons.Count, many.Buttons.Select(button => button.Name).Distinct().Count());
        Assert.False(CodeFile.Read(string.Concat(Enumerable.Repeat("{\"commands\":", 5_000))).Ok);
    }

    private static void Recode(JsonObject commands, string encoding)
    {
        foreach (var (name, its) in commands.ToList())
            if (its is JsonObject inner) Recode(inner, encoding);
            else
            {
                var signal = Broadlink.ReadBase64(its!.GetValue<string>()).Value;
                commands[name] = encoding switch
                {
                    "Hex" => Convert.ToHexString(Convert.FromBase64String(its!.GetValue<string>())),
                    "Pronto" => Pronto.Write(signal),
                    _ => string.Join(' ', signal.Timings.Select((time, place) => place % 2 == 0 ? time : -time)),
                };
            }
    }
}
