using System.Globalization;

namespace Kith.Mqtt.Transports;

/// <summary>
/// How many connections the files of this process allow. Who has none left cannot even say no: a connection that waits to be accepted would
/// keep Kestrel's listener busy without end, and the ledger could not open a file. So the last ones are never given to connections.
/// </summary>
public static class Descriptors
{
    /// <summary>Kept for everything else in a broker that is alone: it has some hundred and fifty open. 256, or 1/32 of many.</summary>
    private static int Reserve(int limit) => Math.Max(256, limit / 32);

    /// <summary>Kept by a whole server: it has some 270 open before anybody comes; homes, requests and calls come on top. 512, or 1/16 of many.</summary>
    private static int ServerReserve(int limit) => Math.Max(512, limit / 16);

    /// <summary>As many as are wanted, or as there can be; at least one.</summary>
    public static int Spare(int wanted) => Limit() is { } limit ? Math.Clamp(limit - Reserve(limit), 1, wanted) : wanted;

    /// <summary>
    /// The same for one of two kinds of doors of a whole server, so that a crowd at one cannot take the last file of the other. Where there are hardly
    /// any, a sixteenth of all.
    /// </summary>
    public static int Half(int wanted) => Limit() is { } limit ? Math.Clamp(Math.Max(limit - ServerReserve(limit), limit / 8) / 2, 1, wanted) : wanted;

    /// <summary>What this process may open (Linux); null where that is not known or has no bound.</summary>
    private static int? Limit()
    {
        try
        {
            // Max open files            1024                 524288               files
            var line = File.ReadLines("/proc/self/limits").First(its => its.StartsWith("Max open files", StringComparison.Ordinal));
            return int.TryParse(line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var soft) ? soft : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
