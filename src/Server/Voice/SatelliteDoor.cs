using System.Net;
using System.Net.Sockets;
using Kith.Model.Errors;
using Kith.Server.Composition;
using Kith.Voice.Wyoming;

namespace Kith.Server.Voice;

/// <summary>The one way by which this server connects to satellites that people named: into the private network, decided when the connection is made.</summary>
internal sealed class SatelliteDoor(VoiceOptions options, TimeProvider time)
{
    /// <summary>An address as it is kept, or why it cannot be one. Whether a name leads to the private network is found out with each connection.</summary>
    internal Result<string> Check(string text)
    {
        if (!options.Satellites) return new Fault(ErrorCodes.SpeechOff, "this server connects to no satellites");
        if (WyomingAddress.Parse(text) is not { } address) return new Fault(ErrorCodes.RequestInvalid, "an address is a host and a port, such as tcp://192.168.1.20:10700", "address");
        return !IPAddress.TryParse(address.Host, out var number) || May(number) ? address.ToString() : new Fault(ErrorCodes.RequestInvalid, "this address is not of a private network", "address");
    }

    /// <exception cref="IOException">It may not be connected to.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    internal async Task<WyomingConnection> ConnectAsync(WyomingAddress address, CancellationToken cancel)
    {
        var addresses = (await Dns.GetHostAddressesAsync(address.Host, cancel)).Where(May).ToArray();
        if (addresses.Length == 0) throw new IOException($"{address.Host} is not of a private network");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, address.Port, cancel);
            return new(new NetworkStream(socket, ownsSocket: true), time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool May(IPAddress address) => PrivateAddresses.Has(address) || options.SatellitesHere && IPAddress.IsLoopback(address);
}
