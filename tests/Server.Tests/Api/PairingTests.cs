using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>Codes by which devices come in, over HTTP.</summary>
public sealed class PairingTests
{
    [Fact]
    public async Task The_code_on_a_device_is_claimed_once_and_has_no_picture_of_ours()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var (guest, _) = await kith.InviteAsync(owner, home, new { name = "Gus", role = "guest" }, "gus");
        var path = $"/api/v1/homes/{home}/pairings";
        object Claim(string code) => new { label = new { code, product = "acme.lamp", id = "SN/1" } };

        var claimed = await owner.PostAsync(path, Claim("5093 2217"));
        var again = await owner.PostAsync(path, Claim("50932217"));
        var wrong = await owner.PostAsync(path, Claim("lamp"));

        Assert.Equal((201, "5093-2217", "waiting"), (claimed.Status, claimed.Text("code"), claimed.Text("state")));
        Assert.Equal("kith:device?code=50932217&product=acme.lamp&id=SN%2F1", claimed.Text("uri"));
        Assert.Null(claimed.Json["qr"]);
        Assert.Equal(("conflict", "request.invalid", "label.code"), (again.Code, wrong.Code, wrong.Text("field")));
        Assert.Equal("right.missing", (await guest.PostAsync(path, Claim("12345678"))).Code);
    }
}
