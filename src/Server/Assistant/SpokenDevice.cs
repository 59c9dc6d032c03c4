using Kith.Assistant.Households;
using Kith.Homes.Devices;
using Kith.Model.Specs;

namespace Kith.Server.Assistant;

/// <summary>A device of a home as words see it, with what each trait and call of it is in its spec.</summary>
internal sealed class SpokenDevice
{
    private readonly Dictionary<string, (TraitBinding Binding, Property Property)> _reads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TraitBinding Binding, IReadOnlyList<Property> Properties)> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CallBinding Binding, string Service)> _calls = new(StringComparer.Ordinal);

    internal SpokenDevice(DeviceView device, Spec spec, int index)
    {
        Spec = spec;
        foreach (var binding in Bindings.Standard.Traits) Bind(binding);
        foreach (var binding in Bindings.Standard.Calls)
            if (!_calls.ContainsKey(binding.Call) && spec.Services.FirstOrDefault(service => binding.Services.Contains(service.Type) && Has(service, binding)) is { } its)
                _calls[binding.Call] = (binding, its.Id);
        var traits = new Dictionary<string, Limits?>(StringComparer.Ordinal);
        foreach (var (trait, (_, property)) in _reads) traits[trait] = LimitsOf(property);
        foreach (var (trait, (_, properties)) in _writes) traits[trait] = LimitsOf(properties[0]);
        // Where nothing can be set, a share of open is only an open or closed.
        foreach (var trait in (string[])["position", "tilt"])
            if (!_writes.ContainsKey(trait)) traits.Remove(trait);
        // A group is called by its name only: "the kitchen lights" are the lights themselves.
        var isGroup = device.Via == "home" && spec.Type is not "alarm-system";
        Thing = new(device.Id.ToString(), device.Name, [], isGroup ? "group" : Bindings.Standard.KindOf(spec.Type), device.Room?.ToString())
        {
            Traits = traits,
            Calls = _calls.Keys.ToHashSet(StringComparer.Ordinal),
            Modes = _writes.TryGetValue("mode", out var mode) ? SpokenAs.ModesOf(mode.Properties[0]) : [],
            Index = index,
        };
    }

    internal Thing Thing { get; }

    internal Spec Spec { get; }

    /// <summary>Where a trait is read; null where it cannot be.</summary>
    internal (TraitBinding Binding, Property Property)? Reads(string trait) => _reads.TryGetValue(trait, out var found) ? found : null;

    /// <summary>What is set for a trait: of a wall switch, every gang.</summary>
    internal (TraitBinding Binding, IReadOnlyList<Property> Properties)? Writes(string trait) => _writes.TryGetValue(trait, out var found) ? found : null;

    /// <summary>What a call is here, and of which service.</summary>
    internal (CallBinding Binding, string Service)? Calls(string call) => _calls.TryGetValue(call, out var found) ? found : null;

    private void Bind(TraitBinding binding)
    {
        var found = Spec.Services.Where(service => binding.Services.Contains(service.Type)).Select(service => (service.Type, Property: Spec.FindProperty($"{service.Id}.{binding.Property}")))
            .Where(row => row.Property is not null).ToList();
        if (found.Count == 0) return;
        if (binding.Reads && found[0].Property!.Access.HasFlag(Access.Read)) _reads.TryAdd(binding.Trait, (binding, found[0].Property!));
        var settable = found.Where(row => row.Type == found[0].Type && row.Property!.Access.HasFlag(Access.Write)).Select(row => row.Property!).ToList();
        if (binding.Writes && settable.Count > 0) _writes.TryAdd(binding.Trait, (binding, settable));
    }

    private bool Has(Service service, CallBinding binding) => binding.Action is { } action ? Spec.FindAction($"{service.Id}.{action}") is not null
        : Spec.FindProperty($"{service.Id}.{binding.Property}") is { } property && SpokenAs.Choice(property, binding.Value) is not null;

    private static Limits? LimitsOf(Property property) =>
        property.Range is { } range && property.Choices is null ? new(range.Min, range.Max, range.Step, property.Unit)
        : property.Choices is not null && property.Name == "fan-level" ? new(0, 100, 1, "percent") : property.Unit == "percent" ? new(0, 100, 1, "percent") : null;
}
