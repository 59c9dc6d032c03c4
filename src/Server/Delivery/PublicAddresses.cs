using System.Net;
using System.Net.Sockets;

namespace Kith.Server.Delivery;

/// <summary>
/// Which addresses of the internet are everybody's. What people give as a destination must not reach what only this machine or this house
/// reaches (routers, cameras, cloud metadata): the special-purpose registries of IANA, IPv4 and IPv6.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>What is handed out to the world today; everything else of IPv6 is local, reserved, or a wrapping of IPv4.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialSix =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    internal static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork
            ? !Array.Exists(Special, network => network.Contains(address))
            : Global.Contains(address) && !Array.Exists(SpecialSix, network => network.Contains(address));
    }
}
