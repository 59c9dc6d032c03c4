using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>A speech engine at an address: a program of its own that speaks Wyoming. Safe for any number of callers.</summary>
public abstract class Engine
{
    private readonly EngineKind _kind;
    private volatile Known? _known;

    internal Engine(EngineKind kind, WyomingAddress address, TimeProvider time) => (_kind, Address, Time) = (kind, address, time);

    public WyomingAddress Address { get; }

    private protected TimeProvider Time { get; }

    /// <summary>What it says of itself, asked again after <see cref="EngineLimits.FactsFor"/>; a fault when it is not there.</summary>
    public async Task<Result<EngineFacts>> DescribeAsync(CancellationToken cancel = default)
    {
        if (_known is { } known && Time.GetElapsedTime(known.At) < EngineLimits.FactsFor) return known.Facts;
        var opened = await OpenAsync(cancel);
        if (opened.Fault is { } closed) return closed;
        await using var call = opened.Value;
        if (await call.SayAsync(new("describe"), cancel) is { } unsaid) return unsaid;
        var info = await call.HearAsync("info", EngineLimits.DescribeWithin, cancel);
        if (info.Fault is { } fault) return fault;
        if (EngineFacts.Of(info.Value, _kind) is not { } facts) return new Fault(ErrorCodes.SpeechFailed, $"{Address} is no engine for {Name}");
        _known = new(facts, Time.GetTimestamp());
        return facts;
    }

    private protected Task<Result<EngineCall>> OpenAsync(CancellationToken cancel) => EngineCall.OpenAsync(Address, Time, cancel);

    private string Name => _kind switch { EngineKind.Hearing => "speech to text", EngineKind.Speaking => "text to speech", _ => "wake words" };

    private sealed record Known(EngineFacts Facts, long At);
}
