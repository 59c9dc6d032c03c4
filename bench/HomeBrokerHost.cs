using System.Text;
using Kith.Gateway;
using Kith.Homes.Credentials;
using Kith.Homes.Rules;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>A home behind its gateway in a process of its own, until its input ends: a thousand sensors with credentials, and a rule of each that looks at every report and finds nothing to do.</summary>
internal static class HomeBrokerHost
{
    internal const string Property = "temperature-humidity-sensor.temperature";
    private const int Devices = 1_000;

    /// <param name="identities">The file to which it writes who its devices are.</param>
    internal static async Task RunAsync(MqttTransport transport, string identities)
    {
        await using var home = await BenchHome.StartAsync();
        var library = Library.Standard();
        await using var gateway = new DeviceGateway(home.Host, library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        await gateway.RestoreAsync();
        var spec = library.Resolve(library.FindProduct("kith-demo.climate-sensor")!).Value;
        var lines = new List<string>();
        for (var number = 0; number < Devices; number++)
        {
            var device = await home.AddAsync(spec, number);
            var issued = (await home.Host.IssueAsync(home.Id, BenchHome.House, device)).Value;
            lines.Add($"{device} {issued.Username} {issued.Password}");
            var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""{"name":"Hot {{number}}","when":[{"kind":"property","property":"{{device}}/{{Property}}","above":60}],"then":[{"kind":"notify","title":"Hot"}]}"""));
            var added = await home.Host.AddRuleAsync(home.Id, BenchHome.House, rule.Value, enabled: true);
            if (added.Fault is { } fault) throw new InvalidOperationException(fault.Detail);
        }
        await File.WriteAllLinesAsync(identities, lines);
        await BrokerHost.ListenAsync(transport, gateway.Broker, 0, prepare: null);
    }
}
