using System.Net;
using Kith.Server.Delivery;

namespace Kith.Server.Tests.Delivery;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:1.1.1.1", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::1", false)]
    public void Only_what_is_everybodys_is_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_called()
    {
        using var destinations = new Destinations(thisMachineToo: false, TimeProvider.System);
        Assert.NotNull(destinations.Check("https://127.0.0.1/", "url"));
        Assert.NotNull(destinations.Check("https://localhost/", "url"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost:9/");

        var replied = await destinations.SendAsync(request, CancellationToken.None);

        Assert.Null(replied.Status);
        Assert.Contains("no public address", replied.Trouble, StringComparison.Ordinal);
    }
}
