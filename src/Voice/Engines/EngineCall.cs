using System.Net.Sockets;
using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>One piece of work with an engine, on a connection of its own: an engine that was away is there again at the next call.</summary>
internal sealed class EngineCall : IAsyncDisposable
{
    private readonly WyomingAddress _address;
    private readonly WyomingConnection _connection;
    private readonly TimeProvider _time;

    private EngineCall(WyomingAddress address, WyomingConnection connection, TimeProvider time) => (_address, _connection, _time) = (address, connection, time);

    internal static async Task<Result<EngineCall>> OpenAsync(WyomingAddress address, TimeProvider time, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(EngineLimits.ConnectWithin, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return new EngineCall(address, await address.ConnectAsync(time, patience.Token), time);
        }
        catch (Exception e) when (e is SocketException || e is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new Fault(ErrorCodes.SpeechUnavailable, $"nothing answers at {address}");
        }
    }

    internal async ValueTask<Fault?> SayAsync(WyomingEvent said, CancellationToken cancel) => await _connection.WriteAsync(said, cancel) ? null : Left();

    /// <summary>The next event; an engine's error is a fault.</summary>
    internal async ValueTask<Result<WyomingEvent>> HearAsync(TimeSpan within, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(within, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var heard = await _connection.ReadAsync(patience.Token);
            if (heard is null) return Left();
            return heard.Type == "error" ? new Fault(ErrorCodes.SpeechFailed, Cut($"{_address} says: {heard.Text("text")}")) : heard;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Fault(ErrorCodes.SpeechTimeout, $"{_address} did not answer within {within.TotalSeconds:0} s");
        }
    }

    /// <summary>The next event of a type; others in between are passed over.</summary>
    internal async ValueTask<Result<WyomingEvent>> HearAsync(string type, TimeSpan within, CancellationToken cancel)
    {
        var since = _time.GetTimestamp();
        while (true)
        {
            var left = within - _time.GetElapsedTime(since);
            var heard = await HearAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancel);
            if (!heard.Ok || heard.Value.Type == type) return heard;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Fault Left() => new(ErrorCodes.SpeechUnavailable, _connection.Broken is { } broken ? Cut($"{_address} was left: {broken}") : $"{_address} closed the connection");

    private static string Cut(string text) => text.Length <= EngineLimits.ErrorLength ? text : text[..EngineLimits.ErrorLength];
}
