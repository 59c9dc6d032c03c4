using System.Globalization;
using Xunit.Abstractions;

namespace Kith.Homes.Tests.Killed;

/// <summary>
/// kill -9 at random moments, again and again on the same home, while rules wait, delay and call, and its alarm counts down. Twenty lives here;
/// KITH_KILLS=200 for as many as that.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Killed = 128 + 9;

    private static readonly int Lives = int.Parse(Environment.GetEnvironmentVariable("KITH_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_command_is_given_twice_and_none_is_forgotten_however_often_the_server_is_killed()
    {
        using var world = new World();
        await using var test = await TestHomes.StartAsync(Life.Options);
        var home = await KilledHome.MakeAsync(test, world);
        var random = new Random(7);
        await test.RestartAsync(during: async () =>
        {
            for (var life = 0; life < Lives; life++)
            {
                var isUnborn = random.Next(4) == 0;
                Assert.Equal(Killed, await world.LiveAsync(test.Folder, test.Home, test.Account, TimeSpan.FromMilliseconds(random.Next(isUnborn ? 1_000 : 900)), isUnborn, home.ComeAsync, home.LiveAsync));
            }
        });
        await home.SettleAsync();
        Assert.Empty(world.Twice);
        output.WriteLine($"{Lives} kills: {await home.AssertToldAsync()}");
    }
}
