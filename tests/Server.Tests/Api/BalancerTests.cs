using System.Net;
using Kith.Mqtt.Client;
using Kith.Mqtt.Transports;
using Kith.Server.Composition;
using Kith.Server.Tests.Running;
using Kith.Shared;

namespace Kith.Server.Tests.Api;

/// <summary>Behind a balancer people and devices are where they are, not where the balancer is.</summary>
public sealed class BalancerTests
{
    private static readonly IPEndPoint Client = new(IPAddress.Parse("203.0.113.7"), 40001);

    [Theory]
    [InlineData(MqttTransport.Kestrel)]
    [InlineData(MqttTransport.Epoll)]
    public async Task A_server_sees_through_its_balancer_on_every_door(MqttTransport transport)
    {
        await using var kith = await TestKith.StartAsync(with: options => options with
        {
            Mqtt = Listen.Local(0), Mqtts = Listen.Local(0), Transport = transport, Balancers = [new(PlayedBalancer.Address, 32)],
        });
        var (owner, home) = await kith.SetUpAsync();
        var device = await kith.AddDeviceAsync(home, "Desk lamp");
        var credential = await owner.PostAsync($"/api/v1/homes/{home}/devices/{device}/credential");
        var options = new MqttClientOptions { Host = "localhost", UserName = credential.Text("username"), Password = credential.Text("password"), ValidateServer = (_, shown, _, _) => shown!.Subject == "CN=Kith" };
        foreach (var (port, tls) in (IEnumerable<(int, bool)>)[(kith.Server.MqttPort!.Value, false), (kith.Server.MqttsPort!.Value, true)])
        {
            using var balancer = new PlayedBalancer(port, Client);
            await using var lamp = new MqttClient(options with { Port = balancer.Port, UseTls = tls, ClientId = $"by {port}" });
            Assert.True((await lamp.ConnectAsync()).IsConnected);
            // The one before may still be on its way out.
            var its = (await owner.GetAsync($"/api/v1/homes/{home}/connections")).Json["items"]!.AsArray().Single(item => item!["client"]!.ToString() == $"by {port}")!;
            Assert.Equal((Client.ToString(), tls), (its["address"]!.ToString(), (bool)its["encrypted"]!));
        }

        using var front = new PlayedBalancer(kith.Server.Address.Port, Client);
        using var browser = new Browser(new Uri($"http://localhost:{front.Port}"));
        await browser.SignInAsync("anna");
        var sessions = (await browser.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray();

        Assert.Equal(Client.Address.ToString(), sessions.Single(item => (bool)item!["current"]!)!["address"]!.ToString());
    }
}
