using Kith.Mqtt.Transports;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>What carries an endpoint and why, as it is printed at the start.</summary>
internal static class TransportWords
{
    internal const string Tls = "kestrel: TLS is .NET's own, which asks for certificates of devices";

    internal static string Of(MqttTransport transport) => transport switch
    {
        MqttTransport.Epoll => "epoll: Linux tells it of thousands of sockets at once",
        _ when OperatingSystem.IsLinux() => "kestrel, as --transport says",
        _ => "kestrel: epoll is Linux's alone",
    };

    /// <summary>What else there is to know of where it listens.</summary>
    internal static string Of(Listen where, KithOptions options) =>
        (where.Descriptor is null ? "" : "; on a socket that systemd opened") + (options.Balancers.Count == 0 ? "" : $"; PROXY protocol v2 from {string.Join(", ", options.Balancers)}");
}
