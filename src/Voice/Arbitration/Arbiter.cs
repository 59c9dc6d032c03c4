using Kith.Model.Ids;

namespace Kith.Voice.Arbitration;

/// <summary>
/// Decides who answers when several speakers of a home hear the same wake: exactly one, the one that heard it first, for who is near hears first.
/// Pure: time is told from outside and is any clock that does not go back. Homes know nothing of each other. Not safe for several threads.
/// </summary>
public sealed class Arbiter
{
    /// <summary>A wake is decided at the latest so long after its first claim came in.</summary>
    public static readonly TimeSpan DecideWithin = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the other speakers have to claim: a wake engine and a wireless network differ by so much from room to room. The rest of
    /// <see cref="DecideWithin"/> is for timers that are late.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    /// <summary>Wakes of one home that were heard within this of each other are one: sound takes 30 ms through a house, slow engines a second.</summary>
    public static readonly TimeSpan SameWake = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How long a wake is remembered for claims that come late.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly Dictionary<HomeId, List<Wake>> _homes = [];

    /// <summary>When <see cref="Pass"/> has something to decide; null while nothing waits.</summary>
    public TimeSpan? Next { get; private set; }

    /// <summary>Takes a claim and gives the verdicts that are ripe, its own or others'. A claim that was said twice is judged once.</summary>
    /// <param name="alone">No other speaker of the home listens: there is nobody to wait for.</param>
    public IReadOnlyList<Verdict> Take(Claim claim, TimeSpan now, bool alone = false)
    {
        var wakes = _homes.TryGetValue(claim.Home, out var known) ? known : _homes[claim.Home] = [];
        wakes.RemoveAll(wake => wake.IsDecided && now - wake.Last > Remembered);
        if (wakes.Exists(wake => wake.Has(claim))) return Pass(now);
        if (wakes.Find(wake => wake.Covers(claim)) is not { } its) wakes.Add(its = new(claim, now));
        else its.Claims.Add(claim);
        its.Last = now;
        if (alone && !its.IsDecided) its.Due = now;
        var verdicts = new List<Verdict>();
        // Who comes after the decision hears it at once.
        if (its.IsDecided) verdicts.Add(new(claim.Home, claim.Speaker, claim.Number, false));
        verdicts.AddRange(Pass(now));
        return verdicts;
    }

    /// <summary>Whoever answered has answered: what is heard from now on is another wake.</summary>
    public void End(HomeId home, string speaker, long number, TimeSpan now)
    {
        foreach (var wake in _homes.GetValueOrDefault(home) ?? [])
            if (wake.Has(new(home, speaker, number, default))) wake.Ended = now;
    }

    /// <summary>Decides what is due.</summary>
    public IReadOnlyList<Verdict> Pass(TimeSpan now)
    {
        var verdicts = new List<Verdict>();
        Next = null;
        foreach (var (_, wakes) in _homes)
            foreach (var wake in wakes)
                if (wake.IsDecided) continue;
                else if (now >= wake.Due) wake.Decide(verdicts);
                else if (Next is null || wake.Due < Next) Next = wake.Due;
        return verdicts;
    }

    /// <summary>A home is gone.</summary>
    public void Forget(HomeId home) => _homes.Remove(home);

    private sealed class Wake(Claim first, TimeSpan now)
    {
        internal List<Claim> Claims { get; } = [first];

        internal TimeSpan Due { get; set; } = now + Gather;

        internal TimeSpan Last { get; set; } = now;

        internal bool IsDecided { get; private set; }

        internal TimeSpan? Ended { get; set; }

        internal bool Has(Claim claim) => Claims.Exists(its => its.Speaker == claim.Speaker && its.Number == claim.Number);

        /// <summary>Heard at the time of its first claim, not of any: else claim after claim would keep a wake open for ever.</summary>
        internal bool Covers(Claim claim) => (first.HeardAt - claim.HeardAt).Duration() <= SameWake && !(claim.HeardAt > Ended);

        internal void Decide(List<Verdict> verdicts)
        {
            IsDecided = true;
            // Equal times are told apart by name, so that any order of arrival ends alike.
            var winner = Claims.OrderBy(claim => claim.HeardAt).ThenBy(claim => claim.Speaker, StringComparer.Ordinal).ThenBy(claim => claim.Number).First();
            foreach (var claim in Claims) verdicts.Add(new(claim.Home, claim.Speaker, claim.Number, claim == winner));
        }
    }
}
