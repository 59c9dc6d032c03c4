using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>
/// Sockets that listen already when the program begins, handed to it by systemd (sd_listen_fds(3)): from descriptor 3 on, each with the name of
/// what is to be served there. They go before what the command line says. Whoever connects while Kith restarts waits there instead of being refused.
/// </summary>
internal static partial class InheritedSockets
{
    private const int First = 3;

    /// <summary>fcntl: the descriptor is not for programs that this one starts. The numbers are those of every Unix.</summary>
    private const int SetFlags = 2, CloseOnExec = 1;

    /// <exception cref="CliError">One of them cannot be served.</exception>
    internal static KithOptions Take(KithOptions options)
    {
        var (to, count, names) = (TakeVariable("LISTEN_PID"), TakeVariable("LISTEN_FDS"), TakeVariable("LISTEN_FDNAMES"));
        // They may have been meant for the program that started this one.
        if (OperatingSystem.IsWindows() || !Is(to, Environment.ProcessId) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var sockets)) return options;
        var named = names?.Split(':') ?? [];
        var seen = new HashSet<string>();
        for (var i = 0; i < sockets; i++)
        {
            var name = i < named.Length ? named[i] : "";
            if (!seen.Add(name)) throw new CliError($"Two sockets are handed over as '{name}'. Kith serves one of each; ListenStream=1883 takes IPv4 and IPv6 alike.");
            options = With(options, name, Adopt(First + i, name));
        }
        return options;
    }

    private static KithOptions With(KithOptions options, string name, Listen given) => name switch
    {
        "http" => options with { Http = given },
        "mqtt" => options with { Mqtt = given },
        "mqtts" => options with { Mqtts = given },
        _ => throw new CliError($"A socket is handed over as '{name}'. Name it what is to be served there, with FileDescriptorName= in its unit: http, mqtt or mqtts."),
    };

    private static Listen Adopt(int descriptor, string name)
    {
        _ = SetDescriptor(descriptor, SetFlags, CloseOnExec);
        try
        {
            using var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: false));
            if (socket is { SocketType: SocketType.Stream, LocalEndPoint: IPEndPoint where }) return new(where.Address, where.Port, descriptor);
        }
        catch (SocketException)
        {
            // No socket, or one of another kind: said below.
        }
        throw new CliError($"What is handed over as '{name}' is not a listening TCP socket (ListenStream= with a port).");
    }

    private static bool Is(string? text, int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var its) && its == number;

    /// <summary>Programs that this one starts must not believe that they are meant.</summary>
    private static string? TakeVariable(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, null);
        return value;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetDescriptor(int descriptor, int command, int flags);
}
