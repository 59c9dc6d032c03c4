using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kith.Bridges.Tests.Matter;

/// <summary>A controller that is somebody else's program, and broken.</summary>
public sealed class HostileControllerTests
{
    private const string Node = """{"node_id":18446744073709551557,"available":true,"attributes":{"0/40/1":"Maker","0/40/3":"Lamp","0/40/5":"Lamp","1/29/0":[{"0":256,"1":1}],"1/6/0":false,"1/6/65532":1,"nonsense":1,"1/6/x":2,"99999999999/6/0":3}}""";

    [Fact]
    public async Task Half_a_message_and_a_dead_controller_are_counted_and_named_and_the_rest_is_used()
    {
        var port = FreePort.Next();
        var calls = 0;
        await using var server = await ServeAsync(port, async socket =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await SendAsync(socket, """{"sdk_version":"broken 1"}""");
                await ReadAsync(socket);
                await SendAsync(socket, $$"""{"message_id":"1","result":[{{Node}},{"node_id":-1},7]}""");
                foreach (var bad in (string[])["{\"event\":\"attribute_up", "[]", """{"event":"attribute_updated","data":[1]}""", """{"event":"node_added","data":null}""", """{"event":"attribute_updated","data":[18446744073709551557,"1/6/0",{"deep":[]}]}"""])
                    await SendAsync(socket, bad);
                await SendAsync(socket, """{"event":"attribute_updated","data":[18446744073709551557,"1/6/0",true]}""");
                await ReadAsync(socket);
            }
        });
        await using var house = await House.StartAsync();
        var owner = new Caller(AccountId.New(), Scopes.All, "test", Confirmed: true);
        var home = (await house.Homes.FoundAsync(owner.Account!.Value, "Ann", "Home", "UTC")).Value.Id;
        using var settings = JsonDocument.Parse($$"""{"server":"ws://127.0.0.1:{{port}}/ws"}""");
        var bridge = (await house.Homes.AddBridgeAsync(home, owner, "matter", "Matter", "matter", settings.RootElement.Clone())).Value;
        await using var watch = await house.WatchAsync(new TestHome(home, owner, bridge));

        await watch.UntilAsync("the lamp shines", its => its["18446744073709551557", "light.on"] == Value.Of(true));
        var status = house.Bridges.StateOf(home, bridge.Bridge.Id)!;
        Assert.Equal((BridgeLink.Online, "broken 1"), (status.State, status.Version));
        // Two nodes, three messages, and one that began well.
        Assert.True(status.Malformed >= 6, $"{status.Malformed}");

        await server.StopAsync();
        await watch.UntilAsync("it is gone", its => its.Find("18446744073709551557") is { Online: false });
        Assert.NotNull(house.Bridges.StateOf(home, bridge.Bridge.Id)!.LastError);
    }

    [Theory]
    [InlineData("""{"server":"http://192.168.1.5"}""")]
    [InlineData("""{"server":"unix:/run/docker.sock"}""")]
    [InlineData("""{"server":7}""")]
    [InlineData("""{"program":"/bin/sh"}""")]
    public void What_is_no_address_of_a_Matter_server_is_refused(string settings)
    {
        using var json = JsonDocument.Parse(settings);

        Assert.Equal("request.invalid", BridgeHost.FindKind("matter")!.Check(json.RootElement)?.Error.Code);
    }

    private static async Task<WebApplication> ServeAsync(int port, Func<WebSocket, Task> serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.UseWebSockets();
        app.Map("/ws", async (HttpContext context) =>
        {
            if (!context.WebSockets.IsWebSocketRequest) return;
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var stopping = app.Lifetime.ApplicationStopping.Register(socket.Abort);
            try
            {
                await serve(socket);
            }
            catch (WebSocketException)
            {
                // The test is over.
            }
        });
        await app.StartAsync();
        return app;
    }

    private static Task SendAsync(WebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static Task<WebSocketReceiveResult> ReadAsync(WebSocket socket) => socket.ReceiveAsync(new byte[4096], CancellationToken.None);
}
