using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.HomeAssistant;

/// <summary>
/// One device as its entities describe it. Messages of its topics become values, events and presence; commands become messages.
/// Everything is read and written under <see cref="Gate"/>.
/// </summary>
internal sealed class HaDevice(string nativeId, BridgedDevice bridged, TimeProvider time)
{
    /// <summary>A command that cannot be handed over at once must not take effect after the person was told that it timed out.</summary>
    private static readonly MessageProperties Expiring = new() { Expiry = TimeSpan.FromSeconds(5) };

    /// <summary>How long a device may take to say what was asked for; what it says then is its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), SlowPatience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _offAt = new(StringComparer.Ordinal);
    private readonly Presence _presence = new();
    private ILookup<string, BoundSlot> _slots = Array.Empty<BoundSlot>().ToLookup(_ => "");
    private ILookup<string, BoundEvents> _events = Array.Empty<BoundEvents>().ToLookup(_ => "");

    private sealed record Asked(Value Value, OperationId Operation, DateTimeOffset Until)
    {
        internal bool IsAccepted { get; set; }
    }

    internal Lock Gate { get; } = new();

    internal string NativeId { get; } = nativeId;

    internal BridgedDevice Bridged { get; } = bridged;

    internal HaMapping? Mapping { get; private set; }

    /// <summary>Its entities have topics of these, whether or not it is in the home already.</summary>
    internal static HashSet<string> TopicsOf(IEnumerable<Entity> entities) => [.. entities.SelectMany(entity =>
        entity.Slots.Select(slot => slot.State?.Topic).OfType<string>().Concat(entity.Availability.Select(row => row.Source.Topic)))];

    /// <summary>It is in the home as this. What its topics said before counts from here, but for what happened once.</summary>
    internal void Is(HaMapping mapping, IReadOnlyList<Entity> entities, TopicIndex topics)
    {
        using (Gate.EnterScope())
        {
            Mapping = mapping;
            _presence.Of(entities);
            _slots = mapping.Slots.Where(slot => slot.Slot.State is not null).ToLookup(slot => slot.Slot.State!.Topic, StringComparer.Ordinal);
            _events = mapping.Events.ToLookup(its => its.Slot.State!.Topic, StringComparer.Ordinal);
        }
        Again(topics);
    }

    /// <summary>Everything that its topics said last.</summary>
    internal void Again(TopicIndex topics)
    {
        HashSet<string> all;
        using (Gate.EnterScope()) all = [.. _presence.Topics, .. _slots.Select(row => row.Key)];
        foreach (var topic in all)
            if (topics.Last(topic) is { } said) Take(topic, said, isLive: false);
        using (Gate.EnterScope()) Bridged.There(_presence.IsThere(time.GetUtcNow()));
    }

    internal void Take(string topic, Said said, bool isLive)
    {
        using var scope = Gate.EnterScope();
        if (Mapping is null) return;
        var now = time.GetUtcNow();
        _presence.Take(topic, said);
        var values = new List<KeyValuePair<string, Value>>();
        foreach (var bound in _slots[topic])
        {
            if (!bound.Slot.TryRead(said, out var raw)) continue;
            _presence.Heard(bound.Entity, now);
            if (Reading(bound, raw, now) is { } value) values.Add(KeyValuePair.Create(bound.Binding.Address, value));
        }
        Bridged.There(_presence.IsThere(now));
        Bridged.Tell(values);
        if (isLive)
            foreach (var its in _events[topic])
                if (its.Slot.State!.TryFind(said, out var raw) && RawValue.Of(raw).AsText() is { } word && WordOf(its, word) is { } address) Bridged.Happened(address);
    }

    /// <summary>The trigger that has a payload of its own is its only word.</summary>
    private static string? WordOf(BoundEvents its, string word) =>
        its.Slot.Only is { } only ? word == only ? its.Addresses.Values.FirstOrDefault() : null
        : its.Entity.Config.Platform == "device_automation" ? its.Addresses.Values.FirstOrDefault()
        : its.Addresses.GetValueOrDefault(word);

