using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>
/// How simulated properties behave, one row a property of the library ("service.property", or "*.property" for all services). What has no
/// row keeps its first value, or wanders in the middle of its range when it measures.
/// </summary>
internal static class Signals
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(20), Hours = TimeSpan.FromHours(3), Days = TimeSpan.FromDays(3);

    private static readonly Dictionary<string, Func<Scene, Value>> Table = new(StringComparer.Ordinal)
    {
        ["light.on"] = scene => Of(scene.Room is RoomUse.Outside ? scene.Life.Daylight(scene.Time) == 0 && scene.Hour < 23.5 : scene.IsOccupied && scene.IsDark && !scene.Life.IsAsleep(scene.Time)),
        ["light.brightness"] = scene => Of(scene.Hour is > 21 or < 6 ? 35 : 80),
        ["light.color-temperature"] = scene => Of(scene.Hour is > 19 or < 7 ? 2700 : 4000),
        ["light.color"] = _ => Of(0xFFB060),
        ["night-light.on"] = _ => Of(false),
        ["switch.on"] = scene => Of(scene.IsOccupied && (scene.IsDark || scene.Room is RoomUse.Kitchen or RoomUse.Study)),
        ["indicator-light.on"] = _ => Of(true),

        ["*.temperature"] = scene => Of(scene.Room is RoomUse.Outside ? scene.Life.Outdoors(scene.Time) : Indoors(scene)),
        ["fridge-chamber.temperature"] = scene => Of((double.IsNaN(scene.Sibling("target-temperature")) ? 4 : scene.Sibling("target-temperature")) + 0.8 + scene.Wave(Minutes)),
        ["fridge-chamber.target-temperature"] = scene => Of(scene.Service.Id == "freezer" ? -18 : 4),
        ["kettle.temperature"] = scene => Of(scene.Life.IsAppointment("kettle", scene.Time, 7.2, 0.15, 0.95) ? 96.0 : 24 + 3 * scene.Wave(Hours)),
        ["kettle.target-temperature"] = _ => Of(100),
        ["water-heater.temperature"] = scene => Of(52 + 4 * scene.Wave(Hours)),
        ["water-heater.target-temperature"] = _ => Of(55),
        ["water-heater.on"] = _ => Of(true),
        ["*.target-temperature"] = scene => Of(scene.Life.IsAsleep(scene.Time) ? 18.5 : scene.Life.IsHome(scene.Time) ? 21.5 : 19),
        ["*.relative-humidity"] = scene => Of(Math.Round(47 + 6 * scene.Wave(Hours) + (scene.Room is RoomUse.Bath && scene.IsOccupied ? 18 : 0))),
        ["*.target-humidity"] = _ => Of(50),
        ["*.co2-density"] = scene => Of(Math.Round(520 + (scene.IsOccupied ? 380 : 60) + 120 * scene.Wave(Minutes))),
        ["*.pm2.5-density"] = scene => Of(Math.Round(12 + 8 * scene.Wave(Hours) + (scene.Room is RoomUse.Kitchen && scene.IsOccupied ? 25 : 0))),
        ["*.pm10-density"] = scene => Of(Math.Round(20 + 10 * scene.Wave(Hours))),
        ["*.tvoc-density"] = scene => Of(Math.Round(0.2 + 0.1 * scene.Wave(Hours), 3)),
        ["*.hcho-density"] = scene => Of(Math.Round(0.03 + 0.01 * scene.Wave(Hours), 3)),
        ["*.illumination"] = scene => Of(Math.Round(scene.Life.Daylight(scene.Time) * 900 + (scene.IsOccupied && scene.IsDark ? 180 : 1))),
        ["plant-monitor.soil-moisture"] = scene => Of(Math.Round(45 + 20 * scene.Wave(Days))),
        ["thermostat.on"] = _ => Of(true),
        ["thermostat.mode"] = scene => scene.Choice("heat"),
        ["thermostat.status"] = scene => scene.Choice(scene.Sibling("target-temperature") > scene.Sibling("temperature") ? "heating" : "idle"),
        ["air-purifier.on"] = scene => Of(scene.Life.IsHome(scene.Time)),

        ["motion-sensor.motion"] = scene => Of(scene.IsOccupied && !scene.Life.IsAsleep(scene.Time)),
        ["occupancy-sensor.occupied"] = scene => Of(scene.IsOccupied),
        ["occupancy-sensor.people"] = scene => Of(scene.IsOccupied ? 1 : 0),
        ["magnet-sensor.open"] = scene => Of(scene.Room is RoomUse.Hall
            ? scene.Life.IsHome(scene.Time) != scene.Life.IsHome(scene.Time.AddMinutes(-4))
            : scene.Life.IsAppointment("airing", scene.Time, 7.5, 0.3, 0.8)),
        ["door.open"] = scene => Of(scene.Life.IsHome(scene.Time) != scene.Life.IsHome(scene.Time.AddMinutes(-4))),
        ["lock.locked"] = scene => Of(scene.Life.IsAsleep(scene.Time) || !scene.Life.IsHome(scene.Time)),
        ["camera-control.on"] = scene => Of(!scene.Life.IsHome(scene.Time) || scene.Room is RoomUse.Outside),
        ["curtain.current-position"] = scene => Of(scene.Life.IsAsleep(scene.Time) || scene.Life.Daylight(scene.Time) == 0 ? 0 : 100),
        ["curtain.target-position"] = scene => Of(scene.Life.IsAsleep(scene.Time) || scene.Life.Daylight(scene.Time) == 0 ? 0 : 100),
        ["curtain.status"] = scene => scene.Choice("stopped"),

        ["television.on"] = scene => Of(scene.Hour is > 19.5 and < 22.3 && scene.Life.IsInRoom(RoomUse.Living, scene.Time)),
        ["play-control.playing-state"] = scene => scene.Choice(scene.IsOccupied && scene.Hour is > 7 and < 22 ? "playing" : "stopped"),
        ["play-control.title"] = scene => Value.Of(Song(scene)),
        ["play-control.artist"] = _ => Value.Of("The Neighbours"),
        ["speaker.volume"] = _ => Of(28),
        ["vacuum.status"] = scene => scene.Choice(scene.Life.IsAppointment("vacuum", scene.Time, 10.5, 0.8, 0.6) ? "sweeping" : "docked"),
        ["washer.status"] = scene => scene.Choice(scene.Life.IsAppointment("washer", scene.Time, 18, 1.3, 0.45) ? "running" : "idle"),
        ["dishwasher.status"] = scene => scene.Choice(scene.Life.IsAppointment("dishwasher", scene.Time, 20.5, 1.6, 0.8) ? "running" : "idle"),
        ["cooker.status"] = scene => scene.Choice(scene.Life.IsAppointment("cooker", scene.Time, 18.3, 0.7, 0.6) ? "cooking" : "idle"),
        ["valve.open"] = _ => Of(true),
        ["gas-sensor.gas-concentration"] = _ => Of(0),

        ["*.electric-power"] = scene => Of(Power(scene)),
        ["*.power-consumption"] = scene => Of(Energy(scene)),
        ["*.water-consumption"] = scene => Of(Math.Round(140 + DaysSince(scene.Time) * 0.31, 3)),
        ["*.voltage"] = scene => Of(Math.Round(230 + 3 * scene.Wave(Minutes, 5), 1)),
        ["*.electric-current"] = scene => Of(Math.Round(Power(scene) / 230, 3)),
        ["*.frequency"] = scene => Of(Math.Round(50 + 0.02 * scene.Wave(Minutes, 6), 2)),
        ["*.power-factor"] = _ => Of(0.96),
        ["battery.battery-level"] = scene => Of(Math.Round(96 - DaysSince(scene.Time) % 300 / 6 - Noise.At(scene.Seed, 1) * 8)),
        ["*.filter-life-level"] = scene => Of(Math.Round(80 - DaysSince(scene.Time) % 180 / 3)),
        ["*.water-level"] = scene => Of(Math.Round(60 + 30 * scene.Wave(Days))),
        ["device-information.firmware-revision"] = _ => Value.Of("1.4.2"),
        ["firmware.version"] = _ => Value.Of("1.4.2"),
    };

    /// <summary>Another every seven minutes.</summary>
    private static string Song(Scene scene) => Songs[(int)(Noise.At(scene.Seed, scene.Time.Ticks / TimeSpan.TicksPerMinute / 7) * Songs.Length)];

    private static readonly string[] Songs = ["Morning Light", "Kitchen Radio", "Slow Train", "Paper Boats", "Under the Stairs", "Rain on the Roof"];

    /// <summary>What a property is at a moment; nothing for what only commands change and is not known yet.</summary>
    internal static Value At(Scene scene)
    {
        var property = scene.Property;
        if (Table.TryGetValue($"{scene.Service.Type}.{property.Name}", out var signal) || Table.TryGetValue($"*.{property.Name}", out signal))
        {
            var value = signal(scene);
            if (!value.IsNone && property.Take(Clamp(property, value)) is { Ok: true } taken) return taken.Value;
        }
        return Otherwise(scene);
    }

    /// <summary>Measurements wander in the middle of their range; everything else has its calm value.</summary>
    private static Value Otherwise(Scene scene)
    {
        var property = scene.Property;
        if (property.Format is Format.Bool) return Of(false);
        if (property.Format is Format.String) return default;
        if (property.Choices is [var first, ..]) return Value.Of(first.Value);
        if (property.Range is not { } range) return Of(0);
        var middle = property.Access.HasFlag(Access.Write) || property.Accumulation is not Accumulation.Instant
            ? range.Min
            : range.Min + Math.Min(range.Max - range.Min, 100) * (0.5 + 0.1 * scene.Wave(Hours));
        return property.Take(Clamp(property, Of(middle))) is { Ok: true } taken ? taken.Value : default;
    }

    private static double Indoors(Scene scene) =>
        Math.Round(20.6 + (scene.Life.IsAsleep(scene.Time) ? -1.4 : 0) + (scene.IsOccupied ? 0.4 : 0) + 0.04 * (scene.Life.Outdoors(scene.Time) - 9) + 0.6 * scene.Wave(Hours) + 0.15 * scene.Wave(Minutes), 1);

    /// <summary>In watt: what runs, and a little for standing by.</summary>
    private static double Power(Scene scene)
    {
        var house = scene.Service.Properties.Any(property => property.Name == "frequency");
        var full = house ? 300 + 900 * (scene.Life.IsHome(scene.Time) && !scene.Life.IsAsleep(scene.Time) ? 1 : 0.1) : 40 + Noise.At(scene.Seed, 3) * 160;
        var runs = house || scene.IsRunning;
        return Math.Round(runs ? full * (1 + 0.15 * scene.Wave(Minutes, 4)) : 0.6, 1);
    }

    /// <summary>In kilowatt-hours: rises for ever, faster by day than by night, and on some days faster than on others.</summary>
    private static double Energy(Scene scene)
    {
        var daily = scene.Service.Properties.Any(property => property.Name == "frequency") ? 9.5 : 0.5 + Noise.At(scene.Seed, 4);
        var days = DaysSince(scene.Time);
        // Each wave takes from the slope what its share says; together they leave it at 0 or above.
        double Wave(double period, double share) => Math.Sin(days * 2 * Math.PI / period + Noise.At(scene.Seed, 5) * 6) * period / (2 * Math.PI) * share;
        return Math.Round(daily * (days - Math.Sin(days * 2 * Math.PI) / (2 * Math.PI) * 0.6 - Wave(7, 0.25) - Wave(2.6, 0.15)), 3);
    }

    /// <summary>Days since the start of 2026, when the meters of the simulation read zero.</summary>
    private static double DaysSince(DateTimeOffset time) => (time.DateTime - new DateTime(2026, 1, 1)).TotalDays;

    /// <summary>The nearest number that the property takes.</summary>
    private static Value Clamp(Property property, Value value)
    {
        if (value.Kind is not (ValueKind.Integer or ValueKind.Float) || property.Format is Format.Bool or Format.String) return value;
        var number = property.Range is { } range ? Math.Clamp(value.AsDouble(), range.Min, range.Max) : value.AsDouble();
        return property.Format is Format.Float ? Value.Of(number) : Value.Of((long)Math.Round(number));
    }

    private static Value Of(bool value) => Value.Of(value);

    private static Value Of(double value) => Value.Of(value);
}
