using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Gateway.Pairing;

/// <summary>
/// Pairing codes that are out. They live in memory only: after a restart a person makes a new one, and a code found in a backup opens nothing.
/// </summary>
public sealed class Pairings(HomeHost homes, GatewayOptions options, TimeProvider time)
{
    /// <summary>Ended offers are still shown for this long, so that the app can say what became of them.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>Ended offers shown for one home; the oldest give way, however often somebody makes and cancels codes.</summary>
    private const int RememberedPerHome = 50;

    private readonly ConcurrentDictionary<PairingId, PairingOffer> _offers = new();

    private readonly Backoff _claims = new(time, options.FreeClaims, options.LongestCodeDelay);

    /// <summary>What the codes point at; set when the listeners are known.</summary>
    public (string Host, int Port) Address { get; set; } = ("localhost", 1883);

    /// <summary>Somebody claimed a device's own code: it may be waiting.</summary>
    internal event Action<PairingOffer>? Claimed;

    /// <summary>Makes a code for one device: for a room if one is named, in the place of another device if one is named.</summary>
    public async ValueTask<Result<PairingView>> OfferAsync(HomeId home, Caller caller, RoomId? room, DeviceId? replaces = null)
    {
        var now = time.GetUtcNow();
        var allowed = await MayOfferAsync(home, caller, room, replaces, now);
        if (allowed.Fault is { } fault) return fault;
        var offer = new PairingOffer(PairingId.New(), home, room, replaces, FreeCode(now), now + options.PairingLife);
        _offers[offer.Id] = offer;
        return View(offer);
    }

    /// <summary>
    /// Takes in the device that comes, or waits already, with a code of its own. Whether one waits is not told, and neither is whether
    /// another home wants it: who claimed first gets it.
    /// </summary>
    public async ValueTask<Result<PairingView>> ClaimAsync(HomeId home, Caller caller, DeviceLabel label, RoomId? room, DeviceId? replaces = null)
    {
        if (!SetupCode.TryParse(label.Code, out var code))
            return new Fault(ErrorCodes.RequestInvalid, $"a device's code has {SetupCode.FewestDigits} to {SetupCode.MostDigits} digits", "label.code");
        var now = time.GetUtcNow();
        var allowed = await MayOfferAsync(home, caller, room, replaces, now);
        if (allowed.Fault is { } fault) return fault;
        if (_offers.Values.Any(other => other.Home == home && other.Label is not null && other.Code == code && other.IsOpen(now)))
            return new Fault(ErrorCodes.Conflict, "this home has claimed the code already and waits for the device", "label.code");
        // Not the home: whoever guesses would found another.
        var by = caller.Account?.ToString() ?? "";
        if (_claims.WaitOf(by) is { Ticks: > 0 } wait)
            return new Fault(ErrorCodes.RateLimited, $"too many codes that no device came with; wait {Math.Ceiling(wait.TotalSeconds)} s");
        _claims.Count(by);
        var offer = new PairingOffer(PairingId.New(), home, room, replaces, code, now + options.PairingLife) { Label = label with { Code = code.Digits }, By = by };
        _offers[offer.Id] = offer;
        Claimed?.Invoke(offer);
        return View(offer);
    }

    /// <summary>How a pairing stands.</summary>
    public async ValueTask<Result<PairingView>> GetAsync(HomeId home, Caller caller, PairingId id)
    {
        var allowed = await homes.MayArrangeAsync(home, caller, null);
        if (allowed.Fault is { } fault) return fault;
        return _offers.TryGetValue(id, out var offer) && offer.Home == home ? View(offer) : Unknown(id);
    }

    /// <summary>Takes a code back.</summary>
    public async ValueTask<Result<bool>> CancelAsync(HomeId home, Caller caller, PairingId id)
    {
        var allowed = await homes.MayArrangeAsync(home, caller, null);
        if (allowed.Fault is { } fault) return fault;
        if (!_offers.TryGetValue(id, out var offer) || offer.Home != home) return Unknown(id);
        lock (offer)
        {
            // What is told as cancelled must not take effect a moment later.
            if (offer.State is PairingState.Claimed) return new Fault(ErrorCodes.Conflict, "a device is being taken in with this code right now");
            if (offer.State is PairingState.Waiting) offer.State = PairingState.Cancelled;
        }
        return true;
    }

    /// <summary>One request at a time may use an open offer.</summary>
    internal bool Claim(PairingOffer offer, int tries)
    {
        lock (offer)
        {
            if (offer.State is not PairingState.Waiting || time.GetUtcNow() >= offer.Expires) return false;
            if (++offer.Tries > tries)
            {
                offer.State = PairingState.Expired;
                return false;
            }
            offer.State = PairingState.Claimed;
            return true;
        }
    }

