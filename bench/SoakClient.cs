using System.Buffers.Binary;
using System.Net.Sockets;

namespace Kith.Bench;

/// <summary>
/// One client of the soak: the state of its session as the specification wants a client to keep it (MQTT 3.1.1, 4.1 and 4.4), which outlives its connections. It has one
/// topic of its own, and publishes to a few neighbours.
/// </summary>
internal sealed class SoakClient(int index)
{
    private const int KeepAliveSeconds = 30;

    /// <summary>What was published and is not settled, oldest first; Released: the second half of QoS 2.</summary>
    private readonly List<Underway> _underway = [];
    private readonly HashSet<int> _taken = [];
    private LoadClient? _wire;
    private bool _isKnown;
    private int _identifier;

    internal bool IsThere { get; private set; }

    /// <summary>Counts connections, so that what was planned for one does not hit the next.</summary>
    internal int Life { get; private set; }

    internal LoadClient? Wire => _wire;

    /// <summary>When the oldest thing not answered in this connection was said.</summary>
    internal long? AskedAt { get; private set; }

    /// <summary>Its subscription is acknowledged: from then on nothing for it may be lost.</summary>
    internal bool IsKnown => _isKnown;

    internal bool IsSettled => _underway.Count == 0 && _isKnown;

    internal static string TopicOf(int index) => $"soak/{index}";

    /// <summary>False when nobody takes the connection.</summary>
    internal bool Come(int port, long now)
    {
        Life++;
        try
        {
            _wire = LoadClient.Open(port, index, Identity.Open(index), KeepAliveSeconds);
            AskedAt = now;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>With the last word, or without.</summary>
    internal void Go(bool politely)
    {
        if (politely && IsThere) Send([0xE0, 0]);
        if (politely) _wire?.Dispose();
        else _wire?.Cut();
        (_wire, IsThere, AskedAt) = (null, false, null);
        Life++;
    }

    internal void Ping(long now)
    {
        AskedAt ??= now;
        Send([0xC0, 0]);
    }

    internal void Publish(int to, long message, int qos, long now)
    {
        do _identifier = (_identifier % ushort.MaxValue) + 1;
        while (_underway.Exists(its => its.Identifier == _identifier));
        Span<byte> payload = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(payload, message);
        BinaryPrimitives.WriteInt32LittleEndian(payload[8..], to);
        BinaryPrimitives.WriteInt32LittleEndian(payload[12..], index);
        var underway = new Underway(_identifier, message, qos, LoadClient.Publish(TopicOf(to), payload, qos, _identifier));
        _underway.Add(underway);
        AskedAt ??= now;
        Send(underway.Packet);
    }

    /// <summary>One packet of the broker.</summary>
    internal void Hear(byte header, ReadOnlySpan<byte> body, SoakLedger ledger)
    {
        AskedAt = null;
        switch (header >> 4)
        {
            case 2:
                if (body[1] != 0) throw new InvalidOperationException($"{index} was refused: {body[1]}");
                IsThere = true;
                if (_isKnown && body[0] == 0) ledger.Lost(index);
                if (!_isKnown) Send(LoadClient.Subscribe(TopicOf(index), 2));
                foreach (var underway in _underway) Send(underway.Again());
                break;
            case 9:
                _isKnown = true;
                break;
            case 3:
                Take((header >> 1) & 3, body, ledger);
                break;
            case 4:
            case 7:
                Settle(Identifier(body), ledger);
                break;
            case 5:
                Release(Identifier(body));
                Send([0x62, 2, body[0], body[1]]);
                break;
            case 6:
                _taken.Remove(Identifier(body));
                Send([0x70, 2, body[0], body[1]]);
                break;
        }
    }

    private void Take(int qos, ReadOnlySpan<byte> body, SoakLedger ledger)
    {
        var rest = body[(2 + BinaryPrimitives.ReadUInt16BigEndian(body))..];
        var identifier = Identifier(rest);
        if (qos == 1 || _taken.Add(identifier)) ledger.Arrived(index, qos, rest[2..]);
        Send([(byte)(qos == 1 ? 0x40 : 0x50), 2, rest[0], rest[1]]);
    }

    private void Release(int identifier)
    {
        if (_underway.Find(its => its.Identifier == identifier) is { } received) received.IsReleased = true;
    }

    private void Settle(int identifier, SoakLedger ledger)
    {
        var at = _underway.FindIndex(its => its.Identifier == identifier);
        if (at < 0) return;
        ledger.Acknowledged(_underway[at].Message);
        _underway.RemoveAt(at);
    }

    /// <summary>What does not get through is known when nothing is answered.</summary>
    private void Send(ReadOnlySpan<byte> packet)
    {
        try
        {
            _wire?.Send(packet);
        }
        catch (SocketException)
        {
        }
    }

    private static int Identifier(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadUInt16BigEndian(body);

    private sealed class Underway(int identifier, long message, int qos, byte[] packet)
    {
        internal int Identifier => identifier;

        internal long Message => message;

        internal bool IsReleased { get; set; }

        internal byte[] Packet => packet;

        /// <summary>As it is said in the next connection.</summary>
        internal byte[] Again()
        {
            if (IsReleased && qos == 2) return [0x62, 2, (byte)(identifier >> 8), (byte)identifier];
            byte[] again = [.. packet];
            again[0] |= 0x08;
            return again;
        }
    }
}
