using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Kith.Shared;

/// <summary>
/// Ports for servers that are started again on the port they had: below the range from which the system takes ports for connections
/// (32768 and up), so that nobody's connection sits on one while its server is down; and never the same one twice, in this process or, while it
/// lives, in another that asks here.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000, Count = 20_000;

    private static readonly ConcurrentBag<FileStream> s_held = [];

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
                // Held until this process ends: a server that is down for a moment keeps its port.
                s_held.Add(new FileStream(Path.Combine(Path.GetTempPath(), $"kith-port-{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
                return port;
            }
            catch (Exception taken) when (taken is SocketException or IOException or UnauthorizedAccessException)
            {
                // Somebody else's: the next one.
            }
        }
    }
}
