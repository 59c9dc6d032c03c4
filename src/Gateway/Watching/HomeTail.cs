using Kith.Homes.Watching;
using Kith.Model.Specs;
using Kith.Mqtt.Broker.Tailing;

namespace Kith.Gateway.Watching;

/// <summary>The traffic of one device or bridge, as its home's owner may read it. Dispose it to stop.</summary>
public sealed class HomeTail : IDisposable
{
    private readonly TrafficTail _tail;
    private readonly Watched _watched;

    internal HomeTail(TrafficTail tail, Watched watched) => (_tail, _watched) = (tail, watched);

    /// <summary>False when it is over: the home is gone.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _tail.Lines.WaitToReadAsync(cancel);

    /// <summary>The next line that is there already.</summary>
    public TrafficView? Take()
    {
        if (!_tail.Lines.TryRead(out var line)) return null;
        var client = line.ClientId[(line.ClientId.AsSpan().IndexOfAny('/', ':') + 1)..];
        return TrafficView.Of(line, client, Redaction.Show(line.Topic, line.Payload.Span, line.Size, SpecOf(line.Topic)), _tail.TakeMissed());
    }

    public void Dispose() => _tail.Dispose();

    /// <summary>Native topics are kith/DEVICE/...</summary>
    private Spec? SpecOf(string topic) => topic.Split('/', 3) is ["kith", var device, _] ? _watched.Specs.GetValueOrDefault(device) : null;
}
