using System.Buffers.Binary;

namespace Kith.Bench;

/// <summary>The checker of the soak: what was published, what was acknowledged, what arrived where, how often and in which order.</summary>
internal sealed class SoakLedger
{
    private readonly List<Message> _messages = [];
    private readonly Dictionary<(int From, int To, int Qos), long> _newest = [];
    private int _lost, _strayed, _unordered;
    private string? _first;

    internal long Published => _messages.Count;

    internal long AcknowledgedOnes { get; private set; }

    internal long ArrivedOnes { get; private set; }

    internal bool IsSettled => AcknowledgedOnes == Published && ArrivedOnes == Published;

    internal long Next(int to, int qos)
    {
        _messages.Add(new(to, (byte)qos, 0, false));
        return _messages.Count - 1;
    }

    internal void Acknowledged(long message)
    {
        var its = _messages[(int)message];
        if (!its.IsAcknowledged) AcknowledgedOnes++;
        _messages[(int)message] = its with { IsAcknowledged = true };
    }

    internal void Arrived(int at, int qos, ReadOnlySpan<byte> payload)
    {
        var (message, to, from) = (BinaryPrimitives.ReadInt64LittleEndian(payload), BinaryPrimitives.ReadInt32LittleEndian(payload[8..]), BinaryPrimitives.ReadInt32LittleEndian(payload[12..]));
        var its = _messages[(int)message];
        if (to != at || its.To != at || its.Qos != qos) Wrong(ref _strayed, $"message {message} for {its.To} came to {at}");
        if (its.Times == 0)
        {
            ArrivedOnes++;
            var pair = (from, at, qos);
            if (_newest.GetValueOrDefault(pair, -1) > message) Wrong(ref _unordered, $"{message} of {from} to {at} came after {_newest[pair]}");
            _newest[pair] = message;
        }
        _messages[(int)message] = its with { Times = (byte)Math.Min(255, its.Times + 1) };
    }

    /// <summary>A session that was known was not there.</summary>
    internal void Lost(int client) => Wrong(ref _lost, $"the session of {client} was gone");

    /// <summary>What is wrong, one thing a line; none when all is well. All connections are back and quiet when this is asked.</summary>
    internal IEnumerable<string> Faults()
    {
        var missing = _messages.Count(its => its is { IsAcknowledged: true, Times: 0 });
        var twice = _messages.Count(its => its is { Qos: 2, Times: > 1 });
        if (missing > 0) yield return $"{missing} acknowledged messages never arrived";
        if (twice > 0) yield return $"{twice} messages of QoS 2 arrived more than once";
        if (_lost > 0) yield return $"{_lost} sessions were lost";
        if (_strayed > 0) yield return $"{_strayed} messages came to somebody else";
        if (_unordered > 0) yield return $"{_unordered} messages came out of order";
        if (_messages.Count - AcknowledgedOnes is > 0 and var open) yield return $"{open} messages were never acknowledged";
        if (_first is not null) yield return $"the first: {_first}";
    }

    /// <summary>QoS 1 may come more than once.</summary>
    internal long Again => _messages.Sum(its => its.Qos == 1 && its.Times > 1 ? its.Times - 1L : 0);

    private void Wrong(ref int count, string what)
    {
        count++;
        _first ??= what;
    }

    private readonly record struct Message(int To, byte Qos, byte Times, bool IsAcknowledged);
}
