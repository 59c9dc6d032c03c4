using Dapper;
using Kith.Ledger;

namespace Kith.Server.Tests.Running;

/// <summary>What a test waits for that nobody announces: the rows of the outbox after a try.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Step = TimeSpan.FromMilliseconds(10);

    /// <summary>How often each waiting notice was tried.</summary>
    internal static async Task<IReadOnlyList<int>> TriesAsync(this TestKith kith) =>
        await kith.Get<SqliteLedger>().ReadAsync(connection => connection.Query<int>("SELECT tries FROM notice_outbox").AsList());

    /// <summary>Until it is so; it is asked in real time, whatever the server's clock says.</summary>
    internal static async Task UntilAsync(this TestKith _, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Step);
        while (!await isSo()) await timer.WaitForNextTickAsync(patience.Token);
    }
}
