namespace Kith.Mqtt.Broker.Sessions;

/// <summary>The sessions of one wall by client id. Under the wall's lock.</summary>
internal sealed class SessionTable
{
    private readonly Dictionary<string, Session> _byClientId = [];

    public int Count => _byClientId.Count;

    public IReadOnlyCollection<Session> All => _byClientId.Values;

    public Session? Find(string clientId) => _byClientId.GetValueOrDefault(clientId);

    public void Add(Session session) => _byClientId.Add(session.ClientId, session);

    /// <summary>Ends a session: its subscriptions and messages are gone. Its will, if one waits, is the caller's to publish.</summary>
    public void End(Session session)
    {
        if (ReferenceEquals(Find(session.ClientId), session))
        {
            _byClientId.Remove(session.ClientId);
            session.Forget();
            session.RemoveAllSubscriptions();
        }
    }

    public void Clear() => _byClientId.Clear();
}
