using Kith.Model.Interchange;

namespace Kith.Model.Tests.Interchange;

public class MiotUrnTests
{
    [Theory]
    [InlineData("urn:miot-spec-v2:service:light:00007802", "light", "00007802", null, null)]
    [InlineData("urn:miot-spec-v2:device:outlet:0000A002:chuangmi-212a01:3", "outlet", "0000A002", "chuangmi-212a01", 3)]
    [InlineData("urn:miot-spec-v2:device:outlet:0000A002:giot-v8icm:1:0000C816", "outlet", "0000A002", "giot-v8icm", 1)]
    [InlineData("urn:cnhdm-spec:property:weekly-program:00000005:cnhdm-wkq01:1", "weekly-program", "00000005", "cnhdm-wkq01", 1)]
    [InlineData("urn:miot-spec-v2:property:pm2.5-density:00000034:zhimi-sa1:1:a:b:c", "pm2.5-density", "00000034", "zhimi-sa1", 1)]
    public void A_urn_is_read_and_written_back_as_it_stood(string text, string name, string value, string? product, int? version)
    {
        Assert.True(MiotUrn.TryParse(text, out var urn));

        Assert.Equal((name, value, product, version), (urn.Name, urn.Value, urn.Product, urn.Version));
        Assert.Equal(text, urn.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("uri:miot-spec-v2:service:light:00007802")]
    [InlineData("urn:miot-spec-v2:service:light")]
    [InlineData("urn:miot-spec-v2:service:light:0000780G")]
    [InlineData("urn:miot-spec-v2:service:light:7802")]
    [InlineData("urn:miot-spec-v2:thing:light:00007802")]
    [InlineData("urn:miot-spec-v2:device:outlet:0000A002:chuangmi-212a01")]
    [InlineData("urn:miot-spec-v2:device:outlet:0000A002:chuangmi-212a01:x")]
    [InlineData("urn:miot-spec-v2:device:outlet:0000A002:chuangmi-212a01:-3")]
    [InlineData("urn:miot-spec-v2:device:out let:0000A002")]
    public void What_breaks_the_grammar_is_no_urn(string? text) => Assert.False(MiotUrn.TryParse(text, out _));

    [Fact]
    public void The_vendor_and_the_type_stand_in_an_instance()
    {
        Assert.True(MiotUrn.TryParse("urn:miot-spec-v2:device:outlet:0000A002:giot-v8icm:1:0000C816", out var urn));

        Assert.Equal(("giot", "urn:miot-spec-v2:device:outlet:0000A002", "0000C816"), (urn.Vendor, urn.Type, urn.Rest));
    }
}
