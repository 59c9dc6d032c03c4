using System.Net;
using Kith.Homes.Credentials;
using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class AttemptsTests
{
    [Fact]
    public async Task A_thousand_wrong_passwords_get_few_looks_and_the_owner_comes_in_a_minute_later()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        await kith.SetUpAsync();
        using var guesser = kith.Open();
        var (looked, slowed) = (0, 0);

        for (var guess = 0; guess < 1000; guess++)
        {
            var answer = await guesser.SignInAsync("anna", $"guess number {guess}");
            if (answer.Status == 401) looked++;
            else
            {
                Assert.Equal((429, "rate.limited"), (answer.Status, answer.Code));
                Assert.InRange(int.Parse(answer.Headers.GetValues("Retry-After").Single(),
                    System.Globalization.CultureInfo.InvariantCulture), 1, 900);
                slowed++;
            }
            time.Advance(TimeSpan.FromSeconds(1));
        }

        // 1000 s: 5 free, then waits of 1, 2, 4 ... 60 s by name, and later longer ones by address.
        Assert.InRange(looked, 15, 30);
        Assert.Equal(1000, looked + slowed);
        Assert.Contains($"kith_server_sign_ins_total{{outcome=\"slowed\"}} {slowed}", (await guesser.GetAsync("/metrics")).Body,
            StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(200, (await kith.Open().SignInAsync("anna")).Status);
    }

    [Fact]
    public void Tries_at_once_are_no_better_than_tries_in_turn()
    {
        var attempts = new Attempts(new ManualTime());

        var begun = Enumerable.Range(0, 100).Count(_ => attempts.Begin("anna", IPAddress.Loopback) == TimeSpan.Zero);

        Assert.Equal(Attempts.FreeByUser, begun);
    }

    [Fact]
    public void One_address_that_tries_many_names_is_slowed()
    {
        var attempts = new Attempts(new ManualTime());

        var begun = Enumerable.Range(0, 100).Count(number =>
            attempts.Begin($"user{number}", IPAddress.Parse("192.0.2.7")) == TimeSpan.Zero);

        Assert.Equal(Attempts.FreeByAddress, begun);
        Assert.Equal(TimeSpan.Zero, attempts.Begin("somebody", IPAddress.Parse("192.0.2.8")));
    }

    [Fact]
    public void All_addresses_of_one_IPv6_subscriber_count_as_one()
    {
        var attempts = new Attempts(new ManualTime());

        var begun = Enumerable.Range(0, 100).Count(number =>
            attempts.Begin($"user{number}", IPAddress.Parse($"2001:db8:1:2::{number:x}")) == TimeSpan.Zero);

        Assert.Equal(Attempts.FreeByAddress, begun);
    }

    [Fact]
    public void A_right_password_is_forgiven()
    {
        var time = new ManualTime();
        var attempts = new Attempts(time);
        for (var day = 0; day < 100; day++)
        {
            Assert.Equal(TimeSpan.Zero, attempts.Begin("anna", IPAddress.Loopback));
            attempts.Forgive("anna", IPAddress.Loopback);
        }

        Assert.Equal(0, attempts.Remembered);
    }

    [Fact]
    public void The_table_stays_bounded()
    {
        var time = new ManualTime();
        var attempts = new Attempts(time);
        for (var number = 0; number < 3 * Backoff.Remembered; number++)
        {
            attempts.Begin($"user{number}", new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]));
            if (number % 1000 == 0) time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(attempts.Remembered, 1, 2 * Backoff.Remembered);
    }
}
