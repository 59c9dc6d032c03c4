using System.Text;
using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Out;
using Kith.Homes.Devices;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.HomeAssistant.Out;

/// <summary>What one home says of its devices to Home Assistant, another home takes in: every function that a type requires comes there and goes back.</summary>
public sealed class RoundTripTests
{
    private static readonly HomeId Home = HomeId.New();

    public static TheoryData<string> Types => [.. House.Library.Types.Where(type => type.Name != "scene" && type.Required is { Count: > 0 }).Select(type => type.Name)];

    /// <summary>Types that Home Assistant has a word for come back as themselves.</summary>
    [Theory]
    [InlineData("light")]
    [InlineData("switch")]
    [InlineData("outlet")]
    [InlineData("curtain")]
    [InlineData("blind")]
    [InlineData("window-opener")]
    [InlineData("garage-door")]
    [InlineData("lock")]
    [InlineData("fan")]
    [InlineData("thermostat")]
    [InlineData("air-conditioner")]
    [InlineData("humidifier")]
    [InlineData("dehumidifier")]
    [InlineData("water-heater")]
    [InlineData("valve")]
    [InlineData("siren")]
    [InlineData("alarm-system")]
    [InlineData("mower")]
    [InlineData("magnet-sensor")]
    [InlineData("motion-sensor")]
    [InlineData("occupancy-sensor")]
    [InlineData("submersion-sensor")]
    [InlineData("smoke-sensor")]
    [InlineData("gas-sensor")]
    [InlineData("carbon-monoxide-sensor")]
    [InlineData("vibration-sensor")]
    [InlineData("temperature-humidity-sensor")]
    [InlineData("illumination-sensor")]
    [InlineData("pressure-sensor")]
    [InlineData("plant-monitor")]
    [InlineData("gas-meter")]
    [InlineData("water-meter")]
    [InlineData("scene-switch")]
    public void A_type_comes_back_as_itself(string type) => Assert.Equal(type, new Trip(type).Mapping.Spec.Type);

    [Theory]
    [MemberData(nameof(Types))]
    public void Everything_that_a_type_requires_is_told_and_set_through_home_assistants_form(string type)
    {
        var trip = new Trip(type);
        Assert.Empty(trip.Emitters.Refused);
        foreach (var property in trip.Spec.Properties.Where(property => property.Access is not Access.None))
        {
            foreach (var value in Samples(property))
            {
                if (property.Access.HasFlag(Access.Read)) Assert.True(trip.IsTold(property, value), $"{property.Address} = {value} is not told: {trip.Said}");
                if (property.Access.HasFlag(Access.Write)) Assert.True(trip.IsSet(property, value), $"{property.Address} = {value} cannot be set: {trip.Said}");
            }
        }
        foreach (var action in trip.Spec.Services.SelectMany(service => service.Actions).Where(action => action.In.Count == 0))
            Assert.True(trip.IsCalled(action), $"{action.Address} cannot be called: {trip.Said}");
    }

    /// <summary>The ends, and one between: what rounds, rounds there.</summary>
    private static IEnumerable<Value> Samples(Property property)
    {
        if (property.Format is Format.Bool) return [Value.Of(true), Value.Of(false)];
        if (property.Choices is { } choices) return choices.Select(choice => Value.Of(choice.Value));
        if (property.Format is Format.String) return [Value.Of("a text")];
        if (property.Unit == "rgb") return [Value.Of(0xFF8000L), Value.Of(0x00FF40L)];
        if (property.Range is not { } range) return [Value.Of(7L)];
        var middle = Math.Round(range.Min + Math.Floor((range.Max - range.Min) / range.Step * 0.37) * range.Step, 6);
        return new[] { range.Min, middle, range.Max }.Select(number => property.Format is Format.Float ? Value.Of(number) : Value.Of((long)number));
    }

    /// <summary>A device of a type with all that its services require, out of one home and into another.</summary>
    private sealed class Trip
    {
        private readonly DeviceExport _export;
        private Dictionary<string, Value> _values = [];

        internal Trip(string type)
        {
            var services = House.Library.FindType(type)!.Required!.Select(service => new ServiceUse { Id = service, Type = service }).ToList();
            Result<Spec> Made(List<ServiceUse> uses) => House.Library.Resolve(new ProductDocument { Product = "maker.model", Version = 1, Maker = "maker", Type = type, Name = LocalText.Same("Model"), Services = WithEvents(uses) });
            // Where nothing is required by itself, the whole service is.
            Spec = Made(services) is { Ok: true } made ? made.Value : Made([.. services.Select(Whole)]).Value;
            var device = new DeviceView(DeviceId.FromName("Device"), "Device", null, "maker.model", type, true, null, "mqtt", "native", null, null, 0, null, "maker", new Dictionary<string, ValueView>());
            _export = new DeviceExport(Home, "from-kith", device, Spec);
            Emitters = new Emitters([($"homeassistant/{_export.Path}", _export.Description("Room").ToJsonString())]);
            Mapping = Emitters.Map(Emitters.Devices.Single());
        }

        internal Spec Spec { get; }

        internal Emitters Emitters { get; }

        internal HaMapping Mapping { get; }

