using System.Net;
using System.Threading.Channels;
using Kith.Voice.Wyoming;

namespace Kith.Shared;

/// <summary>A program that speaks Wyoming as a test tells it to: what it answers to each event, over real sockets.</summary>
internal sealed class PlayedEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WyomingListener _listener;
    private readonly Channel<WyomingEvent> _heard = Channel.CreateUnbounded<WyomingEvent>();

    /// <param name="answer">What it says to an event; null leaves.</param>
    internal PlayedEngine(Func<WyomingEvent, IEnumerable<WyomingEvent>?> answer, int port = 0) =>
        _listener = WyomingListener.Start(new(IPAddress.Loopback, port), async (connection, cancel) =>
        {
            while (await connection.ReadAsync(cancel) is { } heard)
            {
                _heard.Writer.TryWrite(heard);
                if (answer(heard) is not { } answers) return;
                foreach (var one in answers) await connection.WriteAsync(one, cancel);
            }
        });

    internal WyomingAddress Address => new("127.0.0.1", _listener.Port);

    /// <summary>The next event that it heard.</summary>
    internal async Task<WyomingEvent> HeardAsync() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
