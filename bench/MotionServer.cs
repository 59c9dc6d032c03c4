using System.Text;
using Kith.Gateway;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Rules;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Broker;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>A home whose hub speaks for sensors and lamps, one rule for each pair; in a process of its own, until its input ends.</summary>
internal static class MotionServer
{
    internal static async Task RunAsync()
    {
        await using var home = await BenchHome.StartAsync();
        var library = Library.Standard();
        await using var gateway = new DeviceGateway(home.Host, library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var broker = await ListeningBroker.StartAsync(gateway.Broker);

        var hub = await AddAsync("hub", "switch", "switch", null, "on");
        for (var pair = 0; pair < MotionToLight.Pairs; pair++)
        {
            await AddAsync($"sensor-{pair}", "illumination-sensor", "illumination-sensor", hub, "illumination");
            await AddAsync($"lamp-{pair}", "light", "light", hub, "on", "color");
            var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""
                {"name":"Rule {{pair}}","mode":"parallel","limit":20,"when":[{"kind":"property","property":"sensor-{{pair}}/illumination-sensor.illumination"}],
                 "then":[{"kind":"set","devices":["lamp-{{pair}}"],"values":{"light.color":"=trigger.value"} }]}
                """));
            var added = await home.Host.AddRuleAsync(home.Id, BenchHome.House, rule.Value, enabled: true);
            if (!added.Ok) throw new InvalidOperationException(added.Fault!.Detail);
        }
        var issued = (await home.Host.IssueAsync(home.Id, BenchHome.House, hub)).Value;
        Console.WriteLine($"{broker.Port} {issued.Username} {issued.Password}");
        await Console.In.ReadToEndAsync();

        async Task<DeviceId> AddAsync(string id, string type, string service, DeviceId? its, params string[] properties)
        {
            var spec = library.Resolve(new ProductDocument
            {
                Product = $"bench.{service}", Version = 1, Maker = "bench", Type = type, Name = LocalText.Same(service), Services = [new ServiceUse { Type = service, Properties = [.. properties.Select(name => new PropertyDefinition { Name = name })] }],
            });
            var added = await home.Host.TakeInAsync(home.Id, BenchHome.House, new DeviceDraft(id, spec.Value, "native", id, Hub: its, Id: DeviceId.Parse(id)));
            if (added.Fault is { } fault) throw new InvalidOperationException(fault.Detail);
            return added.Value.Id;
        }
    }
}
