using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Mqtt.Transports.Proxy;

/// <summary>PROXY protocol on a Kestrel endpoint of any kind, MQTT or HTTP; stands first, before TLS.</summary>
public static class ProxyMiddleware
{
    /// <summary>Without balancers nothing is added.</summary>
    public static ListenOptions UseProxyProtocol(this ListenOptions listen, TrustedBalancers? balancers)
    {
        if (balancers is not null)
        {
            listen.Use(next => context => balancers.Include(context.RemoteEndPoint) ? ServeAsync(next, context, balancers) : next(context));
        }
        return listen;
    }

    private static async Task ServeAsync(ConnectionDelegate next, ConnectionContext context, TrustedBalancers balancers)
    {
        if (await FaultOfAsync(context, balancers) is { } why)
        {
            balancers.Refused(why);
            context.Abort();
            return;
        }
        await next(context);
    }

    /// <summary>Null when the header was read; the connection is its client's then.</summary>
    private static async Task<string?> FaultOfAsync(ConnectionContext context, TrustedBalancers balancers)
    {
        using var late = new CancellationTokenSource(balancers.Patience, balancers.Time);
        var input = context.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(late.Token);
                var buffer = read.Buffer;
                var status = ProxyHeader.TryRead(ref buffer, out var client);
                input.AdvanceTo(buffer.Start, status == ProxyStatus.Incomplete ? buffer.End : buffer.Start);
                if (status == ProxyStatus.Complete)
                {
                    context.RemoteEndPoint = client.Address ?? context.RemoteEndPoint;
                    if (client.IsEncrypted)
                    {
                        context.Features.Set(TlsAtBalancer.Instance);
                    }
                    return null;
                }
                if (status == ProxyStatus.Malformed || read.IsCompleted)
                {
                    return status == ProxyStatus.Malformed ? "malformed" : "gone";
                }
            }
        }
        catch (OperationCanceledException)
        {
            return "late";
        }
        catch (IOException)
        {
            return "gone";
        }
    }
}

/// <summary>A feature of a connection, and so of its requests: the balancer says that its client came over TLS.</summary>
internal sealed class TlsAtBalancer
{
    public static readonly TlsAtBalancer Instance = new();
}
