using System.Reflection;
using Dapper;
using Kith.Ledger.Records;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Ledger.Engine;

/// <summary>
/// Changes of records by statements that are prepared once: a home with rules writes the same few thousands of times a second, and to prepare one costs
/// as much as to run it twice. What is not one statement with plain parameters goes by Dapper. Belongs to its connection's thread.
/// </summary>
internal sealed class RecordStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>There are some hundred in the whole program; more would be texts that somebody makes anew each time.</summary>
    private const int Most = 500;

    private readonly Dictionary<(string Sql, Type? Parameters), Known?> _known = [];

    private sealed record Known(Statement Statement, Action<object, Statement>[] Bind);

    public void Run(RecordWrite record)
    {
        var key = (record.Sql, record.Parameters?.GetType());
        if (!_known.TryGetValue(key, out var known))
        {
            if (_known.Count >= Most) Dispose();
            _known[key] = known = Prepare(record.Sql, key.Item2);
        }
        if (known is null)
        {
            connection.Execute(record.Sql, record.Parameters);
            return;
        }
        foreach (var bind in known.Bind) bind(record.Parameters!, known.Statement);
        known.Statement.Run();
    }

    public void Dispose()
    {
        foreach (var known in _known.Values) known?.Statement.Dispose();
        _known.Clear();
    }

    private Known? Prepare(string sql, Type? parameters)
    {
        if (parameters is { IsValueType: true } || raw.sqlite3_prepare_v2(connection.Handle!, sql, out var prepared, out var rest) != raw.SQLITE_OK || !string.IsNullOrWhiteSpace(rest)) return null;
        using (prepared)
        {
            var bind = new Action<object, Statement>[raw.sqlite3_bind_parameter_count(prepared)];
            for (var number = 1; number <= bind.Length; number++)
            {
                // Named as Dapper names them: an @ and the property.
                var name = raw.sqlite3_bind_parameter_name(prepared, number).utf8_to_string();
                if (name is not ['@', .. var property] || parameters?.GetProperty(property)?.GetMethod is not { } get || Binding(get, number) is not { } one) return null;
                bind[number - 1] = one;
            }
            return new Known(new Statement(connection, sql), bind);
        }
    }

    private static Action<object, Statement>? Binding(MethodInfo get, int number)
    {
        if (get.ReturnType == typeof(string)) return Bound<string?>(get, (statement, value) => _ = value is null ? statement.BindNull(number) : statement.Bind(number, value));
        if (get.ReturnType == typeof(long)) return Bound<long>(get, (statement, value) => statement.Bind(number, value));
        if (get.ReturnType == typeof(int)) return Bound<int>(get, (statement, value) => statement.Bind(number, value));
        if (get.ReturnType == typeof(long?)) return Bound<long?>(get, (statement, value) => _ = value is { } known ? statement.Bind(number, known) : statement.BindNull(number));
        if (get.ReturnType == typeof(byte[])) return Bound<byte[]?>(get, (statement, value) => _ = value is null ? statement.BindNull(number) : statement.Bind(number, value));
        return null;
    }

    private static Action<object, Statement> Bound<T>(MethodInfo get, Action<Statement, T> bind)
    {
        // An open delegate: no array and no box for each row.
        var read = (Func<object, T>)typeof(RecordStatements).GetMethod(nameof(Reader), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(get.DeclaringType!, typeof(T)).Invoke(null, [get])!;
        return (parameters, statement) => bind(statement, read(parameters));
    }

    private static Func<object, T> Reader<TOwner, T>(MethodInfo get) where TOwner : class
    {
        var read = get.CreateDelegate<Func<TOwner, T>>();
        return parameters => read((TOwner)parameters);
    }
}
