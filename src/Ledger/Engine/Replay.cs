using Kith.Ledger.Homes;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Engine;

/// <summary>
/// Finds at start what was committed and not folded, and lays each home's sections aside, still sealed, until the home is first used or folded: a start
/// does not wait for ten thousand homes. Exact because each series and each home's activity carries the sequence through which it is folded:
/// facts up to it are passed over.
/// </summary>
internal static class Replay
{
    /// <summary>Returns the number of blocks that could not be read; they stay, for `kith check` and for repair.</summary>
    public static int Run(SqliteConnection connection, Shelf shelf, Func<HomeId, bool> isErased)
    {
        var unreadable = 0;
        using var blocks = new Statement(connection, "SELECT id, body FROM ledger_block ORDER BY id");
        while (blocks.Step())
        {
            var hold = new BlockHold(blocks.Number(0)) { Sections = 1 };
            shelf.NextBlock = hold.Id + 1;
            try
            {
                foreach (var (home, sealedFacts) in BlockCodec.Read(blocks.Bytes(1)))
                {
                    if (isErased(home)) continue;
                    hold.Sections++;
                    shelf.LayAside(home, hold, sealedFacts);
                }
            }
            catch (InvalidDataException)
            {
                unreadable++;
                hold.Sections++;
            }
            shelf.Release(hold);
        }
        shelf.NextBlock = Math.Max(shelf.NextBlock, 1 + Database.Number(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'ledger_block'"));
        return unreadable;
    }
}
