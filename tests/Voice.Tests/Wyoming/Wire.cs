using System.Net;
using System.Net.Sockets;
using System.Text;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Wyoming;

/// <summary>A socket on which a test says bytes, right or wrong, with a connection of ours at the other end.</summary>
internal sealed class Wire : IAsyncDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _raw;

    private Wire(TcpClient raw, TcpClient ours, TimeProvider? time) => (_raw, Ours) = (raw, new(ours.GetStream(), time));

    internal WyomingConnection Ours { get; }

    internal static async Task<Wire> OpenAsync(TimeProvider? time = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var raw = new TcpClient();
        await raw.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return new(raw, await listener.AcceptTcpClientAsync(), time);
    }

    internal Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

    internal async Task SayAsync(byte[] bytes) => await _raw.GetStream().WriteAsync(bytes);

    /// <summary>Says no more; what was said is still to be read.</summary>
    internal void Hush() => _raw.Client.Shutdown(SocketShutdown.Send);

    internal async Task<WyomingEvent?> HearAsync() => await Ours.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next bytes that ours wrote, as text.</summary>
    internal async Task<string> WrittenAsync(int length)
    {
        var bytes = new byte[length];
        await _raw.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>What ours wrote until it closed.</summary>
    internal async Task<string> AllWrittenAsync()
    {
        using var reader = new StreamReader(_raw.GetStream(), leaveOpen: true);
        return await reader.ReadToEndAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await Ours.DisposeAsync();
        _raw.Dispose();
    }
}
