using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Ledger;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Gateway.Tests.Native;

/// <summary>Acknowledged means durable.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task At_the_moment_of_the_acknowledgement_the_report_is_on_disk()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        for (var round = 1; round <= 5; round++)
        {
            Assert.Equal(ReasonCode.Success, await device.SayAsync("report", $$"""{"light.brightness":{{round}}}"""));

            // As after a kill: nothing but what the files hold now.
            var copy = Directory.CreateTempSubdirectory("kith-copy-").FullName;
            foreach (var file in Directory.GetFiles(test.Folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await using (var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = copy }, HomeHost.Migrations, test.Time, NullLogger.Instance))
            await using (var host = new HomeHost(ledger, new HomesOptions(), test.Time, NullLogger<HomeHost>.Instance))
                Assert.Equal(round, (await host.DeviceAsync(test.Home, test.Owner, device.Id)).Value.Values["light.brightness"].V.AsInteger());
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_with_a_reason()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        await FillAsync(test, device);
        var refused = await device.SayAsync("report", """{"light.brightness":50,"light.on":true}""");
        Assert.Equal("server.busy", await device.ErrorAsync());
        await test.Ledger.WriteAsync("PRAGMA max_page_count = 1000000");

        Assert.Equal(ReasonCode.QuotaExceeded, refused);
        Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.brightness":51}"""));
        Assert.True((await test.DeviceAsync(device.Id)).Online, "it was connected all the time");
    }

    [Fact]
    public async Task Where_an_acknowledgement_can_only_say_yes_there_is_none_and_the_device_sends_again()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        var filler = await test.PairAndConnectAsync("filler");
        var device = await test.ConnectAsync(paired, ProtocolVersion.V311);

        await FillAsync(test, filler);
        var first = await device.SayAsync("report", """{"light.brightness":50,"light.on":true}""");
        await device.Client.Ended.WaitAsync(TestGateway.Patience);
        await test.Ledger.WriteAsync("PRAGMA max_page_count = 1000000");
        var back = await test.ConnectAsync(paired, ProtocolVersion.V311);
        var again = await back.SayAsync("report", """{"light.brightness":50,"light.on":true}""");

        Assert.Equal((ReasonCode.ServerUnavailable, ReasonCode.Success), (first, again));
        Assert.Equal(50, (await test.DeviceAsync(paired.Device)).Values["light.brightness"].V.AsInteger());
    }

    /// <summary>The database may not grow any more and has no room left. SQLite takes the size it has for a limit below it.</summary>
    private static async Task FillAsync(TestGateway test, TestDevice device)
    {
        await test.Ledger.WriteAsync("PRAGMA max_page_count = 1");
        for (var i = 0; i < 10_000; i++)
            if (await device.SayAsync("report", """{"light.on":true}""") != ReasonCode.Success)
            {
                await device.ErrorAsync();
                return;
            }
        throw new InvalidOperationException("The disk did not fill.");
    }
}
