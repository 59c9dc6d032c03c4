using System.Threading.Channels;

namespace Kith.Voice.Satellites;

/// <summary>Sound on its way from a satellite to whoever listens, in memory and no more of it than <see cref="SatelliteLimits.WaitingBytes"/>.</summary>
internal sealed class Sound
{
    private readonly Channel<ReadOnlyMemory<byte>> _pieces = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private int _waiting;

    internal void Add(ReadOnlyMemory<byte> piece)
    {
        if (piece.Length == 0 || Volatile.Read(ref _waiting) + piece.Length > SatelliteLimits.WaitingBytes) return;
        Interlocked.Add(ref _waiting, piece.Length);
        _pieces.Writer.TryWrite(piece);
    }

    internal bool HasEnded => _pieces.Reader.Completion.IsCompleted;

    /// <summary>No more will come.</summary>
    internal void End() => _pieces.Writer.TryComplete();

    /// <summary>The next piece; null after the last.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        if (!await _pieces.Reader.WaitToReadAsync(cancel) || !_pieces.Reader.TryRead(out var piece)) return null;
        Interlocked.Add(ref _waiting, -piece.Length);
        return piece;
    }

    /// <summary>Lets go of what waits: what a satellite heard of our own voice.</summary>
    internal void Clear()
    {
        while (_pieces.Reader.TryRead(out var piece)) Interlocked.Add(ref _waiting, -piece.Length);
    }
}
