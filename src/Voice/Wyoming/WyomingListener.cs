using System.Net;
using System.Net.Sockets;

namespace Kith.Voice.Wyoming;

/// <summary>Waits for Wyoming connections and gives each to <c>serve</c>, which answers until it returns; the connection is closed then.</summary>
public sealed class WyomingListener : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<WyomingConnection, CancellationToken, Task> _serve;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _serving = [];
    private readonly Task _accepting;

    private WyomingListener(TcpListener listener, Func<WyomingConnection, CancellationToken, Task> serve, TimeProvider time)
    {
        (_listener, _serve, _time) = (listener, serve, time);
        _accepting = AcceptAsync();
    }

    /// <summary>Listens from now on; port 0 takes a free one.</summary>
    /// <param name="serve">May end by the peer's leaving or by being stopped; every other exception is its own to catch.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static WyomingListener Start(IPEndPoint at, Func<WyomingConnection, CancellationToken, Task> serve, TimeProvider? time = null)
    {
        var listener = new TcpListener(at);
        listener.Start();
        return new(listener, serve, time ?? TimeProvider.System);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] serving;
        lock (_gate) serving = [.. _serving];
        await Task.WhenAll(serving);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A peer that left before it was taken is nobody's matter; after a stop the loop ends.
                continue;
            }
            lock (_gate)
            {
                _serving.RemoveWhere(task => task.IsCompleted);
                if (_serving.Count >= WyomingLimits.Connections) client.Dispose();
                else _serving.Add(ServeAsync(client));
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        try
        {
            client.NoDelay = true;
            await using var connection = new WyomingConnection(client.GetStream(), _time);
            await _serve(connection, _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Stopped, or the peer is gone.
        }
        finally
        {
            client.Dispose();
        }
    }
}
