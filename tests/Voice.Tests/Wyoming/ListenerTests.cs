using System.Net;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Wyoming;

public class ListenerTests
{
    [Fact]
    public async Task A_listener_serves_each_connection_until_it_leaves()
    {
        await using var listener = WyomingListener.Start(new(IPAddress.Loopback, 0), EchoAsync);
        var address = WyomingAddress.Parse($"tcp://127.0.0.1:{listener.Port}")!;
        for (var round = 0; round < 3; round++)
        {
            await using var connection = await address.ConnectAsync(TimeProvider.System, default);
            await connection.WriteAsync(new("ping", new() { ["text"] = "hello" }));
            Assert.Equal("hello", (await connection.ReadAsync().AsTask().WaitAsync(Wire.Patience))!.Text("text"));
        }
    }

    [Fact]
    public async Task More_connections_than_the_limit_are_closed_at_once()
    {
        await using var listener = WyomingListener.Start(new(IPAddress.Loopback, 0), EchoAsync);
        var address = WyomingAddress.Parse($"127.0.0.1:{listener.Port}")!;
        var all = new List<WyomingConnection>();
        for (var count = 0; count < WyomingLimits.Connections; count++)
        {
            var connection = await address.ConnectAsync(TimeProvider.System, default);
            all.Add(connection);
            await connection.WriteAsync(new("ping"));
            Assert.NotNull(await connection.ReadAsync().AsTask().WaitAsync(Wire.Patience));
        }
        await using (var more = await address.ConnectAsync(TimeProvider.System, default)) Assert.Null(await more.ReadAsync().AsTask().WaitAsync(Wire.Patience));
        foreach (var connection in all) await connection.DisposeAsync();
    }

    [Theory]
    [InlineData("tcp://10.0.0.5:10700", "tcp://10.0.0.5:10700")]
    [InlineData(" Kitchen.local:10700 ", "tcp://kitchen.local:10700")]
    [InlineData("tcp://[fd00::5]:10700", "tcp://[fd00::5]:10700")]
    [InlineData("http://10.0.0.5:80", null)]
    [InlineData("10.0.0.5", null)]
    [InlineData("10.0.0.5:0", null)]
    [InlineData("10.0.0.5:70000", null)]
    [InlineData(":10700", null)]
    [InlineData("a b:10700", null)]
    [InlineData("user@host:10700", null)]
    [InlineData("host/path:10700", null)]
    [InlineData(null, null)]
    public void An_address_is_a_host_and_a_port(string? text, string? expected) => Assert.Equal(expected, WyomingAddress.Parse(text)?.ToString());

    private static async Task EchoAsync(WyomingConnection connection, CancellationToken cancel)
    {
        while (await connection.ReadAsync(cancel) is { } heard) await connection.WriteAsync(heard, cancel);
    }
}
