using System.Buffers;

namespace Kith.Mqtt.Client;

/// <summary>
/// Packets on their way out: encoded into a pooled buffer under a lock, sent by whoever finds the stream idle. Packets written while a
/// send is under way leave together in the next. An idle client holds no buffer.
/// </summary>
internal sealed class Outgoing(Stream stream, int maxBytes, Action<Exception> onError) : IBufferWriter<byte>, IThreadPoolWorkItem
{
    private const int FirstSize = 512;
    private byte[]? _buffer;
    private int _length;
    private bool _sending;
    private bool _closed;
    private TaskCompletionSource? _drained;

    /// <summary>Bytes handed in and not yet taken by the stream, as far as a new packet is concerned.</summary>
    public bool HasRoom(int size) => Volatile.Read(ref _length) + size <= maxBytes;

    /// <summary>Encodes one packet; false when the connection is over.</summary>
    public bool Write<TState>(TState state, Action<IBufferWriter<byte>, TState> write)
    {
        lock (this)
        {
            if (_closed)
            {
                return false;
            }
            write(this, state);
            Schedule();
            return true;
        }
    }

    /// <summary>For packets that are spans: lock, write, <see cref="Leave"/>.</summary>
    public bool Enter()
    {
        Monitor.Enter(this);
        if (_closed)
        {
            Monitor.Exit(this);
            return false;
        }
        return true;
    }

    public void Leave()
    {
        Schedule();
        Monitor.Exit(this);
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>Completes when everything written so far has left, or failed to.</summary>
    public Task DrainAsync()
    {
        lock (this)
        {
            return !_sending && _length == 0 ? Task.CompletedTask
                : (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Close()
    {
        lock (this)
        {
            _closed = true;
            if (!_sending && _buffer is { } buffer)
            {
                _buffer = null;
                _length = 0;
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private void Schedule()
    {
        if (!_sending && _length > 0)
        {
            _sending = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (Take(out var buffer, out var length))
            {
                try
                {
                    await stream.WriteAsync(buffer.AsMemory(0, length));
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch (Exception exception)
        {
            // The connection's edge: whatever broke, the connection is over.
            lock (this)
            {
                _sending = false;
                _length = 0;
                _drained?.TrySetResult();
            }
            onError(exception);
        }
    }

    private bool Take(out byte[] buffer, out int length)
    {
        lock (this)
        {
            (buffer, length) = (_buffer!, _length);
            (_buffer, _length) = (null, 0);
            _sending = length > 0;
            if (_sending)
            {
                return true;
            }
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            _drained?.TrySetResult();
            _drained = null;
            return false;
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(needed, FirstSize));
        }
        else if (_buffer.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
