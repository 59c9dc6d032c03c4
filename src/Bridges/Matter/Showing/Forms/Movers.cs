using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>curtain, lock, valve. Matter says how far a covering is closed, in hundredths of a percent; Kith how far it is open.</summary>
internal static class Movers
{
    private static readonly ShownAttribute[] Lift = [Position("258/14", "current-position"), Position("258/11", "target-position", heard: true), Motor("258/stop", _ => "pause")];

    internal static IReadOnlyList<ShownKind> Kinds { get; } =
    [
        new("curtain", 514, ["current-position", "target-position", "target-tilt"], [.. Lift, Position("258/15", "current-tilt"), Position("258/12", "target-tilt", heard: true)]) { Form = "tilting" },
        new("curtain", 514, ["current-position", "target-position"], Lift),
        // One that only opens, closes and stops.
        new("curtain", 514, ["motor-control"], [Motor("258/move", direction => direction == 0 ? "open" : "close"), Motor("258/stop", _ => "pause")]) { Form = "blind" },
        new("lock", 10, ["locked"], [ShownAttribute.One("257/0", "locked", value => value.AsBool() ? 1 : 2, raw => Numbers.Number(raw) is { } state ? Value.Of(state is 1) : default)]) { IsCareful = true },
        new("valve", 66, ["open"], Valve("open")),
        new("sprinkler", 66, ["on"], Valve("on")),
    ];

    private static ShownAttribute[] Valve(string property) =>
    [
        ShownAttribute.One("129/4", property, value => value.AsBool() ? 1 : 0, raw => Numbers.Number(raw) is { } state ? Value.Of(state is 1) : default),
        ShownAttribute.One("129/5", property, value => value.AsBool() ? 1 : 0),
    ];

    private static ShownAttribute Position(string path, string property, bool heard = false) => ShownAttribute.One(path, property, open => (JsonNode)(10000 - open.AsInteger() * 100),
        heard ? raw => Numbers.Number(raw) is { } closed ? Value.Of((long)Math.Clamp(Math.Round(100 - closed / 100), 0, 100)) : default : null);

    private static ShownAttribute Motor(string path, Func<double, string> key) =>
        ShownAttribute.Heard(path, "motor-control", raw => Value.Of(key(Numbers.Number(raw) ?? 0)));
}
