using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Notices;

/// <summary>Notices over HTTP: what one was told, page by page, and how one wants to be told.</summary>
public sealed class NoticeApiTests
{
    [Fact]
    public async Task A_leak_is_in_everybodys_list_until_each_has_looked_at_it()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var (guest, _) = await kith.InviteAsync(owner, home, new { name = "Gus", role = "guest" }, "gus");
        var sink = await kith.AddDeviceAsync(home, "Sink", "kith-demo.leak-sensor");
        string Path(string rest = "") => $"/api/v1/homes/{home}/notices{rest}";
        using var feed = await guest.FollowAsync(home);
        await feed.UntilAsync(next => next.Name == "snapshot");

        kith.Homes.Report(HomeId.Parse(home), DeviceId.Parse(sink), [new("submersion-sensor.leak", Value.Of(true))]);
        var heard = await feed.UntilAsync(next => next.Data["unread"] is not null);
        var listed = await owner.GetAsync(Path());
        var read = await guest.PostAsync(Path($"/{heard.Data["notices"]![0]!["id"]}/read"));
        var none = await feed.UntilAsync(next => next.Data["unread"] is not null);

        Assert.Equal(("danger", "critical", "Sink: Water", "Sink：有水"), (listed.Text("items.0.kind"), listed.Text("items.0.level"), listed.Text("items.0.title.en"), listed.Text("items.0.title.zh")));
        Assert.Equal((1, 0), ((int)heard.Data["unread"]!, (int)none.Data["unread"]!));
        Assert.Equal(("true", "false"), (read.Text("read"), listed.Text("items.0.read")));
        Assert.Equal(204, (await owner.PostAsync(Path("/read"))).Status);
        Assert.Equal("true", (await owner.GetAsync(Path())).Text("items.0.read"));
    }

    [Fact]
    public async Task The_list_comes_in_parts()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        for (var number = 0; number < 3; number++) Assert.Equal(204, (await owner.PostAsync($"/api/v1/homes/{home}/notices/test")).Status);

        var first = await owner.GetAsync($"/api/v1/homes/{home}/notices?limit=2");
        var second = await owner.GetAsync($"/api/v1/homes/{home}/notices?limit=2&cursor={first.Text("next")}");

        Assert.Equal((2, 1), (first.Json["items"]!.AsArray().Count, second.Json["items"]!.AsArray().Count));
        Assert.Null(second.Json["next"]);
    }

    [Fact]
    public async Task Wishes_are_ones_own_and_what_is_not_chosen_is_as_at_first()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var (adult, _) = await kith.InviteAsync(owner, home, new { name = "Ada", role = "adult" }, "ada");
        var path = $"/api/v1/homes/{home}/notice-settings";

        var put = await adult.SendAsync(HttpMethod.Put, path, new { channels = new { people = new[] { "app", "push" } }, quiet = new { from = "22:30", until = "06:00" } });
        var wrong = await adult.SendAsync(HttpMethod.Put, path, new { quiet = new { from = "25:00", until = "06:00" } });

        Assert.Equal(200, put.Status);
        Assert.Equal(["app", "push"], put.Json["channels"]!["people"]!.AsArray().Select(way => way!.ToString()));
        Assert.Equal(["app", "push", "webhook"], put.Json["channels"]!["danger"]!.AsArray().Select(way => way!.ToString()));
        Assert.Equal("22:30", (await adult.GetAsync(path)).Text("quiet.from"));
        Assert.Equal(("request.invalid", "quiet.from"), (wrong.Code, wrong.Text("field")));
        Assert.Empty((await owner.GetAsync(path)).Json["channels"]!["people"]!.AsArray());
        Assert.Equal("json.malformed", (await adult.SendAsync(HttpMethod.Put, path, new { channels = new { people = new[] { "pigeon" } } })).Code);
    }
}
