using System.Threading.Channels;
using Kith.Mqtt.Broker.Local;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>What is said on a topic of a wall, in order.</summary>
internal sealed class TopicWatch
{
    private readonly Channel<LocalMessage> _messages = Channel.CreateUnbounded<LocalMessage>();

    internal TopicWatch(LocalClient client, string filter) => client.Subscribe(filter, message => _messages.Writer.TryWrite(message));

    /// <summary>The topics that were heard while waiting.</summary>
    internal List<string> Topics { get; } = [];

    /// <summary>Waits for a payload.</summary>
    internal async Task<LocalMessage> UntilAsync(Func<string, bool> holds)
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        while (true)
        {
            var message = await _messages.Reader.ReadAsync(patience.Token);
            Topics.Add(message.Topic);
            if (holds(message.PayloadText)) return message;
        }
    }
}
