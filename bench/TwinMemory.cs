using System.Text;
using Kith.Model.Specs;

namespace Kith.Bench;

/// <summary>
/// What does a device cost in memory? A home with many devices of one product with four readable properties, each reported once; the heap after, less
/// the heap before, by device. Its record, its twin and what the home looks it up by count; the spec is shared, what the ledger keeps for its series is
/// shown apart, after it has folded what waited. The bound is 600 bytes for the twin.
/// </summary>
internal static class TwinMemory
{
    private const int Devices = 4000;

    public static async Task RunAsync(string[] args)
    {
        await using var home = await BenchHome.StartAsync();
        var library = Library.Standard();
        var spec = library.Resolve(library.FindProduct("kith-demo.dehumidifier")!).Value;
        var reported = spec.Properties.Where(property => property.Access.HasFlag(Access.Notify)).Take(4).ToList();
        await home.AddAsync(spec, 0);
        await home.Ledger.FoldAsync();
        var before = Settled();
        var ids = new List<Kith.Model.Ids.DeviceId>();
        for (var number = 1; number <= Devices; number++) ids.Add(await home.AddAsync(spec, number));
        await home.Ledger.FoldAsync();
        var added = Settled();
        foreach (var id in ids)
            home.Host.Report(home.Id, id, Encoding.UTF8.GetBytes("{" + string.Join(",", reported.Select(property => $"\"{property.Address}\":{Sample(property)}")) + "}"), null);
        await Kith.Homes.HomeDeeds.SnapshotAsync(home.Host, home.Id, BenchHome.House);
        await home.Ledger.FoldAsync();
        var live = Settled();
        Console.WriteLine(FormattableString.Invariant(
            $"{Devices} devices, {spec.Properties.Count} properties in the spec: {(added - before) / (double)Devices:N0} B each when added (record, twin, look-up; bound 600 B for the twin), {(live - added) / (double)Devices:N0} B more after four reports each (the ledger's index of series)"));
    }

    private static string Sample(Property property) => property.Format is Format.Bool ? "true" : (property.Choices is [var first, ..] ? first.Value : property.Range?.Min ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture)!;

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
