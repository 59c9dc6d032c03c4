using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>A balancer says with PROXY protocol v2 on whose behalf it connects; nobody else may.</summary>
public abstract class ProxyTests(MqttTransport plain)
{
    private static readonly IPNetwork Here = IPNetwork.Parse("127.0.0.0/8");

    private static IPEndPoint WhereIs(RawClient client) => new(IPAddress.Loopback, ((IPEndPoint)client.Socket.LocalEndPoint!).Port);

    private static readonly IPEndPoint Client = new(IPAddress.Parse("203.0.113.7"), 40001);

    // A CRC32C (type 3) that nobody checks, the name of the host (2), and one of a cloud (0xEA).
    private static readonly byte[] Extra = [0x03, 0, 4, 1, 2, 3, 4, 0x02, 0, 1, (byte)'k', 0xEA, 0, 2, 0, 0];

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    public async Task A_client_is_where_its_balancer_says(string said, string seen)
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var client = await host.ConnectRawAsync();
        await client.SendAsync(PlayedBalancer.Header(new(IPAddress.Parse(said), 40001), Extra));

        await client.HelloAsync("behind");

        Assert.Equal(new IPEndPoint(IPAddress.Parse(seen), 40001), host.Admission.Attempts.Single().RemoteEndPoint);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(seen), 40001), host.Broker.ClientsOf(new Wall("home")).Single().Address);
    }

    [Theory]
    [InlineData(0x20, 0x00, 0)]
    [InlineData(0x20, 0x11, 12)]
    [InlineData(0x21, 0x00, 0)]
    [InlineData(0x21, 0x00, 30)]
    [InlineData(0x21, 0x31, 216)]
    public async Task Where_the_balancer_speaks_for_itself_or_does_not_know_it_is_the_client(byte command, byte family, int length)
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var client = await host.ConnectRawAsync();
        await client.SendAsync(PlayedBalancer.Header(command, family, new byte[length]));

        await client.HelloAsync("balancer");

        Assert.Equal(WhereIs(client), host.Admission.Attempts.Single().RemoteEndPoint);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(1000)]
    public async Task Header_and_packets_come_in_pieces_of_any_size(int size)
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var client = await host.ConnectRawAsync();
        var all = new ArrayBufferWriter<byte>();
        all.Write(PlayedBalancer.Header(Client, Extra));
        ConnectWriter.Write(all, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "pieces", CleanStart = true, UserName = "home" });
        all.Write<byte>([0xC0, 0]);

        for (var at = 0; at < all.WrittenCount; at += size)
        {
            await client.SendAsync(all.WrittenMemory[at..Math.Min(at + size, all.WrittenCount)]);
        }

        await client.ExpectAsync(PacketType.Connack);
        await client.ExpectAsync(PacketType.Pingresp);
        Assert.Equal(Client, host.Admission.Attempts.Single().RemoteEndPoint);
    }

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "no header", [0x10, 13, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 0, 0, 1, (byte)'a'] },
        { "version 1", "PROXY TCP4 203.0.113.7 203.0.113.8 40001 1883\r\n"u8.ToArray() },
        { "version 3", PlayedBalancer.Header(0x31, 0x11, new byte[12]) },
        { "a command that is not known", PlayedBalancer.Header(0x22, 0x11, new byte[12]) },
        { "datagrams", PlayedBalancer.Header(0x21, 0x12, new byte[12]) },
        { "a family that is not known", PlayedBalancer.Header(0x21, 0x41, new byte[12]) },
        { "no room for an address", PlayedBalancer.Header(0x21, 0x11, new byte[11]) },
        { "no room for a long address", PlayedBalancer.Header(0x21, 0x21, new byte[35]) },
        { "no room for a path", PlayedBalancer.Header(0x21, 0x31, new byte[215]) },
        { "an extra that ends behind the header", PlayedBalancer.Header(Client, 0x02, 0, 9, (byte)'k') },
        { "an extra without its length", PlayedBalancer.Header(Client, 0x02, 0) },
        { "TLS without what became of it", PlayedBalancer.Header(Client, 0x20, 0, 4, 1, 0, 0, 0) },
        { "more than anybody says", PlayedBalancer.Header(0x21, 0x11, new byte[4081]) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Whoever_comes_from_a_balancer_and_says_something_else_is_cut_and_nobody_is_asked(string what, byte[] said)
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var client = await host.ConnectRawAsync();

        await client.SendAsync(said);

        Assert.True((await client.ReadAsync()).IsEnd, what);
        Assert.Empty(host.Admission.Attempts);
    }

    [Fact]
    public async Task From_elsewhere_the_header_is_never_read()
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8::/32")]);
        using var liar = await host.ConnectRawAsync();
        await liar.SendAsync(PlayedBalancer.Header(Client));
        Assert.True((await liar.ReadAsync()).IsEnd);

        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("direct");

        Assert.Equal(WhereIs(client), host.Admission.Attempts.Single().RemoteEndPoint);
    }

    [Fact]
    public async Task A_header_that_does_not_end_is_not_waited_for_longer_than_a_CONNECT()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { ConnectTimeout = TimeSpan.FromMilliseconds(300) }, balancers: [Here]);
        using var client = await host.ConnectRawAsync();

        await client.SendAsync(PlayedBalancer.Header(Client).AsMemory(0, 20));

        Assert.True((await client.ReadAsync()).IsEnd);
    }

    // What haproxy says (send-proxy-v2-ssl): flags, 0 or what was wrong with the certificate, and the version as an extra of the extra.
    [Theory]
    [InlineData(0x01, 0, true)]
    [InlineData(0x07, 0, true)]
    [InlineData(0x01, 1, true)]
    [InlineData(0x00, 0, false)]
    public async Task Whether_its_client_came_over_TLS_is_what_the_balancer_says(byte flags, byte wrong, bool isEncrypted)
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var client = await host.ConnectRawAsync();
        await client.SendAsync(PlayedBalancer.Header(Client, [.. Extra, 0x20, 0, 15, flags, 0, 0, 0, wrong, 0x21, 0, 7, .. "TLSv1.3"u8, .. Extra]));

        await client.HelloAsync("behind");

        Assert.Equal((isEncrypted, Client), (host.Admission.Attempts.Single().Tls, host.Admission.Attempts.Single().RemoteEndPoint));
        Assert.Equal(isEncrypted, host.Broker.ClientsOf(new Wall("home")).Single().IsEncrypted);
    }

    [Fact]
    public async Task The_header_stands_before_TLS()
    {
        await using var host = await TestHost.StartAsync(plain, balancers: [Here]);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.TlsPort);
        await socket.GetStream().WriteAsync(PlayedBalancer.Header(Client));
        await using var tls = new SslStream(socket.GetStream(), false, (_, shown, _, _) => TestCertificate.Instance.Equals(shown));
        await tls.AuthenticateAsClientAsync("localhost");
        var connect = new ArrayBufferWriter<byte>();
        ConnectWriter.Write(connect, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "tls", CleanStart = true, UserName = "home" });

        await tls.WriteAsync(connect.WrittenMemory);
        var answer = new byte[1];
        await tls.ReadExactlyAsync(answer).AsTask().WaitAsync(TestHost.Patience);

        Assert.Equal(0x20, answer[0]);
        Assert.Equal((Client, true), (host.Admission.Attempts.Single().RemoteEndPoint, host.Admission.Attempts.Single().Tls));
    }
}
