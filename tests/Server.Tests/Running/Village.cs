using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Server.Tests.Running;

/// <summary>Things in homes that tests look at; made through the homes' own door.</summary>
internal static class Village
{
    /// <summary>A device of a product of the library, as a paired one that is not connected.</summary>
    internal static async Task<string> AddDeviceAsync(this TestKith kith, string home, string name, string product = "kith-demo.bulb")
    {
        var library = kith.Get<Library>();
        var spec = library.Resolve(library.FindProduct(product) ?? throw new InvalidOperationException($"There is no {product}.")).Value;
        var added = await kith.Homes.TakeInAsync(HomeId.Parse(home), Caller.House("test"), new DeviceDraft(name, spec, "native", name));
        Assert.Null(added.Fault);
        return added.Value.Id.ToString();
    }

    /// <summary>Somebody else becomes a person of the home, by invitation, and is signed in.</summary>
    internal static async Task<(Browser Browser, string Person)> InviteAsync(this TestKith kith, Browser owner, string home, object person,
        string user)
    {
        var added = await owner.PostAsync($"/api/v1/homes/{home}/people", person);
        Assert.Equal(201, added.Status);
        var browser = kith.Open();
        var accepted = await browser.PostAsync("/api/v1/invitations/accept",
            new { token = added.Text("invitation.url").Split('/')[^1], user, name = user, password = TestKith.Password, language = "en" });
        Assert.Equal(200, accepted.Status);
        return (browser, added.Text("person.id"));
    }

    /// <summary>A script with a token of the browser's account.</summary>
    internal static async Task<(Browser Script, string Id)> TokenAsync(this TestKith kith, Browser browser, string[] scopes,
        string[]? homes = null, DateTimeOffset? expires = null)
    {
        var made = await browser.PostAsync("/api/v1/tokens", new { name = "script", scopes, homes, expires });
        Assert.True(made.Status == 201, made.ToString());
        var script = kith.Open();
        script.Token = made.Text("token");
        return (script, made.Text("item.id"));
    }
}
