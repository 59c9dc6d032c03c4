namespace Kith.Ledger.Records;

/// <summary>One step of the records' tables, given by the feature that owns them; runs once, by itself, at start.</summary>
/// <param name="Number">
/// Unique among all features and never reused; steps run in ascending order. By custom Homes has 100 to 199, Server 200 to 299, Makers 300 to 399.
/// </param>
/// <param name="Name">What it does, for people.</param>
/// <param name="Sql">Its statements. A table with a column named home is swept when that home is erased.</param>
public sealed record Migration(int Number, string Name, string Sql);
