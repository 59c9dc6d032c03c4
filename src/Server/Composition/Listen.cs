using System.Globalization;
using System.Net;

namespace Kith.Server.Composition;

/// <summary>Where to listen: an address and a port. "8080" is every address, "127.0.0.1:8080" this machine alone; port 0 takes a free one.</summary>
/// <param name="Descriptor">Of a socket that listens there already, handed to this program; null to open one.</param>
internal sealed record Listen(IPAddress Address, int Port, int? Descriptor = null)
{
    /// <summary>Nowhere: what is off. (An option of the command line cannot be null.)</summary>
    internal static readonly Listen Off = new(IPAddress.None, 0);

    internal static Listen All(int port) => new(IPAddress.IPv6Any, port);

    internal static Listen Local(int port) => new(IPAddress.Loopback, port);

    /// <summary>Null for a text that is neither.</summary>
    internal static Listen? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon].Trim('[', ']');
        if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
            return null;
        if (host is "" or "*") return All(port);
        if (host == "localhost") return Local(port);
        return IPAddress.TryParse(host, out var address) ? new(address, port) : null;
    }

    /// <summary>How this machine itself reaches it.</summary>
    internal string LocalHost => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(Address)
        ? "localhost"
        : Address.ToString();

    public override string ToString() => this == Off
        ? "off"
        : Address.Equals(IPAddress.IPv6Any) ? $"*:{Port}" : new IPEndPoint(Address, Port).ToString();
}
