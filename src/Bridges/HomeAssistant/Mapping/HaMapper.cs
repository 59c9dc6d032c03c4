using System.Globalization;
using Kith.Bridges.HomeAssistant.Platforms;
using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>Makes one product out of the entities of a device: slots -> typed services by the tables, buttons and events, the rest -> open properties.</summary>
internal sealed class HaMapper(Library library)
{
    /// <summary>Presses of buttons in the words of emitters.</summary>
    private static readonly Dictionary<string, string> Clicks = new(StringComparer.Ordinal)
    {
        ["press"] = "click", ["single"] = "click", ["single_press"] = "click", ["click"] = "click", ["short_press"] = "click", ["button_short_press"] = "click",
        ["double"] = "double-click", ["double-click"] = "double-click", ["triple-click"] = "triple-click", ["long-press"] = "long-press", ["rotate-left"] = "rotate-left", ["rotate-right"] = "rotate-right",
        ["double_press"] = "double-click", ["button_double_press"] = "double-click", ["triple"] = "triple-click", ["triple_press"] = "triple-click", ["button_triple_press"] = "triple-click",
        ["hold"] = "long-press", ["long"] = "long-press", ["long_press"] = "long-press", ["button_long_press"] = "long-press",
        ["release"] = "release", ["button_short_release"] = "release", ["button_long_release"] = "release", ["long_release"] = "release",
    };

    /// <summary>The mapping; with a fault when the spec could not be made and the device is refused.</summary>
    /// <param name="entities">In an order that is always the same: the first of two alike has the plain name.</param>
    internal Result<HaMapping> Map(IReadOnlyList<Entity> entities, string? maker, string? model)
    {
        var pass = new Pass(library, entities);
        pass.Run();
        var type = DeviceTypes.Of(pass.Draft);
        if (type == "switch" && pass.IsOutlet) type = "outlet";
        if (type == "curtain" && entities.Any(entity => entity.Config.DeviceClass is "blind" or "shade" or "shutter")) type = "blind";
        var spec = library.Resolve(ProductDocuments.Of("mqtt", maker ?? "", model ?? "", type, [.. pass.Draft.Services]));
        return spec.Fault is { } fault ? fault : pass.Made(spec.Value);
    }

    private sealed class Pass(Library library, IReadOnlyList<Entity> entities)
    {
        private readonly HashSet<string> _present = [.. entities.SelectMany(entity => entity.Slots).Select(slot => slot.Feature.Name)];
        private readonly Dictionary<Entity, string> _endpoints = [];
        private readonly HashSet<Slot> _bound = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<string, BoundPress> _presses = new(StringComparer.Ordinal);
        private readonly List<BoundEvents> _events = [];
        private int _typed, _open, _dropped;

        internal SpecDraft Draft { get; } = new();

        internal bool IsOutlet => entities.Any(entity => entity.Config is { Platform: "switch", DeviceClass: "outlet" });

        internal void Run()
        {
            var typed = new TypedMapper(library, Draft);
            // Two rounds: what joins a service needs it to be there.
            foreach (var joins in (ReadOnlySpan<bool>)[false, true])
                foreach (var entity in entities)
                    foreach (var slot in entity.Slots.Where(slot => slot is { Press: null, Events: null })) Bind(typed, entity, slot, joins);
            foreach (var entity in entities)
                foreach (var slot in entity.Slots)
                    if (slot.Events is not null) AddEvents(entity, slot);
                    else if (slot.Press is not null) AddPress(entity, slot);
                    else if (!_bound.Contains(slot)) AddOpen(slot);
        }

        internal HaMapping Made(Spec spec)
        {
            var slots = entities.SelectMany(entity => entity.Slots.Select(slot => (Entity: entity, Slot: slot))).ToDictionary(row => (row.Slot.Feature.Path[0], row.Slot.Feature.Path[1]));
            var bound = Draft.Bindings.Select(binding => (Binding: binding, Row: slots[(binding.Path[0], binding.Path[1])])).Select(row => new BoundSlot(row.Row.Entity, row.Row.Slot, row.Binding));
            return new HaMapping(spec, [.. bound], _presses, _events, new HaTally(_typed, _open, _dropped));
        }

        private void Bind(TypedMapper typed, Entity entity, Slot slot, bool joins)
        {
            foreach (var row in All.Rows[slot.Feature.Name])
            {
                if (row.Joins != joins || !row.Also && _bound.Contains(slot) || !Fits(row)) continue;
                var feature = slot.Feature with { Endpoint = _endpoints.GetValueOrDefault(entity) };
                if (feature.Endpoint is null && Draft.HasProperty(TypedMapper.IdOf(row.Service, null), row.Property) && !_bound.Contains(slot))
                {
                    // The second of its kind is told apart by its name.
                    if (joins) continue;
                    feature = feature with { Endpoint = EndpointOf(entity, row) };
                }
                if (!typed.TryBind(feature, row)) continue;
                if (feature.Endpoint is { } endpoint) _endpoints[entity] = endpoint;
                if (_bound.Add(slot)) _typed++;
            }
        }

