using System.Globalization;

namespace Kith.Mqtt.Transports;

/// <summary>
/// How many connections the files of this process allow. Who has none left cannot even say no: a connection that waits to be accepted would
/// keep Kestrel's listener busy without end, and the ledger could not open a file. So the last ones are never given to connections.
/// </summary>
public static class Descriptors
{
    /// <summary>Kept for everything else: the program itself has some hundred and fifty open, requests and the ledger come on top. 256, or 1/32 of many.</summary>
    public static int Reserve(int limit) => Math.Max(256, limit / 32);

    /// <summary>As many as are wanted, or as there can be; at least one.</summary>
    public static int Spare(int wanted) => Limit() is { } limit ? Math.Clamp(limit - Reserve(limit), 1, wanted) : wanted;

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
