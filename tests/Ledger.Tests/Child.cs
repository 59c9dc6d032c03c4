using System.Diagnostics;
using System.Globalization;
using Kith.Ledger.Activity;
using Kith.Model.Ids;

namespace Kith.Ledger.Tests;

/// <summary>Runs this assembly as a process of its own that appends until its end, and notes what it had acknowledged.</summary>
public static class Child
{
    /// <param name="folder">The ledger's.</param>
    /// <param name="acknowledged">The highest sequence of each home; brought up to date.</param>
    /// <param name="life">Killed so long after its first append; null to wait for its own end.</param>
    /// <param name="shell">What to run before it in the same process: limits. Null for nothing.</param>
    public static async Task<int> WriteAsync(string folder, Dictionary<HomeId, long> acknowledged, TimeSpan? life, string? shell = null)
    {
        string[] command = ["dotnet", "exec", typeof(Program).Assembly.Location, "write", folder, .. acknowledged.Keys.Select(home => home.ToString())];
        if (shell is not null) command = ["bash", "-c", $"{shell}; exec \"$@\"", "child", .. command];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Timer? kill = null;
        while (await child.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            // The life begins with the first append, so that none dies before it has done anything.
            if (life is { } span) kill ??= new Timer(_ => child.Kill(), null, span, Timeout.InfiniteTimeSpan);
            if (line.Split(' ') is [var home, var sequence] && HomeId.TryParse(home, null, out var id) && acknowledged.TryGetValue(id, out var before))
                acknowledged[id] = Math.Max(before, long.Parse(sequence, CultureInfo.InvariantCulture));
        }
        await child.WaitForExitAsync(deadline.Token);
        if (kill is not null) await kill.DisposeAsync();
        return child.ExitCode;
    }

    /// <summary>All that was acknowledged, and whatever came after it, is there once.</summary>
    public static async Task AssertWholeAsync(SqliteLedger ledger, HomeId home, long acknowledged, bool activity)
    {
        var tail = await ledger.LoadAsync(home);
        Assert.True(tail.LastSequence >= acknowledged, $"{home}: {acknowledged} was acknowledged, {tail.LastSequence} is there");
        Assert.Equal(0, tail.Unreadable);
        var expected = Sequences(tail.LastSequence).Where(sequence => sequence % 10 != 0);
        var actual = new List<long>();
        await foreach (var point in ledger.PointsAsync(home, Program.Device, Program.Property, long.MinValue, long.MaxValue))
        {
            Assert.Equal(Program.AtMs(point.Value.AsInteger()), point.AtMs);
            actual.Add(point.Value.AsInteger());
        }
        Assert.Equal(expected, actual);
        if (!activity) return;
        var events = new List<long>();
        for (long? before = long.MaxValue; before is not null;)
        {
            var page = await ledger.ActivityAsync(home, new ActivityFilter { Before = before, Limit = 200 });
            events.AddRange(page.Facts.Select(fact => fact.Sequence));
            before = page.Before;
        }
        Assert.Equal(Sequences(tail.LastSequence).Where(sequence => sequence % 10 == 0).Reverse(), events);
    }

    private static IEnumerable<long> Sequences(long last)
    {
        for (long sequence = 1; sequence <= last; sequence++) yield return sequence;
    }
}