        private bool Fits(MappingRow row) => (row.With is null || row.With.Any(_present.Contains)) && (row.Without is null || !row.Without.Any(_present.Contains));

        private string EndpointOf(Entity entity, MappingRow row)
        {
            var kind = Slugs.Of(entity.Config.DeviceClass ?? entity.Config.Platform).Split('-');
            var words = Slugs.Of(entity.Title).Split('-').Where(word => !kind.Contains(word)).ToList();
            var wished = words.Count > 0 ? string.Join('-', words) : "2";
            wished = wished.Length <= 20 ? wished : wished[..20].TrimEnd('-');
            return Slugs.Free(wished, taken => Draft.HasProperty(TypedMapper.IdOf(row.Service, taken), row.Property));
        }

        private void AddOpen(Slot slot)
        {
            if (new OpenMapper(Draft).Add(slot.Feature, TypedMapper.AccessOf(slot.Feature))) _open++;
            else _dropped++;
        }

        private void AddPress(Entity entity, Slot slot)
        {
            var name = slot.Feature.Name == "button." ? $"button.{entity.Config.DeviceClass}" : slot.Feature.Name;
            if (All.Presses.TryGetValue(name, out var known) && Pressed(known.Service, known.Service, null, new ActionDefinition { Name = known.Action })) _typed++;
            else if (Pressed("more", "open", new LocalText("More", "更多"), new ActionDefinition { Name = Slugs.Free(slot.Feature.Word!, taken => Draft.HasMember("more", taken)), Title = LocalText.Same(Titles.Of(slot.Feature.Label)) })) _open++;
            else _dropped++;

            bool Pressed(string id, string service, LocalText? title, ActionDefinition action)
            {
                if (!Draft.Add(id, service, title, action)) return false;
                _presses[$"{id}.{action.Name}"] = new BoundPress(entity, slot);
                return true;
            }
        }

        private void AddEvents(Entity entity, Slot slot)
        {
            var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var word in slot.Events!)
            {
                if (AddressOf(entity, word) is { } address) addresses[word] = address;
                else _dropped++;
            }
            _events.Add(new BoundEvents(entity, slot, addresses));
        }

        private string? AddressOf(Entity entity, string word)
        {
            if (entity.Config is { Platform: "event", DeviceClass: "doorbell" } && Draft.Add("doorbell", "doorbell", null, new EventDefinition { Name = "doorbell-ring" })) return Counted("doorbell.doorbell-ring");
            var (button, name) = Split(entity, word);
            var id = button.Length == 0 ? "button" : $"button-{Slugs.Of(button)}";
            if (name is not null && id.Length <= 40)
            {
                var title = library.FindService("switch-sensor")!.Title;
                var which = button.Replace('_', ' ');
                var shown = which.Length == 0 ? null : new LocalText($"{title.En} {which}", $"{title.Zh} {which}");
                if (Draft.Add(id, "switch-sensor", shown, new EventDefinition { Name = name, Arguments = [] })) return Counted($"{id}.{name}");
            }
            var open = new EventDefinition { Name = Slugs.Of($"{(entity.Config.Platform == "event" ? entity.Title : "")} {word}"), Title = LocalText.Same(Titles.Of(word)), Arguments = [], Sensing = Sensing.Presence };
            if (!Draft.Add("events", "open", new LocalText("Events", "事件"), open)) return null;
            _open++;
            return $"events.{open.Name}";
        }

        private string Counted(string address)
        {
            _typed++;
            return address;
        }

        /// <summary>button_1_button_short_press: which button, and what was done to it.</summary>
        private static (string Button, string? Event) Split(Entity entity, string word)
        {
            foreach (var (theirs, ours) in Clicks.OrderByDescending(row => row.Key.Length))
            {
                if (word == theirs) return (entity.Config.Platform == "event" ? NumberIn(entity.Title) : "", ours);
                if (word.EndsWith($"_{theirs}", StringComparison.Ordinal)) return (Plain(word[..^(theirs.Length + 1)]), ours);
            }
            return ("", null);
        }

        private static string Plain(string button) => button.StartsWith("button_", StringComparison.Ordinal) && button.Length > "button_".Length ? button["button_".Length..] : button == "button" ? "" : button;

        private static string NumberIn(string title) => string.Concat(title.Where(char.IsAsciiDigit)) is { Length: > 0 and <= 3 } digits ? int.Parse(digits, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : "";
    }
}
