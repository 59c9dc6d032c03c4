using System.Diagnostics.Metrics;

namespace Kith.Server.Observability;

/// <summary>What the server counts of itself; the homes, the broker and the ledger have meters of their own.</summary>
internal sealed class ServerMetrics : IDisposable
{
    internal const string MeterName = "Kith.Server";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _refused;
    private readonly UpDownCounter<long> _liveFeeds;
    private readonly Counter<long> _slowReaders;
    private readonly Counter<long> _turnedAway;

    public ServerMetrics()
    {
        _signIns = _meter.CreateCounter<long>("kith.server.sign_ins", "{sign-in}", "Attempts to sign in, by outcome");
        _refused = _meter.CreateCounter<long>("kith.server.refused", "{request}", "Requests refused at the door, by error code");
        _liveFeeds = _meter.CreateUpDownCounter<long>("kith.server.live_feeds", "{stream}", "Open live feeds");
        _slowReaders = _meter.CreateCounter<long>("kith.server.slow_readers", "{stream}",
            "Live feeds ended because their reader was too slow");
        _turnedAway = _meter.CreateCounter<long>("kith.server.turned_away", "{connection}", "Connections closed at the web doors because all that there may be were open");
    }

    internal void SignIn(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    internal void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    internal void FeedOpened() => _liveFeeds.Add(1);

    internal void FeedClosed() => _liveFeeds.Add(-1);

    internal void TurnedAway() => _turnedAway.Add(1);

    internal void SlowReader() => _slowReaders.Add(1);

    public void Dispose() => _meter.Dispose();
}
