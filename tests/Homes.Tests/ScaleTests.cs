using Kith.Homes.Devices;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Xunit.Abstractions;

namespace Kith.Homes.Tests;

/// <summary>What a process holds and allocates is only its own when no other test runs beside it.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(ScaleTests))]
public sealed class ScaleTests(ITestOutputHelper output)
{
    /// <summary>design.md, section 5.</summary>
    private const int MostBytesPerTwin = 600;

    [Fact]
    public async Task A_device_with_four_properties_takes_less_than_600_bytes()
    {
        const int devices = 2000;
        await using var test = await TestHomes.StartAsync();
        var spec = FourProperties();
        for (var i = 0; i < devices; i++)
        {
            var device = await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft($"Climate sensor {i}", spec, "native", $"acme.climate/{i:D12}"));
            await test.ReportAsync(device.Value.Id, """{"climate.temperature":21.5,"climate.humidity":40,"climate.battery":90,"climate.on":true}""");
        }
        await test.RestartAsync();
        await test.Host.HomesOfAsync(test.Account);
        var twins = await test.Host.AskAsync<List<Twin>>(test.Home, TestHomes.House, (home, _, _) => home.Twins.Values.ToList());
        Assert.Equal(devices, twins.Value.Count);

        // What a twin holds alone: its object graph but for the spec, counted by making the same graph again.
        var made = new List<Twin>(devices);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var twin in twins.Value) made.Add(Copy(twin));
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / devices;

        output.WriteLine($"{each} bytes per twin");
        Assert.InRange(each, 1, MostBytesPerTwin);
        GC.KeepAlive(made);
    }

    [Fact]
    public async Task A_thousand_devices_that_report_leave_memory_flat()
    {
        await using var test = await TestHomes.StartAsync();
        var devices = new List<DeviceId>();
        for (var i = 0; i < 1000; i++) devices.Add((await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft($"Sensor {i}", FourProperties(), "native", $"{i}"))).Value.Id);
        await RoundAsync(test, devices, 0);
        await RoundAsync(test, devices, 1);
        await test.Ledger.FoldAsync();
        var settled = GC.GetTotalMemory(forceFullCollection: true);

        var rounds = 10;
        for (var round = 0; round < rounds; round++) await RoundAsync(test, devices, round);

        // What waits to be folded is bounded elsewhere (LedgerOptions.MaxTailFacts); once it is folded, nothing may have grown.
        await test.Ledger.FoldAsync();
        var perReport = (GC.GetTotalMemory(forceFullCollection: true) - settled) / (rounds * devices.Count);
        output.WriteLine($"{perReport} bytes kept per report");
        Assert.InRange(perReport, long.MinValue, 200);
    }

    [Fact]
    public async Task A_report_allocates_little_beyond_its_fact()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(FourProperties());
        var payload = """{"climate.temperature":21.5,"climate.humidity":40,"climate.battery":90,"climate.on":true}"""u8.ToArray();
        await BurstAsync(test, lamp, payload, 2000);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await BurstAsync(test, lamp, payload, 5000);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / 5000;

        // Four facts of 64 bytes each pass through four lists on their way to disk, and the lists of the ledger's tail grow.
        output.WriteLine($"{each} bytes allocated per report of four values, all threads");
        Assert.InRange(each, 0, 3000);
    }

    [Fact]
    public async Task Many_homes_work_side_by_side_and_none_sees_another()
    {
        const int count = 60;
        await using var test = await TestHomes.StartAsync();
        var homes = new List<(AccountId Account, HomeId Home, DeviceId Device)>();
        for (var i = 0; i < count; i++)
        {
            var account = AccountId.New();
            var home = (await test.Host.FoundAsync(account, $"Owner {i}", $"Home {i}", "UTC")).Value.Id;
            homes.Add((account, home, (await test.Host.TakeInAsync(home, TestHomes.House, new DeviceDraft("Sensor", FourProperties(), "native", "same"))).Value.Id));
        }

        await Parallel.ForEachAsync(homes.Index(), async (each, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                var receipt = new AwaitedReceipt();
                test.Host.Report(each.Item.Home, each.Item.Device, System.Text.Encoding.UTF8.GetBytes($$"""{"climate.humidity":{{each.Index}}}"""), receipt);
                Assert.Equal(1, (await receipt.Verdict).Accepted);
            }
        });

        foreach (var (index, (account, home, device)) in homes.Index())
        {
            var caller = test.Owner with { Account = account };
            Assert.Equal(index, (await test.Host.DeviceAsync(home, caller, device)).Value.Values["climate.humidity"].V.AsInteger());
            Assert.Equal("not_found", (await test.Host.DeviceAsync(homes[(index + 1) % count].Home, caller, device)).Fault!.Error.Code);
        }
    }

    private static async Task RoundAsync(TestHomes test, List<DeviceId> devices, int round) => await Task.WhenAll(
        devices.Select(device => test.ReportAsync(device, $$"""{"climate.temperature":{{20 + (round % 5)}}.5}""")));

    private static async Task BurstAsync(TestHomes test, DeviceId device, byte[] payload, int count)
    {
        for (var i = 1; i < count; i++) test.Host.Report(test.Home, device, payload, null);
        await test.ReportAsync(device, payload);
    }

    private static Twin Copy(Twin twin)
    {
        static string Anew(string text) => new(text.AsSpan());
        var device = twin.Device with
        {
            Id = DeviceId.Parse(Anew(twin.Device.Id.ToString())),
            Name = Anew(twin.Device.Name),
            NativeId = Anew(twin.Device.NativeId),
        };
        var copy = new Twin(device, twin.Spec) { Online = twin.Online, SeenMs = twin.SeenMs };
        foreach (var property in twin.Spec.Properties) copy[property] = twin[property];
        return copy;
    }

    private static Spec FourProperties() => new("acme.climate", 1, "acme", "temperature-humidity", LocalText.Same("Climate sensor"),
    [
        new Service
        {
            Id = "climate", Type = "open", Name = LocalText.Same("Climate"),
            Properties = [Sensed("temperature", Format.Float), Sensed("humidity", Format.UInt8), Sensed("battery", Format.UInt8), Sensed("on", Format.Bool)],
        },
    ]);

    private static Property Sensed(string name, Format format) =>
        new() { Name = name, Title = LocalText.Same(name), Format = format, Access = Access.Read | Access.Notify };
}
