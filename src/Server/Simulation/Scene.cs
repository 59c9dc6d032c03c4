using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>Everything that a simulated property may depend on at one moment.</summary>
/// <param name="Time">Local time of the household.</param>
/// <param name="Seed">The device's own chance.</param>
/// <param name="State">What the device's other properties are, by address.</param>
internal readonly record struct Scene(Life Life, RoomUse Room, DateTimeOffset Time, ulong Seed, Service Service, Property Property, IReadOnlyDictionary<string, Value> State)
{
    internal bool IsOccupied => Life.IsInRoom(Room, Time);

    internal bool IsDark => Room is RoomUse.Bath or RoomUse.Hall || Life.Daylight(Time) < 0.25;

    internal double Hour => Life.Hour(Time);

    internal double Wave(TimeSpan period, ulong which = 0) => Noise.Smooth(Seed + which * 31, Time, period);

    /// <summary>Another property of the same service; not a number when unknown.</summary>
    internal double Sibling(string name) => State.TryGetValue($"{Service.Id}.{name}", out var value) ? value.AsDouble() : double.NaN;

    internal bool IsOn(string name = "on") => State.TryGetValue($"{Service.Id}.{name}", out var value) && value.AsBool();

    /// <summary>Whether any switch of the device is on.</summary>
    internal bool IsRunning => State.Any(entry => entry.Key.EndsWith(".on", StringComparison.Ordinal) && entry.Value.AsBool());

    /// <summary>The number of a named choice; nothing when the property has no such choice.</summary>
    internal Value Choice(string key)
    {
        foreach (var choice in Property.Choices ?? [])
            if (choice.Key == key) return Value.Of(choice.Value);
        return default;
    }
}
