using System.Buffers.Binary;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>Puts back what an earlier process kept, before anybody is let in.</summary>
internal sealed partial class Restoring(WallDirectory walls, BrokerContext context)
{
    private readonly List<Session> _sessions = [];
    private readonly List<Session> _waiting = [];
    private readonly List<(WallState Wall, string ClientId, PendingWill Will)> _wills = [];
    private readonly Dictionary<Session, List<(long Order, Waiting Waiting)>> _outgoing = [];

    public void Run(IReadOnlyList<KeptEntry> entries)
    {
        var unread = 0;
        foreach (var entry in entries)
        {
            // What this version cannot read stays where it is, for the one that can.
            unread += KeptKey.TryRead(entry.Key, out var kind, out var clientId, out var rest) && Take(walls.Get(entry.Wall), kind, clientId, rest, entry) ? 0 : 1;
        }
        foreach (var (session, messages) in _outgoing)
        {
            session.Restore(messages);
        }
        foreach (var (wall, clientId, will) in _wills)
        {
            TakeUp(wall, clientId, will);
        }
        foreach (var session in _sessions.Concat(_waiting))
        {
            context.Deadlines.Set(session, Math.Min(session.Will?.DueAt ?? Clock.Never, session.ExpiresAt));
        }
        if (unread > 0)
        {
            LogUnread(context.Log, unread);
        }
        if (_sessions.Count > 0)
        {
            LogRestored(context.Log, _sessions.Count);
        }
    }

    /// <summary>Of a session that has ended nothing else is wanted.</summary>
    private bool Take(WallState wall, KeptKind kind, string clientId, ReadOnlySpan<byte> rest, in KeptEntry entry)
    {
        var value = entry.Value;
        if (kind == KeptKind.Session)
        {
            return TakeSession(wall, clientId, value);
        }
        if (kind == KeptKind.Retained)
        {
            return KeptForms.ReadMessage(value, context.Clock) is { } message && wall.Retained.Restore(message);
        }
        if (kind == KeptKind.Will)
        {
            return TakeWill(wall, clientId, value);
        }
        if (wall.Sessions.Find(clientId) is not { } session)
        {
            wall.Journal!.Drop(entry.Key);
            return true;
        }
        var packetId = rest.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(rest) : (ushort)0;
        switch (kind)
        {
            case KeptKind.Subscription when KeptForms.ReadSubscription(value) is { } its:
                wall.Restore(new Subscription(session, rest.ToArray(), its.Options, its.Identifier));
                return true;
            case KeptKind.Outgoing when packetId != 0 && KeptForms.ReadOutgoing(value, packetId, context.Clock) is { } its:
                var messages = _outgoing.TryGetValue(session, out var known) ? known : _outgoing[session] = [];
                messages.Add(its);
                return true;
            case KeptKind.Received when packetId != 0:
                TakeReceived(wall, session, packetId, entry.Key);
                return true;
            case KeptKind.Unreleased when packetId != 0:
                session.Inbound.Restore(packetId);
                return true;
            default:
                return false;
        }
    }

    private void TakeReceived(WallState wall, Session session, ushort packetId, byte[] key)
    {
        var sent = _outgoing.GetValueOrDefault(session) ?? [];
        var index = sent.FindIndex(row => row.Waiting.PacketId == packetId);
        if (index < 0)
        {
            // Its message was forgotten in the write before the one that never came.
            wall.Journal!.Drop(key);
            return;
        }
        sent[index] = sent[index] with { Waiting = sent[index].Waiting with { IsReceived = true } };
    }

    private bool TakeSession(WallState wall, string clientId, ReadOnlySpan<byte> value)
    {
        if (KeptForms.ReadSession(value) is not { } its)
        {
            return false;
        }
        // Connected until this process's predecessor ended: its time begins now.
        var ends = its.ExpiresAt == Clock.Never ? context.Clock.After(its.Expiry) : context.Clock.OfUnix(its.ExpiresAt);
        if (its.Expiry == 0 || ends <= context.Clock.NowMs)
        {
            wall.Journal!.Drop(KeptKey.OfSession(clientId));
            return true;
        }
        var session = new Session(clientId, wall, context) { Expiry = its.Expiry, ExpiresAt = ends };
        session.Keep(wall.Journal!);
        wall.Sessions.Add(session);
        _sessions.Add(session);
        return true;
    }

    private bool TakeWill(WallState wall, string clientId, ReadOnlySpan<byte> value)
    {
        if (KeptForms.ReadWill(value) is not { } its)
        {
            return false;
        }
        var wasConnected = its.DueAt == Clock.Never;
        var due = wasConnected ? context.Clock.After((uint)Math.Max(its.Will.Delay, context.Options.RestartGrace.TotalSeconds)) : context.Clock.OfUnix(its.DueAt);
        _wills.Add((wall, clientId, new PendingWill(its.Will, due, null, ProtocolVersion.V5, IsKept: true) { EndsOnReturn = wasConnected }));
        return true;
    }

    /// <summary>
    /// A client that was connected when the process ended, or gone with its delay running: it has time to come back. One whose session ended
    /// with its connection has nothing else here.
    /// </summary>
    private void TakeUp(WallState wall, string clientId, PendingWill will)
    {
        if (will.DueAt > context.Clock.NowMs && (wall.Sessions.Find(clientId) ?? (will.EndsOnReturn ? WillOnly(wall, clientId, will.DueAt) : null)) is { } session)
        {
            session.Will = will with { DueAt = Math.Min(will.DueAt, session.ExpiresAt) };
            return;
        }
        wall.Journal!.Drop(KeptKey.OfWill(clientId));
        Farewell.PublishWill(context, wall, clientId, will);
    }

    private Session WillOnly(WallState wall, string clientId, long until)
    {
        var session = new Session(clientId, wall, context) { ExpiresAt = until, IsWillOnly = true };
        wall.Sessions.Add(session);
        _waiting.Add(session);
        return session;
    }

    [LoggerMessage(1017, LogLevel.Warning, "{Count} kept things of the broker could not be read and were left alone")]
    private static partial void LogUnread(ILogger log, int count);

    [LoggerMessage(1018, LogLevel.Information, "{Count} sessions go on")]
    private static partial void LogRestored(ILogger log, int count);
}