    /// <summary>Null while it is on the way to what was asked for.</summary>
    private Value? Reading(BoundSlot bound, System.Text.Json.JsonElement raw, DateTimeOffset now)
    {
        var (address, codec) = (bound.Binding.Address, bound.Binding.Codec);
        if (!codec.TryRead(raw, out var value)) return null;
        if (bound.Entity.Config.Number("off_delay") is > 0 and < 1e6 and var delay && value.AsBool()) _offAt[address] = now + TimeSpan.FromSeconds(delay);
        if (!_asked.TryGetValue(address, out var asked)) return value;
        if (codec.Matches(raw, asked.Value)) return asked.Value;
        if (now > asked.Until) _asked.Remove(address);
        else if (bound.Binding.IsSlow)
        {
            // It moves: that is accepted, and where it shall go is what was asked for.
            if (asked.IsAccepted) return null;
            asked.IsAccepted = true;
            Bridged.Answer(asked.Operation, new Outcome(OutcomeKind.Accepted));
            return asked.Value;
        }
        return value;
    }

    /// <summary>What expires or goes off by itself.</summary>
    internal void Tick(DateTimeOffset now)
    {
        using var scope = Gate.EnterScope();
        if (_presence.Expires) Bridged.There(_presence.IsThere(now));
        if (_offAt.Count == 0) return;
        var due = _offAt.Where(row => row.Value <= now).Select(row => row.Key).ToList();
        foreach (var address in due) _offAt.Remove(address);
        Bridged.Tell([.. due.Select(address => KeyValuePair.Create(address, Value.Of(false)))]);
    }

    /// <summary>Sends a command; a fault means that nothing was sent.</summary>
    internal Fault? Send(Operation operation, LocalClient client)
    {
        using var scope = Gate.EnterScope();
        if (Mapping is not { } mapping || Bridged.Id is null) return new Fault(ErrorCodes.DeviceOffline, "nobody has described this device yet");
        if (operation.Kind is OperationKind.Call)
        {
            if (mapping.FindPress(operation.Address!) is not { } press) return new Fault(ErrorCodes.ActionUnknown, $"the device has no {operation.Address}", operation.Address);
            if (Publish(client, press.Entity.Composer.Compose([(press.Slot, JsonValue.Create(press.Slot.Press!))]), press.Entity) is { } unheard) return unheard;
            Bridged.Done(operation.Id);
            return null;
        }
        var asked = new List<(BoundSlot Bound, string Address, Value Value)>();
        foreach (var (address, value) in operation.Values!)
        {
            if (mapping.Find(address) is not { Slot.Command: not null } bound) return new Fault(ErrorCodes.PropertyNotWritable, $"the device has no {address} to set", address);
            asked.Add((bound, address, value));
        }
        foreach (var some in asked.GroupBy(row => row.Bound.Entity))
            if (Publish(client, some.Key.Composer.Compose([.. Wanted(some)]), some.Key) is { } unheard) return unheard;
        Expect(operation, asked);
        return null;
    }

    /// <summary>On and a mode asked for together: the mode says both, and says more.</summary>
    private static IEnumerable<(Slot, JsonNode)> Wanted(IEnumerable<(BoundSlot Bound, string Address, Value Value)> asked)
    {
        var all = asked.ToList();
        foreach (var (bound, _, value) in all)
            if (bound.Binding.Codec is not Products.Codecs.ModeCodec || !value.AsBool() || !all.Exists(other => other.Bound != bound && other.Bound.Slot.Command!.Topic == bound.Slot.Command!.Topic))
                yield return (bound.Slot, bound.Slot.Sent(bound.Binding.Codec.Write(value)));
    }

    private void Expect(Operation operation, List<(BoundSlot Bound, string Address, Value Value)> asked)
    {
        var (now, assumed, open) = (time.GetUtcNow(), new List<KeyValuePair<string, Value>>(), new List<string>());
        foreach (var (bound, address, value) in asked)
        {
            if (bound.Slot.IsAssumed) assumed.Add(KeyValuePair.Create(address, value));
            else if (bound.Binding.Published)
            {
                open.Add(address);
                _asked[address] = new Asked(value, operation.Id, now + (bound.Binding.IsSlow ? SlowPatience : Patience));
            }
        }
        Bridged.Tell(assumed);
        Bridged.Await(operation, open);
    }

    private static Fault? Publish(LocalClient client, IEnumerable<Outgoing> messages, Entity entity)
    {
        var sent = 0;
        foreach (var (topic, payload) in messages)
        {
            // Never retained, even where the emitter would have it: a command that lies there would take effect long after.
            if (!client.Publish(topic, payload, entity.Config.Qos == 0 ? Qos.AtMostOnce : Qos.AtLeastOnce, properties: Expiring))
                return new Fault(ErrorCodes.DeviceOffline, $"nobody listens to {topic}");
            sent++;
        }
        return sent == 0 ? new Fault(ErrorCodes.DeviceRefused, "the device's own template makes no message of this") : null;
    }
}
