using System.Diagnostics.Metrics;
using System.Net;
using Kith.Mqtt.Broker;

namespace Kith.Mqtt.Transports.Proxy;

/// <summary>
/// Who may say on whose behalf it connects. From these addresses the header of PROXY protocol is required; from all others it is never read, so
/// that nobody else can choose an address for himself.
/// </summary>
public sealed class TrustedBalancers : IDisposable
{
    private readonly Meter _meter = new("Kith.Mqtt.Proxy");
    private readonly Counter<long> _refused;
    private readonly IPNetwork[] _networks;

    /// <param name="patience">How long the header may take: as long as a CONNECT.</param>
    private TrustedBalancers(IEnumerable<IPNetwork> networks, TimeSpan patience, TimeProvider time)
    {
        (_networks, Patience, Time) = ([.. networks], patience, time);
        _refused = _meter.CreateCounter<long>("mqtt.proxy.refused", "{connection}", "Connections of balancers that ended before they said for whom, by reason");
    }

    /// <summary>Null where there are none.</summary>
    public static TrustedBalancers? Of(IReadOnlyCollection<IPNetwork> networks, BrokerOptions broker, TimeProvider time)
        => networks.Count == 0 ? null : new(networks, broker.ConnectTimeout, time);

    internal TimeSpan Patience { get; }

    internal TimeProvider Time { get; }

    internal bool Include(EndPoint? peer)
    {
        if (peer is not IPEndPoint { Address: var address })
        {
            return false;
        }
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }
        return false;
    }

    internal void Refused(string why) => _refused.Add(1, new KeyValuePair<string, object?>("reason", why));

    public void Dispose() => _meter.Dispose();
}
