using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit.Abstractions;

namespace Kith.Homes.Tests.Played;

/// <summary>
/// What happens decides what rules do, and nothing else does: neither how messages fall into batches, nor which process it is, nor how often. Forty
/// thousand facts here; KITH_FACTS=1000000 for as many as that.
/// </summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int FactsOfAHome = 4_000;

    private static readonly long Facts = long.Parse(Environment.GetEnvironmentVariable("KITH_FACTS") ?? "40000", CultureInfo.InvariantCulture);

    /// <summary>As a process of its own: plays homes once and prints what they said as one hash.</summary>
    public static int Play(string homes, string facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var seed = 0; seed < int.Parse(homes, CultureInfo.InvariantCulture); seed++) Add(hash, PlayedHome.Play(seed, long.Parse(facts, CultureInfo.InvariantCulture), new Random(seed)));
        Console.WriteLine(Convert.ToHexString(hash.GetHashAndReset()));
        return 0;
    }

    [Fact]
    public async Task A_home_does_the_same_again_in_any_batches_and_in_any_process()
    {
        var homes = (int)(Facts / FactsOfAHome);
        var (facts, runs, commands) = (0L, 0, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var seed = 0; seed < homes; seed++)
        {
            var first = PlayedHome.Play(seed, FactsOfAHome, null);
            (facts, runs, commands) = (facts + first.Facts, runs + first.Runs, commands + first.Commands);
            foreach (var split in (Random?[])[null, new Random(1)])
            {
                var again = PlayedHome.Play(seed, FactsOfAHome, split).Said;
                Assert.True(first.Said.SequenceEqual(again), $"home {seed}: {first.Said.Zip(again).FirstOrDefault(pair => pair.First != pair.Second)}");
            }
            Add(hash, first);
        }
        Assert.Equal(Convert.ToHexString(hash.GetHashAndReset()), await ElsewhereAsync(homes));
        Assert.True(runs > homes * 20 && commands > homes * 20, $"{runs} runs, {commands} commands: too little happens");
        output.WriteLine($"{homes} homes, {facts} facts, {runs} traces, {commands} commands: the same four times, in three ways and two processes");
    }

    private static void Add(IncrementalHash hash, PlayedHome played)
    {
        foreach (var line in played.Said) hash.AppendData(Encoding.UTF8.GetBytes(line));
    }

    private static async Task<string?> ElsewhereAsync(int homes)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ReplayTests).Assembly.Location, "play", $"{homes}", $"{FactsOfAHome}"]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadLineAsync();
        await child.WaitForExitAsync();
        return said;
    }
}
