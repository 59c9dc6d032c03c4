using Kith.Ledger.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Ledger.Tests;

/// <summary>A folder of its own for a ledger, gone afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    public TestFolder() => Path = Directory.CreateTempSubdirectory("kith-ledger-").FullName;

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "kith.db");

    public Task<SqliteLedger> OpenAsync(TimeProvider? time = null, Migration[]? migrations = null, LedgerOptions? options = null) =>
        SqliteLedger.OpenAsync(options ?? new LedgerOptions { Folder = Path }, migrations ?? [], time ?? TimeProvider.System, NullLogger.Instance);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
