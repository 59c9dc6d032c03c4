using System.Net;
using System.Net.Sockets;

namespace Kith.Shared;

/// <summary>
/// Ports for servers that are started again on the port they had: below the range from which the system takes ports for connections
/// (32768 and up), so that nobody's connection sits on one while its server is down; and never the same one twice in a process.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000, Count = 20_000;

    private static int s_next = Environment.ProcessId * 37 % Count;

    internal static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_next) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's: the next one.
            }
        }
    }
}
