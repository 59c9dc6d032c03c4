using System.Text;
using Kith.Homes.Devices;

namespace Kith.Homes.Tests.Actor;

/// <summary>A database that may not grow and has no room left, until disposed.</summary>
internal sealed class FullDisk : IAsyncDisposable
{
    private readonly TestHomes _test;

    private FullDisk(TestHomes test) => _test = test;

    internal static async Task<FullDisk> OfAsync(TestHomes test)
    {
        var filler = (await test.Host.FoundAsync(test.Account, "Ann", "Filler", "UTC")).Value.Id;
        var device = (await test.Host.TakeInAsync(filler, TestHomes.House, new DeviceDraft("Filler", TestHomes.LampSpec(), "test", "filler"))).Value.Id;
        await test.Ledger.WriteAsync("PRAGMA max_page_count = 1"); // SQLite takes the size it has.
        for (var i = 0; i < 10_000; i++)
        {
            var receipt = new AwaitedReceipt();
            test.Host.Report(filler, device, Encoding.UTF8.GetBytes("""{"light.on":true}"""), receipt);
            if ((await receipt.Verdict).Accepted == 0) return new FullDisk(test);
        }
        throw new InvalidOperationException("The disk did not fill.");
    }

    public async ValueTask DisposeAsync() => await _test.Ledger.WriteAsync("PRAGMA max_page_count = 1000000");
}
