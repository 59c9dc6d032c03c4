using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Kith.Server.Composition;

/// <summary>This machine's addresses in the home's network.</summary>
internal static class LocalAddresses
{
    internal static IEnumerable<IPAddress> All() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up
            && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        // The one with a way out is the home's own; container bridges and tunnels have none.
        .OrderByDescending(network => network.GetIPProperties().GatewayAddresses.Count)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily is AddressFamily.InterNetwork);

    /// <summary>What a device in the home's network is told to connect to.</summary>
    internal static string ForDevices(Listen listen) =>
        listen.LocalHost != "localhost" ? listen.LocalHost
        : IPAddress.IsLoopback(listen.Address) ? "localhost"
        : All().FirstOrDefault()?.ToString() ?? "localhost";
}
