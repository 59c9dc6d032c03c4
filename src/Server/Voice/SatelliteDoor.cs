using System.Net.Sockets;
using Kith.Bridges;
using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Server.Voice;

/// <summary>The one way by which this server connects to satellites that people named: into the private network, decided when the connection is made.</summary>
internal sealed class SatelliteDoor(LocalNetwork network, TimeProvider time)
{
    /// <summary>An address as it is kept, or why it cannot be one. Whether a name leads to the private network is found out with each connection.</summary>
    internal Result<string> Check(string text)
    {
        if (!network.IsOpen) return new Fault(ErrorCodes.SpeechOff, "this server connects to no satellites");
        if (WyomingAddress.Parse(text) is not { } address) return new Fault(ErrorCodes.RequestInvalid, "an address is a host and a port, such as tcp://192.168.1.20:10700", "address");
        return network.MayBe(address.Host) ? address.ToString() : new Fault(ErrorCodes.RequestInvalid, "this address is not of a private network", "address");
    }

    /// <exception cref="IOException">It may not be connected to.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    internal async Task<WyomingConnection> ConnectAsync(WyomingAddress address, CancellationToken cancel)
    {
        return new(await network.ConnectAsync(address.Host, address.Port, cancel), time);
    }
}