    /// <summary>What came of the claim: the code is used, or may be tried again.</summary>
    internal void Settle(PairingOffer offer, Result<PairingReply> taken)
    {
        if (taken.Ok && offer.Label is not null) _claims.GiveBack(offer.By);
        lock (offer)
        {
            if (taken.Fault is { } fault) (offer.State, offer.Fault) = (PairingState.Waiting, fault);
            else (offer.State, offer.Device, offer.Fault) = (PairingState.Done, taken.Value.Device, null);
        }
    }

    /// <summary>Says what is wrong, to who looks at the offer.</summary>
    internal static void Complain(PairingOffer offer, Fault fault)
    {
        lock (offer) offer.Fault = fault;
    }

    /// <summary>The home is gone, and with it its codes.</summary>
    internal void Forget(HomeId home)
    {
        foreach (var offer in _offers.Values)
            if (offer.Home == home) _offers.TryRemove(offer.Id, out _);
    }

    /// <summary>The open offer of a code of ours as a device sends it, with or without its hyphen; null for a wrong, used or old one.</summary>
    internal PairingOffer? Find(ReadOnlySpan<byte> code)
    {
        if (code.Length > 16 || !SetupCode.TryParse(Encoding.ASCII.GetString(code), out var wanted)) return null;
        return Find(wanted, offer => offer.Label is null);
    }

    /// <summary>True when somebody waits for the device with this code.</summary>
    internal bool IsClaimed(SetupCode code) => Find(code, offer => offer.Label is not null) is not null;

    /// <summary>The claim that a device with a code of its own answers to, the oldest first.</summary>
    internal PairingOffer? FindClaim(SetupCode code, DeviceIdentity device) =>
        Find(code, offer => offer is { Label: { } label, State: PairingState.Waiting } && label.Fits(device));

    private PairingOffer? Find(SetupCode code, Func<PairingOffer, bool> which)
    {
        var now = time.GetUtcNow();
        var wanted = Encoding.ASCII.GetBytes(code.Digits);
        PairingOffer? found = null;
        // All are compared, each in constant time, so that the time tells nothing.
        foreach (var offer in _offers.Values)
            if (CryptographicOperations.FixedTimeEquals(wanted, Encoding.ASCII.GetBytes(offer.Code.Digits)) && offer.IsOpen(now) && which(offer) && !(found?.Expires <= offer.Expires)) found = offer;
        return found;
    }

    internal PairingOffer? Find(PairingId id) => _offers.GetValueOrDefault(id);

    private PairingView View(PairingOffer offer)
    {
        lock (offer)
        {
            var state = offer.State is PairingState.Waiting or PairingState.Claimed && time.GetUtcNow() >= offer.Expires ? PairingState.Expired : offer.State;
            return new PairingView(offer.Id, offer.Code.Shown, offer.Expires, state, offer.Device,
                offer.Label?.Uri ?? $"kith:pair?code={offer.Code.Digits}&host={Uri.EscapeDataString(Address.Host)}&port={Address.Port}", offer.Fault);
        }
    }

    private async ValueTask<Result<bool>> MayOfferAsync(HomeId home, Caller caller, RoomId? room, DeviceId? replaces, DateTimeOffset now)
    {
        var allowed = await homes.MayArrangeAsync(home, caller, room);
        if (allowed.Fault is { } fault) return fault;
        if (replaces is { } old && (await homes.DeviceAsync(home, caller, old)).Fault is { } unknown) return unknown;
        Forget(home, now);
        if (_offers.Values.Count(other => other.Home == home && other.IsOpen(now)) >= options.PairingsPerHome)
            return new Fault(ErrorCodes.LimitReached, $"{options.PairingsPerHome} codes of this home are out already; use or cancel one");
        return true;
    }

    private SetupCode FreeCode(DateTimeOffset now)
    {
        while (true)
        {
            if (SetupCode.TryParse(RandomNumberGenerator.GetString("0123456789", SetupCode.FewestDigits), out var code)
                && !_offers.Values.Any(offer => offer.Code == code && offer.IsOpen(now))) return code;
        }
    }

    private void Forget(HomeId home, DateTimeOffset now)
    {
        foreach (var offer in _offers.Values)
            if (now - offer.Expires > Remembered) _offers.TryRemove(offer.Id, out _);
        var ended = _offers.Values.Where(offer => offer.Home == home && !offer.IsOpen(now)).OrderByDescending(offer => offer.Expires);
        foreach (var offer in ended.Skip(RememberedPerHome)) _offers.TryRemove(offer.Id, out _);
    }

    private static Fault Unknown(PairingId id) => new(ErrorCodes.NotFound, $"there is no pairing {id} in this home");
}