        internal string Said => $"{string.Join(' ', Mapping.Slots.Select(slot => slot.Binding.Address))}\n{_export.Description(null).ToJsonString()}";

        private static List<ServiceUse> WithEvents(List<ServiceUse> services) =>
            [.. services.Select(use => House.Library.FindService(use.Type) is { Events.Count: > 0 } known && use.Type == "switch-sensor" ? use with { Events = [.. known.Events!.Select(its => new EventDefinition { Name = its.Name, Arguments = [] })] } : use)];

        private static ServiceUse Whole(ServiceUse use) => House.Library.FindService(use.Type)! is var known ? use with
        {
            Properties = [.. (known.Properties ?? []).Select(its => new PropertyDefinition { Name = its.Name })],
            Actions = [.. (known.Actions ?? []).Select(its => new ActionDefinition { Name = its.Name })],
        } : use;

        /// <summary>Among what the other home hears is this value, under the same key or number.</summary>
        internal bool IsTold(Property property, Value value)
        {
            _values = Around(property, value);
            var states = _export.States(_values).ToDictionary(row => row.Topic, row => new Said(Encoding.UTF8.GetBytes(row.Payload)));
            foreach (var bound in Slots(property))
                if (bound.Slot.State is { } state && states.TryGetValue(state.Topic, out var said) && bound.Slot.TryRead(said, out var raw) && bound.Binding.Codec.TryRead(raw, out var told)
                    && Same(property, value, Mapping.Spec.FindProperty(bound.Binding.Address)!, told)) return true;
            return false;
        }

        /// <summary>Some command of the other home's device comes here as this wish.</summary>
        internal bool IsSet(Property property, Value value)
        {
            foreach (var bound in Slots(property).Where(bound => bound.Slot.Command is not null))
            {
                var theirs = Mapping.Spec.FindProperty(bound.Binding.Address)!;
                foreach (var wished in Wished(property, value, theirs))
                    foreach (var (topic, payload) in bound.Entity.Composer.Compose([(bound.Slot, bound.Slot.Sent(bound.Binding.Codec.Write(wished)))]))
                        if (_export.Read(topic[(_export.Stem.Length + 1)..], payload) is { Values: { } values } && values.TryGetValue(property.Address, out var come) && Same(property, value, property, come)) return true;
            }
            return false;
        }

        internal bool IsCalled(SpecAction action)
        {
            foreach (var entity in Emitters.EntitiesOf(Emitters.Devices.Single()))
                foreach (var slot in entity.Slots.Where(slot => slot.Press is not null))
                    foreach (var (topic, payload) in entity.Composer.Compose([(slot, JsonValue.Create(slot.Press!))]))
                        if (_export.Read(topic[(_export.Stem.Length + 1)..], payload) is { Action: { } called } && called == action.Address) return true;
            return false;
        }

        private IEnumerable<BoundSlot> Slots(Property property) => Mapping.Slots.Where(bound => bound.Entity.Config.Key.Split('#')[1] is var id
            && (id == property.Address[..property.Address.IndexOf('.')] || id == property.Address.Replace('.', '-') || id == $"{property.Address[..property.Address.IndexOf('.')]}-{property.Name}".Replace('.', '_')));

        /// <summary>A mode is told while the device is on, and a device that is on has a mode.</summary>
        private Dictionary<string, Value> Around(Property property, Value value)
        {
            var values = new Dictionary<string, Value> { [property.Address] = value };
            if (property.Name == "on" && Spec.FindProperty(property.Address.Replace(".on", ".mode", StringComparison.Ordinal)) is { Choices: { } modes } mode) values[mode.Address] = Value.Of(modes[0].Value);
            var on = $"{property.Address[..property.Address.IndexOf('.')]}.on";
            if (property.Name != "on" && Spec.FindProperty(on) is not null) values[on] = Value.Of(true);
            return values;
        }

        private static IEnumerable<Value> Wished(Property ours, Value value, Property theirs)
        {
            if (theirs.Choices is null || ours.Choices is null && ours.Format is not Format.Bool) return ours.Format is Format.Bool == theirs.Format is Format.Bool ? [value] : [];
            return theirs.Choices.Select(choice => Value.Of(choice.Value));
        }

        private static bool Same(Property ours, Value value, Property theirs, Value told)
        {
            if (ours.Choices is { } choices && theirs.Choices is { } others)
            {
                var (mine, its) = (choices.First(choice => choice.Value == value.AsInteger()).Key, others.FirstOrDefault(choice => choice.Value == told.AsInteger())?.Key);
                return mine == its;
            }
            if (ours.Format is Format.String || ours.Unit == "rgb") return ours.Unit == "rgb" && told.Kind is ValueKind.Text || told.ToString() == value.ToString() || Math.Abs(told.AsDouble() - value.AsDouble()) < 1e-9;
            if (theirs.Unit is { } unit && ours.Unit is { } own && unit != own)
                return Kith.Model.Units.UnitTable.Find(own)!.Convert(value.AsDouble(), Kith.Model.Units.UnitTable.Find(unit)!) is { } converted && Math.Abs(converted - told.AsDouble()) < 1e-6 * Math.Max(1, Math.Abs(converted));
            return Math.Abs(told.AsDouble() - value.AsDouble()) < 1e-6;
        }
    }
}
