using Kith.Model.Ids;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Kith.Ledger.Tests;

/// <summary>kill -9 in the middle of appending and folding, again and again on the same folder.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 50, Homes = 6, Killed = 128 + 9;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_fact_is_there_once_after_each_of_fifty_kills()
    {
        var random = new Random(7);
        var acknowledged = Enumerable.Range(0, Homes).ToDictionary(_ => HomeId.New(), _ => 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            Assert.Equal(Killed, await Child.WriteAsync(_folder.Path, acknowledged, TimeSpan.FromMilliseconds(random.Next(1, 250))));
            await using var ledger = await SqliteLedger.OpenAsync(Program.Options(_folder.Path), [], TimeProvider.System, NullLogger.Instance);
            foreach (var (home, sequence) in acknowledged) await Child.AssertWholeAsync(ledger, home, sequence, activity: round % 10 == 0);
            if (round % 10 == 0) Assert.Empty((await ledger.CheckAsync()).Findings);
        }
        output.WriteLine($"{acknowledged.Values.Sum()} facts acknowledged in {Rounds} lives");
        Assert.All(acknowledged.Values, sequence => Assert.True(sequence > Rounds));
    }
}
