using System.Globalization;
using Kith.Homes;
using Kith.Homes.Actor;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;

namespace Kith.Gateway.Tests.Protocol;

/// <summary>docs/protocol.md says what is.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task Every_example_of_the_page_happens_as_it_says()
    {
        await using var test = await TestGateway.StartAsync();
        var player = new Player(test);
        await player.StartAsync();

        foreach (var example in Page.Examples) await player.PlayAsync(example);

        Assert.InRange(Page.Examples.Count, 25, 100);
        Assert.Equal(0, player.Unheard);
    }

    [Fact]
    public void Every_code_of_the_page_is_in_the_table_of_errors_and_the_other_way_round_for_devices()
    {
        var told = Page.Table("Errors").SelectMany(row => row[0].Split(',')).Select(code => code.Trim(' ', '`')).ToHashSet();

        Assert.Subset(ErrorCodes.All.Select(error => error.Code).ToHashSet(), told);
        foreach (var code in (Error[])[ErrorCodes.JsonMalformed, ErrorCodes.PropertyUnknown, ErrorCodes.PropertyNotReadable, ErrorCodes.ValueWrongType, ErrorCodes.ValueOutOfRange,
            ErrorCodes.TimeOutOfRange, ErrorCodes.EventUnknown, ErrorCodes.ActionArguments, ErrorCodes.TopicForbidden, ErrorCodes.PayloadTooLarge, ErrorCodes.ServerBusy, ErrorCodes.PairingExpired])
            Assert.Contains(code.Code, told);
    }

    [Fact]
    public async Task The_examples_of_the_table_of_errors_get_their_codes()
    {
        await using var test = await TestGateway.StartAsync();
        var lamp = await test.PairAndConnectAsync();
        var vacuum = await test.PairAndConnectAsync(product: "kith-demo.vacuum", name: "Robby");
        var rows = Page.Table("Errors").Where(row => row[2].Length > 0).ToList();

        foreach (var row in rows)
        {
            var device = row[2].Contains("vacuum", StringComparison.Ordinal) ? vacuum : lamp;
            await device.SayAsync("report", row[2].Trim('`'));
            Assert.Equal(row[0].Trim('`'), await device.ErrorAsync());
        }
        Assert.InRange(rows.Count, 5, 50);
    }

    [Fact]
    public void The_limits_of_the_page_are_those_of_the_code()
    {
        var (gateway, homes, broker) = (new GatewayOptions(), new HomesOptions(), new BrokerOptions());
        var limits = new Dictionary<string, string>
        {
            ["one packet"] = KiB(broker.MaxPacketSize),
            ["reports in one message"] = Number(Kith.Homes.Twins.ReportLimits.MostReports),
            ["an event, or a command with its values"] = KiB(Kith.Homes.Twins.ReportLimits.MostBytes),
            ["errors told per message"] = Number(ReportVerdict.MostFaults),
            ["a text, where the spec names no limit"] = $"{Number(Property.DefaultMaxLength)} characters",
            ["levels of nested JSON"] = Number(64),
            ["messages you may send before they are acknowledged"] = Number(broker.ReceiveMaximum),
            ["time to answer a command"] = $"{homes.CommandTimeout.TotalSeconds} s",
            ["commands that wait for one device"] = Number(homes.PendingPerDevice),
            ["a time ahead of the server"] = $"{homes.ClockAhead.TotalMinutes} min",
            ["a time behind the server"] = $"{homes.ClockBehind.TotalDays} days",
            ["life of a pairing code"] = $"{gateway.PairingLife.TotalMinutes} min",
            ["wrong requests with one code"] = Number(gateway.PairingTries),
            ["wrong or unclaimed codes from one address before it must wait"] = Number(gateway.FreeCodes),
            ["devices with their own code that wait, from one address"] = Number(gateway.DevicesWaitingPerAddress),
            ["devices with their own code that wait, on one server"] = Number(gateway.DevicesWaiting),
            ["time that a device with its own code may wait"] = $"{gateway.WaitingLife.TotalMinutes} min",
            ["a packet of a device that waits"] = KiB(gateway.WaitingPacketSize),
            ["wrong passwords from one address before answers slow down"] = Number(gateway.FreeTries),
            ["longest wait of a wrong password"] = $"{gateway.LongestDelay.TotalSeconds} s",
            ["devices of a hub"] = Number(gateway.ChildrenPerHub),
            ["devices of a home"] = Number(homes.Devices),
            // A spec is one message.
            ["a product's spec, sent at pairing"] = KiB(Math.Min(broker.MaxPacketSize, SpecLimits.DocumentBytes)),
        };

        Assert.Equal(limits, Page.Table("Limits").ToDictionary(row => row[0], row => row[1]));
        Assert.Equal(gateway.CommandExpiry, homes.CommandTimeout);
    }

    private static string KiB(int bytes) => $"{bytes / 1024} KiB";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
