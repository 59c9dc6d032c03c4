using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json.Nodes;

namespace Kith.Voice.Wyoming;

/// <summary>
/// One end of a Wyoming connection over any stream: events in, events out. Reads with one reader, writes with any number of writers.
/// Header line of JSON, then data_length bytes of JSON merged over the header's own data, then payload_length bytes.
/// </summary>
public sealed class WyomingConnection(Stream stream, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new(leaveOpen: true));
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>What the peer did that ended the connection; null while it goes on and where the peer just left.</summary>
    public string? Broken { get; private set; }

    /// <summary>
    /// The next event; null when the connection has ended. An event whose data is wrong is answered with an error and passed over; one whose
    /// lengths are wrong is answered and ends the connection, for nobody knows where the next would begin. Unknown types are the caller's to pass over.
    /// Cancelling is for good: it may be in the middle of an event.
    /// </summary>
    public async ValueTask<WyomingEvent?> ReadAsync(CancellationToken cancel = default)
    {
        if (Broken is not null) return null;
        try
        {
            while (await NextAsync(cancel) is { } part)
            {
                if (part.Event is { } heard) return heard;
                await WriteAsync(WyomingEvent.Error(part.Wrong!, "bad-event"), cancel);
                if (Broken is not null) return null;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The peer is gone, and so is what it was about to say.
        }
        return null;
    }

    /// <summary>False when the peer is gone or takes nothing.</summary>
    public async ValueTask<bool> WriteAsync(WyomingEvent said, CancellationToken cancel = default)
    {
        var bytes = EventHeader.Write(said);
        using var late = new CancellationTokenSource(WyomingLimits.EventWithin, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await _writing.WaitAsync(patience.Token);
            try
            {
                await stream.WriteAsync(bytes, patience.Token);
                await stream.FlushAsync(patience.Token);
                return true;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Half an event may be out: nothing more can be said here.
            await stream.DisposeAsync();
            cancel.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Closes the stream.</summary>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<(WyomingEvent? Event, string? Wrong)?> NextAsync(CancellationToken cancel)
    {
        var first = await _reader.ReadAsync(cancel);
        if (first.Buffer.IsEmpty && first.IsCompleted) return null;
        _reader.AdvanceTo(first.Buffer.Start);
        // From its first byte on an event has a time to be whole.
        using var late = new CancellationTokenSource(WyomingLimits.EventWithin, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await WholeAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return End("the event did not come to its end in time");
        }
    }

    private async ValueTask<(WyomingEvent? Event, string? Wrong)?> WholeAsync(CancellationToken cancel)
    {
        if (await LineAsync(cancel) is not var (header, wrong)) return null;
        if (header is not var (type, data, dataLength, payloadLength)) return End(wrong!);
        if (await BytesAsync(dataLength, EventHeader.Json, cancel) is not { } second) return null;
        if (await BytesAsync(payloadLength, bytes => bytes.ToArray(), cancel) is not { } payload) return null;
        if (dataLength > 0 && second.Value is null) return (null, $"the data of {type} is not a JSON object");
        return (new(type, Merged(data, second.Value), payload.Value), null);
    }

    private async ValueTask<(EventHeader? Header, string? Wrong)?> LineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancel);
            if (read.Buffer.PositionOf((byte)'\n') is { } end && read.Buffer.Slice(0, end) is { Length: <= WyomingLimits.HeaderBytes } line)
            {
                var header = EventHeader.Read(line);
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return header;
            }
            if (read.Buffer.Length > WyomingLimits.HeaderBytes) return (null, $"the header has more than {WyomingLimits.HeaderBytes} bytes");
            if (read.IsCompleted) return null;
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async ValueTask<Part<T>?> BytesAsync<T>(int length, Func<ReadOnlySequence<byte>, T?> take, CancellationToken cancel)
        where T : class
    {
        if (length == 0) return new(null);
        while (true)
        {
            var read = await _reader.ReadAsync(cancel);
            if (read.Buffer.Length >= length)
            {
                var bytes = read.Buffer.Slice(0, length);
                var taken = take(bytes);
                _reader.AdvanceTo(bytes.End);
                return new(taken);
            }
            if (read.IsCompleted) return null;
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private (WyomingEvent? Event, string? Wrong) End(string wrong)
    {
        Broken = wrong;
        return (null, wrong);
    }

    private static JsonObject? Merged(JsonObject? first, JsonObject? second)
    {
        if (first is null || second is null) return second ?? (JsonObject?)first?.DeepClone();
        var merged = (JsonObject)first.DeepClone();
        foreach (var (name, value) in second) merged[name] = value?.DeepClone();
        return merged;
    }

    /// <summary>A part that is there, if only with nothing in it.</summary>
    private readonly record struct Part<T>(T? Value);
}
