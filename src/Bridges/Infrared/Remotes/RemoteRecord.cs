using System.Text.Json.Serialization;
using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>A remote as kept: what it is for, which blaster sends for it, its buttons and states with their signals.</summary>
/// <param name="Name">What it was called when it was made; the home's name counts from then on.</param>
/// <param name="Type">The device type of the library that it becomes.</param>
/// <param name="Blaster">The blaster's id.</param>
internal sealed record RemoteRecord(string Name, string Type, string Blaster, IReadOnlyList<RemoteRecord.Key> Buttons, RemoteRecord.Table? States = null)
{
    /// <summary>A button and its signal (<see cref="SignalText"/>).</summary>
    internal sealed record Key(string Name, string Code);

    internal sealed record Table(string Off, string? On, double Step, IReadOnlyList<State> All);

    internal sealed record State(string Mode, string? Speed, string? Swing, double? Celsius, string Code);

    internal static RemoteRecord Of(string name, string type, string blaster, CodeSet set) => new(name, type, blaster, [.. set.Buttons.Select(Of)], set.Table is { } table ? Of(table) : null);

    internal static Key Of(Button button) => new(button.Name, SignalText.Of(button.Signal));

    private static Table Of(StateTable table) => new(
        SignalText.Of(table.Off), table.On is { } on ? SignalText.Of(on) : null, table.StepCelsius,
        [.. table.States.Select(state => new State(state.Mode, state.Speed, state.Swing, state.Celsius, SignalText.Of(state.Signal)))]);

    /// <summary>Its signals; a fault when what was kept cannot be read (any more).</summary>
    internal Result<(IReadOnlyList<Button> Buttons, StateTable? Table)> Read()
    {
        Fault? wrong = null;
        Signal SignalOf(string code)
        {
            var read = SignalText.Read(code);
            wrong ??= read.Fault;
            return read.Ok ? read.Value : null!;
        }
        List<Button> buttons = [.. Buttons.Select(key => new Button(key.Name, SignalOf(key.Code)))];
        var table = States is { } its
            ? new StateTable(SignalOf(its.Off), its.On is { } on ? SignalOf(on) : null, its.Step, [.. its.All.Select(state => new WholeState(state.Mode, state.Speed, state.Swing, state.Celsius, SignalOf(state.Code)))])
            : null;
        return wrong is not null ? wrong : (buttons, table);
    }
}

/// <summary>A blaster that a person added, as kept.</summary>
internal sealed record BlasterRecord(string Kind, string Topic, string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemoteRecord))]
[JsonSerializable(typeof(BlasterRecord))]
internal sealed partial class InfraredJson : JsonSerializerContext;
