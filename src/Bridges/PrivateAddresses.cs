using System.Net;
using System.Net.Sockets;

namespace Kith.Bridges;

/// <summary>
/// Which addresses are a home's own network: what people name as a device may be there and nowhere else. Never link-local ones, behind which
/// clouds keep their machines' secrets.
/// </summary>
public static class PrivateAddresses
{
    /// <summary>RFC 1918 and the unique local addresses of RFC 4193.</summary>
    private static readonly IPNetwork[] Networks =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    /// <summary>Where a large cloud keeps the secrets of its machines, in the middle of the local ones.</summary>
    private static readonly IPNetwork Metadata = IPNetwork.Parse("fd00:ec2::/32");

    /// <summary>Whether an address is one of them.</summary>
    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && Array.Exists(Networks, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) && !Metadata.Contains(address);
    }
}
