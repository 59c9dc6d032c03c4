using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Mqtt.Broker.Local;

namespace Kith.Bridges.HomeAssistant;

/// <summary>
/// Which devices listen to which topic: one subscription for each topic, so that a message costs what its readers cost, however many
/// entities there are. The last message is kept for devices that are made a moment after it came.
/// </summary>
internal sealed class TopicIndex(LocalClient client, Action used)
{
    /// <summary>Longer messages are not kept; states are below 2 KiB.</summary>
    private const int KeptBytes = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<HaDevice, IReadOnlySet<string>> _topics = [];

    internal int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>From now on the device hears these topics and no others.</summary>
    internal void Listen(HaDevice device, IReadOnlySet<string> topics)
    {
        var begun = new List<Entry>();
        lock (_lock)
        {
            var before = _topics.GetValueOrDefault(device) ?? new HashSet<string>();
            if (topics.Count == 0) _topics.Remove(device);
            else _topics[device] = topics;
            foreach (var topic in before.Where(topic => !topics.Contains(topic)))
            {
                var entry = _entries[topic];
                entry.Devices = [.. entry.Devices.Where(its => its != device)];
                if (entry.Devices.Length > 0) continue;
                _entries.Remove(topic);
                entry.Subscription?.Dispose();
            }
            foreach (var topic in topics.Where(topic => !before.Contains(topic)))
            {
                if (!_entries.TryGetValue(topic, out var entry)) begun.Add(_entries[topic] = entry = new Entry(topic));
                entry.Devices = [.. entry.Devices, device];
            }
            // What is retained comes on the subscriber's own thread: nothing waits here.
            foreach (var entry in begun) entry.Subscription = client.Subscribe(entry.Topic, message => Take(entry, message));
        }
    }

    /// <summary>What a topic said last, if it did.</summary>
    internal Said? Last(string topic)
    {
        lock (_lock) return _entries.TryGetValue(topic, out var entry) && entry.Last is { } last ? new Said(last) : null;
    }

    private void Take(Entry entry, LocalMessage message)
    {
        if (message.Payload.Length > HaLimits.StateBytes || Topics.IsOurs(message.Topic)) return;
        entry.Last = message.Payload.Length <= KeptBytes ? message.Payload : null;
        used();
        var said = new Said(message.Payload);
        foreach (var device in entry.Devices) device.Take(entry.Topic, said, isLive: !message.IsRetained);
    }

    private sealed class Entry(string topic)
    {
        internal string Topic { get; } = topic;

        /// <summary>Replaced, never changed: read without the lock.</summary>
        internal volatile HaDevice[] Devices = [];

        internal ReadOnlyMemory<byte>? Last { get; set; }

        internal IDisposable? Subscription { get; set; }
    }
}
