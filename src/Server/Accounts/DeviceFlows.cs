using System.Security.Cryptography;
using Kith.Homes.Credentials;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>A screen that asks to be let in, as it is shown to who decides.</summary>
internal sealed record FlowAsked(string UserCode, string Agent, string Address, DateTimeOffset Asked, DateTimeOffset Expires);

/// <summary>What somebody granted to a screen.</summary>
internal sealed record FlowGrant(AccountId Account, HomeId Home, string Name);

/// <summary>
/// Signing in where nobody can type: a wall panel, a television (RFC 8628). The screen shows a code, somebody signed in elsewhere
/// approves it, the screen asks again and is in. Kept in memory only: a server that starts anew makes the screen show a new code.
/// </summary>
internal sealed class DeviceFlows(TimeProvider time)
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>RFC 8628, 3.2 and 3.5: the screen asks this often, and 5 s less often each time that it was too quick.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5), SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>A timer that rings a little early is not too quick.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Screens waiting at a time; the rate of one address is bounded elsewhere (RateLimits.Screens).</summary>
    private const int Most = 1000;

    /// <summary>RFC 8628, 6.1: no vowels, so no words; nothing that looks like another. 20 to the 8th power: 34 bits.</summary>
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int CodeLength = 8, GroupLength = 4;

    /// <summary>Wrong codes that a signed-in person may type before each further one waits.</summary>
    private const int FreeTries = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<CredentialId, Flow> _flows = [];
    private readonly Backoff _tries = new(time, FreeTries, TimeSpan.FromMinutes(15));

    private sealed class Flow(Ticket device, string userCode, Arrival arrival, DateTimeOffset asked)
    {
        internal byte[] Secret { get; } = device.Hash;
        internal string UserCode => userCode;
        internal Arrival Arrival => arrival;
        internal DateTimeOffset Asked { get; } = asked;
        internal DateTimeOffset Expires { get; } = asked + Life;
        internal DateTimeOffset LastPoll { get; set; } = asked;
        internal TimeSpan Interval { get; set; } = DeviceFlows.Interval;
        internal bool Refused { get; set; }
        internal FlowGrant? Grant { get; set; }
    }

    internal Result<(Ticket Device, string UserCode)> Begin(Arrival arrival)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var (id, flow) in _flows)
                if (flow.Expires <= now) _flows.Remove(id);
            if (_flows.Count >= Most) return new Fault(ErrorCodes.ServerBusy, "Too many screens wait to be let in.");
            var (device, code) = (Ticket.New(), NewCode());
            _flows[device.Id] = new(device, code, arrival, now);
            return (device, code);
        }
    }

    /// <summary>The screen asks how it stands. What was granted is told once.</summary>
    internal Result<(FlowGrant Grant, Arrival Arrival)> Poll(string deviceCode)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!Ticket.TryParse(deviceCode, out var ticket) || !_flows.TryGetValue(ticket.Id, out var flow) || !ticket.Matches(flow.Secret) || flow.Expires <= now)
                return new Fault(ErrorCodes.FlowExpired, "This device code is unknown, used or too old.");
            if (flow.Grant is null && !flow.Refused) return Waits(flow, now);
            _flows.Remove(ticket.Id);
            return flow.Grant is { } grant ? (grant, flow.Arrival) : new Fault(ErrorCodes.FlowDenied, "Somebody refused to let this screen in.");
        }
    }

    /// <summary>Somebody signed in looks at who asks, by the code on the screen.</summary>
    internal Result<FlowAsked> Find(string userCode, AccountId asker)
    {
        lock (_lock)
        {
            var found = Waiting(userCode, asker);
            return found.Fault is { } fault
                ? fault
                : new FlowAsked(found.Value.UserCode, found.Value.Arrival.Agent, found.Value.Arrival.AddressText, found.Value.Asked, found.Value.Expires);
        }
    }

    /// <summary>Approves with a grant, or refuses with none; an answer is final.</summary>
    internal Fault? Answer(string userCode, AccountId asker, FlowGrant? grant)
    {
        lock (_lock)
        {
            var found = Waiting(userCode, asker);
            if (found.Fault is { } fault) return fault;
            (found.Value.Grant, found.Value.Refused) = (grant, grant is null);
            return null;
        }
    }

    private static Fault Waits(Flow flow, DateTimeOffset now)
    {
        var quick = now - flow.LastPoll < flow.Interval - Tolerance;
        flow.LastPoll = now;
        if (quick) flow.Interval += SlowDown;
        return quick
            ? new Fault(ErrorCodes.FlowSlowDown, $"Ask every {flow.Interval.TotalSeconds:0} s from now on.")
            : new Fault(ErrorCodes.FlowPending, "Nobody has decided yet.");
    }

    private Result<Flow> Waiting(string userCode, AccountId asker)
    {
        var key = asker.ToString();
        if (_tries.WaitOf(key) > TimeSpan.Zero) return new Fault(ErrorCodes.RateLimited, "Too many wrong codes; wait a minute.");
        var plain = string.Concat(userCode.ToUpperInvariant().Where(Letters.Contains));
        var flow = _flows.Values.FirstOrDefault(one => one.Grant is null && !one.Refused && one.Expires > time.GetUtcNow()
            && one.UserCode.Replace("-", "", StringComparison.Ordinal) == plain);
        if (flow is not null) return flow;
        _tries.Count(key);
        return new Fault(ErrorCodes.FlowExpired, "No screen shows this code now.", "userCode");
    }

    private string NewCode()
    {
        string code;
        do
        {
            var letters = RandomNumberGenerator.GetString(Letters, CodeLength);
            code = $"{letters[..GroupLength]}-{letters[GroupLength..]}";
        }
        while (_flows.Values.Any(flow => flow.UserCode == code));
        return code;
    }
}
