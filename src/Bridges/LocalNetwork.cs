using System.Net;
using System.Net.Sockets;

namespace Kith.Bridges;

/// <summary>
/// The one way by which this server connects to addresses that people named as devices: into the private network, decided when the
/// connection is made (a name may mean another address a moment later).
/// </summary>
/// <param name="isOpen">False on a server that stands in no home's network: it connects to none.</param>
/// <param name="thisMachineToo">Devices may be on this very machine. Not by itself: much listens here that only expects friends.</param>
public sealed class LocalNetwork(bool isOpen = true, bool thisMachineToo = false)
{
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(10);

    /// <summary>Whether this server connects to the local network at all.</summary>
    public bool IsOpen => isOpen;

    /// <summary>Whether it may connect to this address.</summary>
    public bool May(IPAddress address) => isOpen && (PrivateAddresses.Has(address) || (thisMachineToo && IPAddress.IsLoopback(address)));

    /// <summary>Whether a host may be kept as an address; where a name leads is found out with each connection.</summary>
    public bool MayBe(string host) => isOpen && (!IPAddress.TryParse(host, out var number) || May(number));

    /// <summary>A connection within ten seconds.</summary>
    /// <exception cref="IOException">It may not be connected to, or did not answer in time.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    public async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = (await Dns.GetHostAddressesAsync(host, cancel)).Where(May).ToArray();
        if (addresses.Length == 0) throw new IOException($"{host} is not of a private network");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Reach);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException($"{host} does not answer");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Calls by HTTP that go the same way: no redirects, no proxy, no cookies.</summary>
    internal HttpClient Http(TimeSpan limit) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel),
    })
    { Timeout = limit };
}
