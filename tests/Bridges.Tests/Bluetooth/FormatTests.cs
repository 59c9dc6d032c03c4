using Kith.Bridges.Bluetooth;

namespace Kith.Bridges.Tests.Bluetooth;

/// <summary>Messages byte by byte. Those of BTHome are the examples of bthome.io.</summary>
public sealed class FormatTests
{
    private const string Address = "5448E68F80A5";
    private static readonly byte[] Key = Convert.FromHexString("231d39c1d7cc1ab1aee224cd096db932");

    [Theory]
    [InlineData("4002CA0903BF13", "temperature 25.06, humidity 50.55")]
    [InlineData("4000090161", "battery 97")]
    [InlineData("400C020C", "voltage 3.074")]
    [InlineData("4005138A14", "illuminance 13460.67")]
    [InlineData("404538FF", "temperature -20")]
    [InlineData("4058EA", "temperature -7.7")]
    [InlineData("402101", "motion 1")]
    [InlineData("40020A0102140145F400", "temperature 2.66, temperature 2.76, temperature 24.4")]
    [InlineData("405C02FBFFFF", "power -12.78")]
    public void Plain_objects_are_read(string hex, string expected) => Assert.Equal(expected, Said(BtHome.Read(Address, Convert.FromHexString(hex), null)));

    [Fact]
    public void The_published_sealed_message_opens_with_its_key_and_with_no_other()
    {
        var data = Convert.FromHexString("41a47266c95f730011223378237214");

        var decoded = BtHome.Read(Address, data, Key);

        Assert.Equal("temperature 25.06, humidity 50.55", Said(decoded));
        Assert.Equal((true, 0x33221100u), (decoded.Sealed, decoded.Counter!.Value));
        Assert.Equal(Verdict.NeedsKey, BtHome.Read(Address, data, null).Verdict);
        Assert.Equal(Verdict.WrongKey, BtHome.Read(Address, data, new byte[16]).Verdict);
        data[3] ^= 1;
        Assert.Equal(Verdict.WrongKey, BtHome.Read(Address, data, Key).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("4002CA")]
    [InlineData("403A")]
    [InlineData("4053FF41")]
    [InlineData("41001122")]
    public void What_is_cut_off_or_of_another_version_is_malformed(string hex) => Assert.Equal(Verdict.Malformed, BtHome.Read(Address, Convert.FromHexString(hex), Key).Verdict);

    [Fact]
    public void Buttons_tell_which_of_them_and_what()
    {
        var decoded = BtHome.Read(Address, Convert.FromHexString("443A013A003A043C0203"), null);

        Assert.Equal([new Happening(0, "click"), new Happening(2, "long-press"), new Happening(0, "rotate-right")], decoded.Happenings);
    }

    [Fact]
    public void An_object_of_a_later_version_hides_nothing_before_it() =>
        Assert.Equal("temperature 25.06", Said(BtHome.Read(Address, Convert.FromHexString("4002CA09EE01"), null)));

    [Theory]
    [InlineData("0410021B01", "temperature 28.3")]
    [InlineData("061002A401", "humidity 42")]
    [InlineData("0D1004C800F401", "temperature 20, humidity 50")]
    [InlineData("0A100164", "battery 100")]
    [InlineData("0F0003E80300", "motion 1, illuminance 1000")]
    [InlineData("19100101", "opening 0, left-open 0")]
    [InlineData("17100478000000", "idle 120, motion 0")]
    [InlineData("FFFF0101", "")]
    public void Objects_of_MiBeacon_are_read_open_and_sealed(string hex, string expected)
    {
        var objects = Convert.FromHexString(hex);
        byte[] open = [0x50, 0x50, 0x5B, 0x05, 7, .. Convert.FromHexString(Address).Reverse(), .. objects];

        Assert.Equal(expected, Said(MiBeacon.Read(Address, open, null)));
        var decoded = MiBeacon.Read(Address, Sealing.MiBeacon(Address, 0x055B, Key, 0x010203, objects), Key);
        Assert.Equal((expected, 0x010203u, "LYWSD03MMC"), (Said(decoded), decoded.Counter!.Value, decoded.Model));
    }

    [Fact]
    public void A_sealed_MiBeacon_needs_its_own_key()
    {
        var data = Sealing.MiBeacon(Address, 0x055B, Key, 1, Convert.FromHexString("0410021B01"));

        Assert.Equal(Verdict.NeedsKey, MiBeacon.Read(Address, data, null).Verdict);
        Assert.Equal(Verdict.WrongKey, MiBeacon.Read("A4C138010203", data, Key).Verdict);
    }

    [Fact]
    public void No_bytes_make_a_reader_fail()
    {
        var random = new Random(8);
        for (var round = 0; round < 200_000; round++)
        {
            var data = new byte[random.Next(0, 40)];
            random.NextBytes(data);
            if (data.Length > 0 && round % 3 > 0) data[0] = round % 3 == 1 ? (byte)0x40 : (byte)0x41;
            BtHome.Read(Address, data, Key);
            MiBeacon.Read(Address, data, Key);
            Advertisement.Read(Address, -60, data);
        }
    }

    private static string Said(Decoded decoded) => decoded.Verdict is Verdict.Read
        ? string.Join(", ", decoded.Readings.Select(reading => FormattableString.Invariant($"{reading.Measure.Key} {Math.Round(reading.Number, 6)}")))
        : decoded.Verdict.ToString();
}
