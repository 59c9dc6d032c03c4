using System.Buffers.Binary;
using System.Text;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>What is kept. The first byte of a key, so that the sessions come before what is theirs.</summary>
internal enum KeptKind : byte
{
    Session = 1,
    Subscription = 2,
    /// <summary>A QoS 1 or 2 message for a client, until the client has it.</summary>
    Outgoing = 3,
    /// <summary>PUBREC came for it: what remains is PUBREL.</summary>
    Received = 4,
    /// <summary>A QoS 2 message of a client that we have, until its PUBREL.</summary>
    Unreleased = 5,
    Retained = 6,
    Will = 7,
}

/// <summary>
/// Keys of the store: kind, client id, 0, the rest. A client id and a topic are UTF-8 without U+0000, so a key is read in one way alone.
/// </summary>
internal static class KeptKey
{
    public static byte[] OfSession(string clientId) => Make(KeptKind.Session, clientId, []);

    public static byte[] OfSubscription(string clientId, ReadOnlySpan<byte> filter) => Make(KeptKind.Subscription, clientId, filter);

    public static byte[] OfWill(string clientId) => Make(KeptKind.Will, clientId, []);

    public static byte[] OfRetained(ReadOnlySpan<byte> topic) => [(byte)KeptKind.Retained, .. topic];

    public static byte[] OfPacket(KeptKind kind, string clientId, ushort packetId)
    {
        Span<byte> id = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(id, packetId);
        return Make(kind, clientId, id);
    }

    /// <summary>Takes a key apart; of a retained message the rest is its topic. False for what this version did not write.</summary>
    public static bool TryRead(ReadOnlySpan<byte> key, out KeptKind kind, out string clientId, out ReadOnlySpan<byte> rest)
    {
        (kind, clientId) = (default, "");
        rest = default;
        if (key.Length < 2)
        {
            return false;
        }
        kind = (KeptKind)key[0];
        rest = key[1..];
        if (kind == KeptKind.Retained)
        {
            return true;
        }
        var end = rest.IndexOf((byte)0);
        if (end < 0)
        {
            return false;
        }
        clientId = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        return Enum.IsDefined(kind);
    }

    private static byte[] Make(KeptKind kind, string clientId, ReadOnlySpan<byte> rest) => [(byte)kind, .. Encoding.UTF8.GetBytes(clientId), 0, .. rest];
}
