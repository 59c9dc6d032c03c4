using System.Net;
using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Abuse;

public sealed class GuessingTests
{
    [Fact]
    public void A_thousand_addresses_get_no_more_looks_at_one_account_than_one_address()
    {
        var time = new ManualTime();
        var attempts = new Attempts(time);
        var looked = 0;

        for (var guess = 0; guess < 3600; guess++)
        {
            if (attempts.Begin("anna", new IPAddress([10, 0, (byte)(guess >> 8), (byte)guess])) == TimeSpan.Zero) looked++;
            time.Advance(TimeSpan.FromSeconds(1));
        }

        // An hour: 5 free, waits of 1, 2, 4 ... 32 s, then one a minute.
        Assert.InRange(looked, 50, 75);
    }

    [Fact]
    public async Task While_strangers_guess_the_owner_goes_on_inside_and_comes_in_at_a_known_browser()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        using var laptop = kith.Open();
        await laptop.SignInAsync("anna");
        await laptop.SendAsync(HttpMethod.Delete, "/api/v1/session");
        using var guesser = kith.Open();
        for (var guess = 0; guess < 40; guess++) await guesser.SignInAsync("anna", $"guess number {guess}");
        Assert.Equal(429, (await kith.Open().SignInAsync("anna")).Status);

        Assert.Equal(200, (await owner.GetAsync("/api/v1/session")).Status);
        Assert.Equal(204, (await owner.SendAsync(HttpMethod.Put, "/api/v1/account/pin", new { password = TestKith.Password, pin = "2580" })).Status);
        Assert.Equal(200, (await laptop.SignInAsync("anna")).Status);
    }

    [Fact]
    public async Task A_known_browser_in_a_strangers_hand_is_slowed_as_well()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        await kith.SetUpAsync();
        using var stolen = kith.Open();
        await stolen.SignInAsync("anna");
        await stolen.SendAsync(HttpMethod.Delete, "/api/v1/session");

        var tries = new List<int>();
        for (var guess = 0; guess < 20; guess++) tries.Add((await stolen.SignInAsync("anna", $"guess number {guess}")).Status);

        Assert.Equal(Attempts.FreeByUser, tries.Count(status => status == 401));
        Assert.Equal(200, (await kith.Open().SignInAsync("anna")).Status);
    }

    [Fact]
    public async Task A_browser_known_to_one_account_is_a_stranger_to_another()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        await kith.SetUpAsync();
        var (mallory, _) = await kith.AddStrangerAsync();

        var tries = new List<int>();
        for (var guess = 0; guess < 20; guess++) tries.Add((await mallory.SignInAsync("anna", $"guess number {guess}")).Status);

        Assert.Equal(Attempts.FreeByUser, tries.Count(status => status == 401));
        Assert.Equal(429, (await kith.Open().SignInAsync("anna")).Status);
    }
}
