using System.Security.Cryptography;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Homes.Tests.Credentials;

/// <summary>A certificate that ends is told of once, some weeks before, to those who can do something about it.</summary>
public sealed class ExpiryTests
{
    [Fact]
    public async Task Four_weeks_before_its_end_those_who_arrange_the_home_are_told_once()
    {
        await using var test = await TestHomes.StartAsync();
        var (child, admin) = (await test.AddPersonAsync(new PersonDraft("Kim", Role.Adult)), await test.AddPersonAsync(new PersonDraft("Ada", Role.Admin)));
        var lamp = await test.AddAsync(TestHomes.LampSpec(), "Hall lamp");
        var end = test.Time.GetUtcNow().AddDays(40);
        await TrustAsync(test, lamp, end);

        test.Time.Advance(TimeSpan.FromDays(11));
        await test.Host.WarnOfExpiryAsync();
        Assert.Empty(await NoticesAsync(test, test.Owner));
        test.Time.Advance(TimeSpan.FromDays(2));
        await test.Host.WarnOfExpiryAsync();
        await test.RestartAsync();
        await test.Host.WarnOfExpiryAsync();

        var told = Assert.Single(await NoticesAsync(test, test.Owner));
        Assert.Equal((NoticeKind.Device, NoticeLevel.Important, lamp), (told.Kind, told.Level, told.Device!.Value));
        Assert.Equal(($"The certificate of Hall lamp ends on {end:d MMMM yyyy}", $"Hall lamp的证书将于{end:yyyy年M月d日}到期"), (told.Title.En, told.Title.Zh));
        Assert.Single(await NoticesAsync(test, admin));
        Assert.Empty(await NoticesAsync(test, child));
        Assert.Equal(end.ToUnixTimeSeconds(), (await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp)).Value.Expires!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Those_that_end_together_are_one_notice_with_the_programs_of_bridges_and_the_next_certificate_is_told_of_again()
    {
        await using var test = await TestHomes.StartAsync();
        var (lamp, plug) = (await test.AddAsync(TestHomes.LampSpec(), "Lamp"), await test.AddAsync(TestHomes.LampSpec(), "Plug"));
        var bridge = (await test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "Zigbee", "zigbee2mqtt")).Value.Bridge.Id;
        var soon = test.Time.GetUtcNow().AddDays(3);
        await TrustAsync(test, lamp, soon.AddDays(1));
        await TrustAsync(test, plug, soon.AddDays(300));
        using var its = TestCertificates.Make("zigbee", soon);
        Assert.True((await test.Host.TrustBridgeAsync(test.Home, test.Owner, bridge, its.ExportCertificatePem())).Ok);

        await test.Host.WarnOfExpiryAsync();
        var told = Assert.Single(await NoticesAsync(test, test.Owner));
        Assert.Equal(($"2 certificates end soon, the first on {soon:d MMMM yyyy}", "Zigbee, Lamp"), (told.Title.En, told.Text!.En));

        await TrustAsync(test, lamp, soon.AddDays(9));
        await test.Host.WarnOfExpiryAsync();
        Assert.Equal(["Lamp"], (await NoticesAsync(test, test.Owner)).Where(notice => notice.Device == lamp).Select(_ => "Lamp"));
    }

    [Fact]
    public async Task A_password_has_no_end_and_a_fingerprint_gets_one_when_its_certificate_is_seen()
    {
        await using var test = await TestHomes.StartAsync();
        var (lamp, plug) = (await test.AddAsync(TestHomes.LampSpec(), "Lamp"), await test.AddAsync(TestHomes.LampSpec(), "Plug"));
        await test.Host.IssueAsync(test.Home, test.Owner, plug);
        var id = (await test.Host.TrustAsync(test.Home, test.Owner, lamp, RandomNumberGenerator.GetHexString(64))).Value.Id;
        await test.Host.WarnOfExpiryAsync();
        Assert.Empty(await NoticesAsync(test, test.Owner));

        // Used a moment ago is written once an hour; an end that was not known, at once.
        await test.Host.UsedAsync((await test.Host.CredentialAsync(id))!);
        await test.Host.UsedAsync((await test.Host.CredentialAsync(id))!, test.Time.GetUtcNow().AddDays(5));
        await test.Host.WarnOfExpiryAsync();
        await test.Host.UsedAsync((await test.Host.CredentialAsync(id))!, test.Time.GetUtcNow().AddDays(5));
        await test.Host.WarnOfExpiryAsync();

        Assert.Equal(lamp, Assert.Single(await NoticesAsync(test, test.Owner)).Device);
        Assert.NotNull((await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp)).Value.LastUsed);
        Assert.Null((await test.Host.CredentialOfAsync(test.Home, test.Owner, plug)).Value.Expires);
    }

    [Fact]
    public async Task It_is_looked_for_at_the_start_and_then_every_day()
    {
        await using var test = await TestHomes.StartAsync();
        var (lamp, plug) = (await test.AddAsync(TestHomes.LampSpec(), "Lamp"), await test.AddAsync(TestHomes.LampSpec(), "Plug"));
        var follower = await test.FollowAsync(test.Owner);
        var clock = new ManualTime();
        await TrustAsync(test, lamp, test.Time.GetUtcNow().AddDays(5));

        using var watch = new ExpiryWatch(test.Host, clock, NullLogger<ExpiryWatch>.Instance);
        clock.Advance(TimeSpan.Zero);
        Assert.Equal(lamp, await ToldAsync(follower));
        await TrustAsync(test, plug, test.Time.GetUtcNow().AddDays(6));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(plug, await ToldAsync(follower));
    }

    private static async Task<DeviceId?> ToldAsync(Kith.Homes.Feed.Follower follower)
    {
        while (true)
            if ((await TestHomes.NextAsync(follower)).Notices is [var notice]) return notice.Device;
    }

    private static async Task TrustAsync(TestHomes test, DeviceId device, DateTimeOffset end)
    {
        using var certificate = TestCertificates.Make("its", end);
        Assert.True((await test.Host.TrustAsync(test.Home, test.Owner, device, certificate.ExportCertificatePem())).Ok);
    }

    private static async Task<IReadOnlyList<NoticeView>> NoticesAsync(TestHomes test, Caller caller) => (await test.Host.NoticesAsync(test.Home, caller)).Value;
}
