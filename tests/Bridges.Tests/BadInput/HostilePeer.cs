using System.Text;
using Kith.Bridges.Bluetooth;
using Kith.Bridges.HomeAssistant;
using Kith.Bridges.Tests.Bluetooth;
using Kith.Bridges.Tests.Compliance;
using Kith.Bridges.Tests.HomeAssistant;
using Kith.Bridges.Tests.Infrared;
using Kith.Bridges.Tests.Own;
using Kith.Bridges.Tests.Zigbee2Mqtt;
using Kith.Bridges.Zigbee2Mqtt;

namespace Kith.Bridges.Tests.BadInput;

/// <summary>What a program with a bridge's credential can do to a bridge of each kind that is spoken to by MQTT.</summary>
/// <param name="Topic">Its base topic.</param>
/// <param name="Play">Its one good device.</param>
/// <param name="Ear">A topic that it listens to once the good device is there.</param>
/// <param name="Announce">The messages that announce a hundred thousand devices.</param>
/// <param name="Most">Devices that may be in the home after that.</param>
/// <param name="Newcomers">Devices that may wait before its door.</param>
/// <param name="Says">The limit as the status names it; null where nothing that is announced makes a device.</param>
internal sealed record HostilePeer(
    string Topic, Func<House, TestHome, OtherSide> Play, string Ear, Func<IEnumerable<(string Topic, string Payload)>> Announce, int Most, int Newcomers = 0, string? Says = null)
{
    private const int Devices = 100_000;

    internal static readonly IReadOnlyDictionary<string, HostilePeer> All = new Dictionary<string, HostilePeer>
    {
        ["zigbee2mqtt"] = new("zigbee2mqtt", (house, home) => new PlayedZigbeeTests.Side(house, home), "zigbee2mqtt/lamp", ZigbeeLists, ZigbeeLimits.Devices, Says: "at most 1000 devices"),
        ["homeassistant"] = new("homeassistant", (house, home) => new HomeAssistantCompliance.Plug(house, home), "homeassistant/sensor/x/config", Descriptions, HaLimits.Devices, Says: "more than 1000 devices"),
        ["bluetooth"] = new("home", (house, home) => new GatewayBluetoothTests.Gateway(house, home), "home/OMG_hall/BTtoMQTT/A4C138010203", Advertisements, 1, BluetoothLimits.Newcomers, "more than 50 gateways"),
        ["infrared"] = new("infrared", (house, home) => new TasmotaInfraredTests.Side(house, home), "tele/ir-hall/RESULT", Blasters, 1),
        ["own"] = new("own", (house, home) => new DescribedMqttTests.Dimmer(house, home), "acme/7/state", Boards, 1),
    };

    /// <summary>Lists of 4,000: only the first thousand of one is looked at, and ever new ones must not fill the home.</summary>
    private static IEnumerable<(string, string)> ZigbeeLists()
    {
        const int length = 4_000;
        var lamp = PlayedZigbee2Mqtt.List.Trim()[1..^1];
        for (var list = 0; list < Devices / length; list++)
        {
            var text = new StringBuilder("[").Append(lamp);
            for (var number = 0; number < length; number++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$""",{"ieee_address":"0x{{{list * length + number + 1:x16}}}","type":"EndDevice","friendly_name":"d{{{list}}}-{{{number}}}","interview_state":"SUCCESSFUL","definition":{"model":"M","exposes":[]}}""");
            yield return ("zigbee2mqtt/bridge/devices", text.Append(']').ToString());
        }
    }

    private static IEnumerable<(string, string)> Descriptions() => Numbers().Select(number =>
        ($"homeassistant/sensor/s{number}/config", $$$"""{"stat_t":"s/{{{number}}}","uniq_id":"u{{{number}}}","dev":{"ids":"d{{{number}}}"}}"""));

    /// <summary>Each a new sensor, heard by a thousand gateways of which nobody knows.</summary>
    private static IEnumerable<(string, string)> Advertisements() => Numbers().Select(number =>
        ($"home/gateway{number % 1000}/BTtoMQTT/{number:X12}", $$$"""{"id":"{{{number:X12}}}","rssi":-40,"servicedatauuid":"fcd2","servicedata":"40026608"}"""));

    private static IEnumerable<(string, string)> Blasters() => Numbers().Select(number => ($"tele/ir{number}/LWT", "Online"));

    private static IEnumerable<(string, string)> Boards() => Numbers().Select(number => ($"acme/{number + 8}/state", """{"out":[{"power":"RUN","level":1}]}"""));

    private static IEnumerable<int> Numbers() => Enumerable.Range(0, Devices);
}
