using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Ledger.Engine;

/// <summary>
/// A prepared statement without the boxes and copies of ADO.NET, for the ledger's own tables. Parameters count from 1, columns from 0.
/// Prepared at its first use. Belongs to its connection's thread; <see cref="Reset"/> before the next use.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private readonly sqlite3 _database = connection.Handle!;
    private sqlite3_stmt? _prepared;

    private sqlite3_stmt Prepared => _prepared ?? Prepare();

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(Prepared, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(Prepared, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(Prepared, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(Prepared, parameter));
        return this;
    }

    /// <summary>True while there is a row.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(Prepared);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Runs to the end, ready for the next use.</summary>
    public void Run()
    {
        try
        {
            while (Step()) { }
        }
        finally
        {
            Reset();
        }
    }

    public long Number(int column) => raw.sqlite3_column_int64(Prepared, column);

    public string Text(int column) => raw.sqlite3_column_text(Prepared, column).utf8_to_string();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(Prepared, column);

    public void Reset()
    {
        if (_prepared is not null) _ = raw.sqlite3_reset(_prepared);
    }

    public void Dispose() => _prepared?.Dispose();

    private sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return _prepared = statement;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _database);
    }
}
