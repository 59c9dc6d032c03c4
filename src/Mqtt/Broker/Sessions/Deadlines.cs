namespace Kith.Mqtt.Broker.Sessions;

/// <summary>When to look at sessions without a connection: their will's delay or their own expiry. At most one entry per session.</summary>
internal sealed class Deadlines
{
    private readonly Lock _lock = new();
    private readonly SortedSet<Session> _sessions = new(Comparer<Session>.Create(static (a, b) =>
        a.DeadlineAt != b.DeadlineAt ? a.DeadlineAt.CompareTo(b.DeadlineAt) : CompareNames(a, b)));

    /// <summary>Tells apart sessions with the same deadline.</summary>
    private static int CompareNames(Session a, Session b)
        => string.CompareOrdinal(a.ClientId, b.ClientId) is var order and not 0 ? order : string.CompareOrdinal(a.Wall.Wall.Name, b.Wall.Wall.Name);

    /// <summary>Replaces the session's deadline; <see cref="Clock.Never"/> removes it.</summary>
    public void Set(Session session, long atMs)
    {
        using (_lock.EnterScope())
        {
            if (session.DeadlineAt != Clock.Never)
            {
                _sessions.Remove(session);
            }
            session.DeadlineAt = atMs;
            if (atMs != Clock.Never)
            {
                _sessions.Add(session);
            }
        }
    }

    public Session? TakeDue(long nowMs)
    {
        using (_lock.EnterScope())
        {
            if (_sessions.Min is not { } first || first.DeadlineAt > nowMs)
            {
                return null;
            }
            _sessions.Remove(first);
            first.DeadlineAt = Clock.Never;
            return first;
        }
    }
}
