using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kith.Voice.Wyoming;

/// <summary>Where a Wyoming program listens, as people write it: tcp://kitchen.local:10700.</summary>
public sealed record WyomingAddress(string Host, int Port)
{
    /// <summary>Longest name of a host (RFC 1035).</summary>
    private const int HostLength = 253;

    /// <summary>Null for a text that names no host and port. The scheme may be left out; no other than tcp is spoken.</summary>
    public static WyomingAddress? Parse(string? text)
    {
        const string scheme = "tcp://";
        var rest = text?.Trim() ?? "";
        if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) rest = rest[scheme.Length..];
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > IPEndPoint.MaxPort) return null;
        var host = rest[..colon] is ['[', .. var six, ']'] ? six : rest[..colon];
        return host.Length <= HostLength && Uri.CheckHostName(host) is not UriHostNameType.Unknown ? new(host.ToLowerInvariant(), port) : null;
    }

    /// <summary>Connects; throws what the socket throws.</summary>
    /// <exception cref="SocketException">Nobody is there.</exception>
    public async Task<WyomingConnection> ConnectAsync(TimeProvider time, CancellationToken cancel)
    {
        var socket = new TcpClient { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Host, Port, cancel);
            return new(socket.GetStream(), time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override string ToString() => $"tcp://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}";
}
