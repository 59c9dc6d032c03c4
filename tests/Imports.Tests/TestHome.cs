using System.Text;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Importing;
using Kith.Homes.People;
using Kith.Imports.Uploads;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Imports.Tests;

/// <summary>A real home on a real ledger, with the devices that somebody has already.</summary>
internal sealed class TestHome : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kith-imports-").FullName;
    private readonly Library _library = Library.Standard();
    private SqliteLedger _ledger = null!;
    private AccountId _owner;

    internal HomeHost Homes { get; private set; } = null!;

    internal HomeId Id { get; private set; }

    internal Caller Owner => new(_owner, Scopes.All, "test", Confirmed: true);

    internal static async Task<TestHome> StartAsync()
    {
        var home = new TestHome { _owner = AccountId.New() };
        await home.OpenAsync();
        home.Id = (await home.Homes.FoundAsync(home._owner, "Ann", "Test home", "Europe/Berlin")).Value.Id;
        return home;
    }

    internal async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>A device of a bridge, as it comes by itself.</summary>
    internal async Task<DeviceView> ComeAsync(string product, string nativeId, string? name = null, string via = "zigbee2mqtt")
    {
        var spec = _library.Resolve(_library.FindProduct($"kith-demo.{product}")!).Value;
        return (await Homes.TakeInAsync(Id, Caller.House(via), new DeviceDraft(name ?? nativeId, spec, via, nativeId))).Value;
    }

    internal async Task<ImportPlan> PlanAsync(string? format, params (string Name, byte[] Bytes)[] files)
    {
        var upload = new Upload();
        foreach (var (name, bytes) in files) Assert.Null(upload.Add(name, bytes));
        var plan = await Formats.PlanAsync(Homes, Id, Owner, upload, format);
        Assert.True(plan.Ok, plan.Fault?.Detail);
        return plan.Value;
    }

    internal async Task<ImportReceipt> ApplyAsync(ImportPlan plan) => (await Homes.ImportAsync(Id, Owner, plan)).Value;

    internal static (string Name, byte[] Bytes)[] Fixtures(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder, "Fixtures")).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    internal static (string Name, byte[] Bytes) Text(string name, string text) => (name, Encoding.UTF8.GetBytes(text));

    private async Task OpenAsync()
    {
        _ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = _folder }, HomeHost.Migrations, TimeProvider.System, NullLogger.Instance);
        Homes = new HomeHost(_ledger, new HomesOptions(), TimeProvider.System, NullLogger<HomeHost>.Instance);
    }

    private async Task CloseAsync()
    {
        await Homes.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
