namespace Kith.Ledger.Records;

/// <summary>A change of records: SQL and its parameters as Dapper takes them.</summary>
/// <param name="Sql">One or more statements.</param>
/// <param name="Parameters">An object whose properties are the parameters; ids of the model may be used as they are.</param>
public readonly record struct RecordWrite(string Sql, object? Parameters = null);
