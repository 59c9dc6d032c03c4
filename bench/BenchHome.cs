using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>A home on a ledger in a folder of its own.</summary>
internal sealed class BenchHome : IAsyncDisposable
{
    internal static readonly Caller House = Caller.House("bench");

    private BenchHome(string folder, SqliteLedger ledger, HomeHost host, HomeId id) => (Folder, Ledger, Host, Id) = (folder, ledger, host, id);

    internal string Folder { get; }

    internal SqliteLedger Ledger { get; }

    internal HomeHost Host { get; }

    internal HomeId Id { get; }

    internal static async Task<BenchHome> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, HomeHost.Migrations, TimeProvider.System, NullLogger.Instance);
        var host = new HomeHost(ledger, new HomesOptions(), TimeProvider.System, NullLogger<HomeHost>.Instance);
        var home = await host.FoundAsync(AccountId.New(), "Bench", "Bench", "UTC");
        return new BenchHome(folder, ledger, host, home.Value.Id);
    }

    internal async Task<DeviceId> AddAsync(Spec spec, int number) =>
        (await Host.TakeInAsync(Id, House, new DeviceDraft($"Device {number}", spec, "native", $"bench/{number}"))).Value.Id;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Ledger.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
