using System.Threading.Channels;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>What is to be sent, decided when its turn comes, and who wants to know how it ended.</summary>
internal sealed record Order(Func<Result<IReadOnlyList<Signal>>> Plan, Action<Fault?> Ended);

/// <summary>Something that sends infrared, and hears it where it can. It sends one signal after the other, never two at once.</summary>
internal abstract partial class Blaster : IAsyncDisposable
{
    /// <summary>Between two signals of one order: receivers take what comes sooner for the same one.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    private readonly Channel<(DateTimeOffset At, Order Order)> _orders = Channel.CreateBounded<(DateTimeOffset, Order)>(new BoundedChannelOptions(InfraredLimits.Waiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Action _changed;
    private Task _sending = Task.CompletedTask;
    private volatile bool _isOnline;

    /// <param name="changed">It came or went, or its learning went on.</param>
    protected Blaster(BridgeSeat seat, string id, string kind, string name, Action changed) => (Seat, Id, Kind, Name, _changed, Ear) = (seat, id, kind, name, changed, new Ear(seat.Time, changed));

    protected BridgeSeat Seat { get; }

    internal string Id { get; }

    /// <summary>zigbee, tasmota or esphome.</summary>
    internal string Kind { get; }

    internal string Name { get; set; }

    /// <summary>Its topic, or the device that it is.</summary>
    internal abstract string Where { get; }

    internal bool IsOnline
    {
        get => _isOnline;
        set
        {
            if (_isOnline == value) return;
            _isOnline = value;
            _changed();
        }
    }

    internal Ear Ear { get; }

    internal virtual void Start() => _sending = SendAllAsync();

    /// <summary>Null when it waits for its turn; its end is told. Fails with device.offline or server.busy.</summary>
    internal Fault? Take(Order order) =>
        !IsOnline ? new Fault(ErrorCodes.DeviceOffline, $"its blaster {Name} is not connected")
        : !_orders.Writer.TryWrite((Seat.Time.GetUtcNow(), order)) ? new Fault(ErrorCodes.ServerBusy, $"{InfraredLimits.Waiting} codes wait for the blaster {Name} already")
        : null;

    /// <summary>Sends one signal and waits until the blaster says so.</summary>
    internal Task<Fault?> SendAsync(Signal signal)
    {
        var sent = new TaskCompletionSource<Fault?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return Take(new Order(() => Result.Of<IReadOnlyList<Signal>>([signal]), sent.SetResult)) is { } refused ? Task.FromResult<Fault?>(refused) : sent.Task;
    }

    /// <summary>Listens for the next button. Fails when it cannot be asked to.</summary>
    internal async Task<Fault?> LearnAsync(CancellationToken cancel)
    {
        if (!IsOnline) return new Fault(ErrorCodes.DeviceOffline, $"the blaster {Name} is not connected");
        if (!Ear.Begin()) return new Fault(ErrorCodes.Conflict, $"the blaster {Name} listens already");
        if (await ListenAsync(cancel) is not { } fault) return null;
        Ear.End(fault.Detail);
        return fault;
    }

    /// <summary>Null when it was sent.</summary>
    protected abstract Task<Fault?> EmitAsync(Signal signal, CancellationToken cancel);

    /// <summary>Makes it listen, where it does not always.</summary>
    protected abstract Task<Fault?> ListenAsync(CancellationToken cancel);

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var (at, order) in _orders.Reader.ReadAllAsync(_stop.Token)) order.Ended(await SendAsync(at, order));
        }
        catch (OperationCanceledException)
        {
            // The bridge stops; the home tells who waits that no answer came.
        }
    }

    private async Task<Fault?> SendAsync(DateTimeOffset at, Order order)
    {
        try
        {
            if (Seat.Time.GetUtcNow() - at > InfraredLimits.Stale) return new Fault(ErrorCodes.DeviceTimeout, $"the blaster {Name} was busy too long; nothing was sent");
            var plan = order.Plan();
            if (plan.Fault is { } impossible) return impossible;
            for (var place = 0; place < plan.Value.Count; place++)
            {
                if (place > 0) await Task.Delay(Between, Seat.Time, _stop.Token);
                if (await EmitAsync(plan.Value[place], _stop.Token) is { } fault) return fault;
            }
            return null;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // The connection's edge: the next order is sent all the same.
            LogFailed(Seat.Logger, failure, Id);
            return new Fault(ErrorCodes.Unexpected, "the code could not be sent");
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
        Ear.End("the blaster was removed");
    }

    [LoggerMessage(6050, LogLevel.Error, "The infrared blaster {Blaster} could not be used")]
    private static partial void LogFailed(ILogger logger, Exception failure, string blaster);
}
