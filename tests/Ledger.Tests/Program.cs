using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Ledger.Tests;

/// <summary>
/// The child of <see cref="KillTests"/>: goes on where the folder stands, appends from several tasks at once while folding all the time,
/// and prints "home sequence" for each append that was acknowledged, until it is killed.
/// </summary>
public static class Program
{
    /// <summary>The exit code of a child whose disk became full.</summary>
    public const int DiskFull = 3;

    public const string Device = "meter", Property = "power.value";

    /// <summary>Small, so that chunks and pages are written, rewritten and cut all the time.</summary>
    public static LedgerOptions Options(string folder) => new()
    {
        Folder = folder,
        ChunkPoints = 50,
        PageFacts = 20,
        FoldAfter = TimeSpan.FromSeconds(1),
        KeepPoints = TimeSpan.FromDays(36_500),
        KeepActivity = TimeSpan.FromDays(36_500),
    };

    /// <summary>What the fact of a sequence is, so that a reader knows without being told.</summary>
    public static Fact FactOf(long sequence) => sequence % 10 == 0
        ? new Fact(sequence, AtMs(sequence), FactKind.Event, Device, "button.pressed", default, "{\"n\":" + sequence + "}")
        : new Fact(sequence, AtMs(sequence), FactKind.Report, Device, Property, Value.Of(sequence));

    public static long AtMs(long sequence) => 1_700_000_000_000 + sequence * 250;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["write", var folder, .. var homes]) return 2;
        await using var ledger = await SqliteLedger.OpenAsync(Options(folder), [], TimeProvider.System, NullLogger.Instance);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var tasks = homes.Select(home => AppendAsync(ledger, HomeId.Parse(home), output)).Append(FoldAsync(ledger));
        try
        {
            await await Task.WhenAny(tasks);
        }
        catch (LedgerException error) when (error.Trouble == LedgerTrouble.Full)
        {
            return DiskFull;
        }
        return 0;
    }

    private static async Task AppendAsync(SqliteLedger ledger, HomeId home, TextWriter output)
    {
        var sequence = (await ledger.LoadAsync(home)).LastSequence;
        for (var size = 1; ; size = size % 12 + 1)
        {
            var facts = Enumerable.Range(1, size).Select(i => FactOf(sequence + i)).ToList();
            await ledger.AppendAsync([new HomeBatch(home, facts)]);
            sequence += size;
            await output.WriteLineAsync($"{home} {sequence}");
        }
    }

    private static async Task FoldAsync(SqliteLedger ledger)
    {
        while (true) await ledger.FoldAsync();
    }
}
