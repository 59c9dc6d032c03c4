using System.Net;
using System.Net.Sockets;

namespace Kith.Bench;

/// <summary>
/// A bad line, a process of its own: every connection to it goes on to the broker, and of each thousand pieces that pass some are late, come in crumbs, are the last
/// of a cut or half-closed connection, or vanish with all that follow while the connection stays (`soak --line PORT`). The two directions of a connection, and connections
/// among each other, are so put into another order; within one direction nothing is, because TCP never does it. Ends with its input; writes what it has done.
/// </summary>
internal sealed class FaultProxy(int target)
{
    private enum Fault { None, Late, Crumbs, Cut, HalfClosed, Silent }

    /// <summary>Of a thousand pieces: the rest passes.</summary>
    private static readonly (Fault Fault, int Share)[] Shares = [(Fault.Late, 20), (Fault.Crumbs, 10), (Fault.Cut, 3), (Fault.HalfClosed, 1), (Fault.Silent, 1)];

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly int[] _done = new int[Enum.GetValues<Fault>().Length];
    private volatile bool _isCalm;
    private int _connections;

    internal static async Task RunAsync(int target)
    {
        var proxy = new FaultProxy(target);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4096);
        _ = proxy.AcceptAsync(listener);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (await Console.In.ReadLineAsync() is not null) proxy._isCalm = true;
        Console.WriteLine(string.Join(", ", Shares.Select(share => $"{proxy._done[(int)share.Fault]} {share.Fault}")));
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true) _ = CarryAsync(await listener.AcceptAsync());
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = LoadClient.From(Interlocked.Increment(ref _connections) % 20_000);
        using (near)
        {
            try
            {
                near.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAll(PassAsync(near, far), PassAsync(far, near));
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The broker is full, or a side has gone: so is the other now.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var piece = new byte[2048];
        try
        {
            while (await from.ReceiveAsync(piece) is > 0 and var count)
                switch (Next())
                {
                    case Fault.Late:
                        await Task.Delay(Random.Shared.Next((int)Longest.TotalMilliseconds));
                        goto default;
                    case Fault.Crumbs:
                        for (var at = 0; at < count; at++)
                        {
                            await to.SendAsync(piece.AsMemory(at, 1));
                            await Task.Yield();
                        }
                        break;
                    case Fault.Cut:
                        from.Close(0);
                        to.Close(0);
                        return;
                    case Fault.HalfClosed:
                        to.Shutdown(SocketShutdown.Send);
                        return;
                    case Fault.Silent:
                        // Half open: nobody hears of it until one of them gives up.
                        while (await from.ReceiveAsync(piece) > 0) { }
                        to.Close(0);
                        return;
                    default:
                        await to.SendAsync(piece.AsMemory(0, count));
                        break;
                }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            from.Close(0);
            to.Close(0);
        }
    }

    private Fault Next()
    {
        if (_isCalm) return Fault.None;
        var drawn = Random.Shared.Next(1000);
        foreach (var (fault, share) in Shares)
            if ((drawn -= share) < 0)
            {
                Interlocked.Increment(ref _done[(int)fault]);
                return fault;
            }
        return Fault.None;
    }
}
