using System.Net;
using System.Net.Sockets;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports.Proxy;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// The listening socket, served by one loop, which hands the connections to all in turn. Not one listener for each loop (SO_REUSEPORT):
/// then a second program could share the port unseen, and what waits at a listener that closes is reset.
/// </summary>
internal sealed class Acceptor : IDisposable
{
    /// <summary>Told instead of a connection when somebody knocks.</summary>
    public const int Key = -2;

    /// <summary>Connections that may wait to be accepted. 4,096: the most that Linux allows by default; a storm fills it in 0.2 s.</summary>
    private const int Backlog = 4096;

    /// <summary>Connections taken in one wake-up. 64: those that are there already do not wait longer than a millisecond.</summary>
    private const int AtOnce = 64;

    /// <summary>How long nobody is accepted when the machine has no descriptor or memory for one. The backlog waits meanwhile.</summary>
    private const int RestMs = 100;

    private readonly Socket _listener;
    private readonly MqttBroker _broker;
    private readonly TrustedBalancers? _balancers;
    private readonly ILogger _log;
    private IReadOnlyList<EpollLoop> _loops = [];
    private Readiness _watched;
    private long _restsUntil;
    private int _turn;

    /// <param name="listener">Bound; from here on ours.</param>
    public Acceptor(Socket listener, MqttBroker broker, TrustedBalancers? balancers, ILogger log)
    {
        (_listener, _broker, _balancers, _log) = (listener, broker, balancers, log);
        listener.Blocking = false;
        // Accepted sockets inherit both: packets leave when we send them, and a peer that vanished is noticed even without keep-alive.
        listener.NoDelay = true;
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        listener.Listen(Backlog);
    }

    /// <exception cref="IOException">The address is in use.</exception>
    public static Socket Bind(IPEndPoint where)
    {
        // "Every address" is IPv6 and IPv4 where the machine has both.
        var isAny = where.Address.Equals(IPAddress.IPv6Any);
        if (isAny && !Socket.OSSupportsIPv6)
        {
            where = new(IPAddress.Any, where.Port);
        }
        var listener = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isAny && where.AddressFamily == AddressFamily.InterNetworkV6)
            {
                listener.DualMode = true;
            }
            listener.Bind(where);
            return listener;
        }
        catch (SocketException trouble) when (trouble.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw new IOException($"Failed to bind to address {where}: address already in use.", new AddressInUseException(trouble.Message, trouble));
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    private int Descriptor => (int)_listener.SafeHandle.DangerousGetHandle();

    public void Serve(IReadOnlyList<EpollLoop> loops) => _loops = loops;

    public void Watch(EventQueue events) => Watch(events, Readiness.Readable);

    public void TakeSome(EventQueue events)
    {
        for (var i = 0; i < AtOnce; i++)
        {
            var socket = Libc.Accept(Descriptor, 0, 0, Libc.CloseOnExec | Libc.NonBlocking);
            if (socket >= 0)
            {
                var loop = _loops[_turn++ % _loops.Count];
                if (!loop.Post(WireFor(loop, socket)))
                {
                    _ = Libc.Close(socket);
                }
            }
            else if (Libc.LastError == Libc.WouldBlock)
            {
                return;
            }
            else if (Libc.LastError is not (Libc.Interrupted or Libc.ConnectionAborted))
            {
                // Asked again at once it would fail again, without end.
                _broker.NoteTransportTrouble(_log, Libc.LastError);
                _restsUntil = Environment.TickCount64 + RestMs;
                Watch(events, Readiness.None);
                return;
            }
        }
    }

    /// <summary>When to go on, or never: it does not rest.</summary>
    public long RestsUntil(EventQueue events)
    {
        if (_restsUntil != 0 && _restsUntil <= Environment.TickCount64)
        {
            _restsUntil = 0;
            Watch(events, Readiness.Readable);
        }
        return _restsUntil == 0 ? long.MaxValue : _restsUntil;
    }

    /// <summary>By the loop that serves it.</summary>
    public void Close(EventQueue events)
    {
        if (!_listener.SafeHandle.IsClosed)
        {
            _restsUntil = 0;
            Watch(events, Readiness.None);
            _listener.Dispose();
        }
    }

    public void Dispose() => _listener.Dispose();

    private EpollWire WireFor(EpollLoop loop, int socket) =>
        _balancers is { } balancers && balancers.Include(SocketAddresses.PeerOf(socket)) ? new ProxiedWire(loop, socket, balancers) : new EpollWire(loop, socket);

    private void Watch(EventQueue events, Readiness wanted)
    {
        events.Watch(Descriptor, Key, _watched, wanted);
        _watched = wanted;
    }
}
