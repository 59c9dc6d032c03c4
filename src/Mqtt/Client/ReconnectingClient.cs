using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>How long to wait between attempts: doubling from first to longest, each shortened at random by up to half so that a
/// thousand devices do not come back at the same instant.</summary>
public readonly record struct BackOff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>0.5 s to 30 s.</summary>
    public static readonly BackOff Default = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    public TimeSpan After(int failures, Random random)
    {
        var full = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        return TimeSpan.FromMilliseconds(full * (1 - (random.NextDouble() / 2)));
    }
}

/// <summary>
/// Keeps a client connected. <c>onConnected</c> runs after each connect: subscribe there. <c>giveUp</c> is asked after each refusal, true
/// ends <see cref="RunAsync"/>; null = never: a credential may be repaired.
/// </summary>
public sealed class ReconnectingClient(
    MqttClient client,
    BackOff backOff,
    Func<ConnectOutcome, CancellationToken, Task> onConnected,
    Func<ConnectOutcome, bool>? giveUp = null)
{
    public MqttClient Client => client;

    /// <summary>Runs until cancelled or given up; then leaves with DISCONNECT.</summary>
    public async Task<ConnectOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        var outcome = default(ConnectOutcome);
        try
        {
            while (true)
            {
                outcome = await client.ConnectAsync(cancellationToken);
                if (outcome.IsConnected)
                {
                    failures = 0;
                    await onConnected(outcome, cancellationToken);
                    await client.Ended.WaitAsync(cancellationToken);
                }
                else if (giveUp?.Invoke(outcome) == true)
                {
                    return outcome;
                }
                await Task.Delay(backOff.After(failures++, Random.Shared), client.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await client.DisconnectAsync();
            return outcome with { Reason = ReasonCode.Success };
        }
    }
}
