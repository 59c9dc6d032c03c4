using System.Buffers;
using System.Net;
using Kith.Mqtt.Transports.Proxy;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// A connection that a balancer made for somebody: says first for whom. One that takes too long over it has sent no CONNECT, and ends as
/// such. Of a kind of its own, so that others do not carry what they do not need.
/// </summary>
internal sealed class ProxiedWire(EpollLoop loop, int socket, TrustedBalancers balancers) : EpollWire(loop, socket)
{
    private ProxiedClient _client;
    private bool _isIntroduced;

    public override EndPoint? RemoteEndPoint => _client.Address ?? base.RemoteEndPoint;

    public override bool IsEncrypted => _client.IsEncrypted;

    protected override void Receive(ReadOnlySequence<byte> bytes)
    {
        var before = bytes.Length;
        var status = _isIntroduced ? ProxyStatus.Complete : ProxyHeader.TryRead(ref bytes, out _client);
        switch (status)
        {
            case ProxyStatus.Incomplete:
                Keep(bytes, isUntouched: true);
                break;
            case ProxyStatus.Malformed:
                balancers.Refused("malformed");
                Abort();
                break;
            default:
                _isIntroduced = true;
                Take(bytes, before);
                break;
        }
    }
}
