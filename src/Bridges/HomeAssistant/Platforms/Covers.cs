using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>cover, valve, lock: what opens and closes. Open is 100 percent whichever way the emitter counts.</summary>
internal static class Covers
{
    private const Access Reported = Access.Read | Access.Notify;

    private static readonly IReadOnlyList<(string, string)> Moves = [("STOP", "pause"), ("OPEN", "open"), ("CLOSE", "close")];
    private static readonly IReadOnlyList<(string, string)> Moving = [("stopped", "stopped"), ("opening", "opening"), ("closing", "closing")];

    private static readonly string[] StateNames = ["open", "opening", "closed", "closing", "stopped"];

    internal static Platform Cover { get; } = new("cover", ReadCover,
    [
        new("cover.move", "curtain", "motor-control") { Choices = Moves },
        new("cover.position", "curtain", "current-position") { Only = Reported },
        new("cover.position", "curtain", "target-position") { Also = true, IsSlow = true },
        new("cover.tilt", "curtain", "current-tilt") { Only = Reported, Joins = true },
        new("cover.tilt", "curtain", "target-tilt") { Also = true, IsSlow = true, Joins = true },
        new("cover.moving", "curtain", "status") { Choices = Moving, Joins = true },
        new("cover.ends", "curtain", "current-position") { Only = Reported, Joins = true },

        new("window.move", "window-opener", "motor-control") { Choices = Moves },
        new("window.position", "window-opener", "current-position") { Only = Reported },
        new("window.position", "window-opener", "target-position") { Also = true, IsSlow = true },
        new("window.moving", "window-opener", "status") { Choices = Moving, Joins = true },

        new("gate.open", "gate", "open") { IsSlow = true },
        new("gate.position", "gate", "current-position") { Only = Reported, Joins = true },
        new("gate.moving", "gate", "status") { Choices = [("stopped", "stopped"), ("opening", "opening"), ("closing", "closing"), ("open", "open"), ("closed", "closed")], Joins = true },
    ]);

    internal static Platform Valve { get; } = new("valve", ReadValve,
    [
        new("valve.", "valve", "open"),
        new("valve.position", "valve", "current-position") { Only = Reported },
        new("valve.position", "valve", "target-position") { Also = true, IsSlow = true },
        new("valve.moving", "valve", "status") { Choices = [("open", "open"), ("closed", "closed"), ("opening", "moving"), ("closing", "moving")], Joins = true },
    ]);

    internal static Platform Lock { get; } = new("lock", draft =>
    {
        var its = draft.Config;
        var (locked, unlocked) = (its.Text("state_locked") ?? "LOCKED", its.Text("state_unlocked") ?? "UNLOCKED");
        var command = draft.To("command_topic", "command_template");
        draft.Add("", draft.Truth(""), draft.From("state_topic", "value_template"), command,
            EntityDraft.Words(its.Text("payload_lock") ?? "LOCK", its.Text("payload_unlock") ?? "UNLOCK", locked, unlocked));
        draft.Add("status", draft.Choice("status", ["ok", "jammed"]), draft.From("state_topic", "value_template"), null,
            EntityDraft.Words(("ok", null, locked), ("ok", null, unlocked), ("jammed", null, its.Text("state_jammed") ?? "JAMMED")));
        if (its.Text("payload_open") is { } open) draft.AddPress("open", command, open, "Open the door");
    }, [new("lock.", "lock", "locked"), new("lock.status", "lock", "status") { Choices = [("ok", "ok"), ("jammed", "jammed")], Joins = true }]);

    private static void ReadCover(EntityDraft draft)
    {
        var its = draft.Config;
        var kind = its.DeviceClass switch { "garage" or "gate" or "door" => "gate", "window" => "window", _ => "cover" };
        Feature Named(Feature feature, string name) => feature with { Name = $"{kind}.{name}" };
        var command = draft.To("command_topic");
        var (open, close, stop) = (its.Text("payload_open") ?? "OPEN", its.Text("payload_close") ?? "CLOSE", its.Fields.ContainsKey("payload_stop") ? its.Text("payload_stop") : "STOP");
        // A position may be told on the state's own topic, without one of its own.
        var position = draft.From("position_topic", "position_template");
        var (closed, full) = (its.Number("position_closed") ?? 0, its.Number("position_open") ?? 100);
        var states = States(its);
        if (kind == "gate")
        {
            draft.Add("open", Named(draft.Truth("open"), "open"), draft.From("state_topic", "value_template"), command,
                EntityDraft.Words(("ON", open, states["open"]), ("OFF", close, states["closed"])));
            if (stop is not null) draft.AddPress("stop", command, stop);
        }
        else
        {
            string[] moves = stop is null ? ["OPEN", "CLOSE"] : ["OPEN", "CLOSE", "STOP"];
            draft.AddSent("move", Named(draft.Choice("move", moves), "move"), command, EntityDraft.Words(("OPEN", open, null), ("CLOSE", close, null), ("STOP", stop, null)));
        }
        draft.Add("position", Named(draft.Number("position", "%", 0, 100, 1, new ScaleCodec(closed, full)), "position"), position, draft.To("set_position_topic", "set_position_template"));
        draft.Add("tilt", Named(draft.Number("tilt", "%", 0, 100, 1, new ScaleCodec(its.Number("tilt_closed_value") ?? its.Number("tilt_min") ?? 0, its.Number("tilt_opened_value") ?? its.Number("tilt_max") ?? 100)), "tilt"),
            draft.From("tilt_status_topic", "tilt_status_template"), draft.To("tilt_command_topic", "tilt_command_template"));
        if (draft.From("state_topic", "value_template") is not { } state) return;
        var words = kind == "gate" ? states.Select(row => (row.Key, row.Value)) : states.Select(row => (row.Key is "opening" or "closing" ? row.Key : "stopped", row.Value));
        var told = EntityDraft.Words([.. words.Select(row => (row.Item1, (string?)null, (string?)row.Value))]);
        draft.Add("moving", Named(draft.Choice("moving", kind == "gate" ? states.Keys : ["stopped", "opening", "closing"]), "moving"), state, null, told);
        if (position is null && kind == "cover")
            draft.Add("ends", Named(draft.Number("ends", "%", 0, 100, 1, new ScaleCodec(0, 100)), "ends"), state, null, EntityDraft.Words(("0", null, states["closed"]), ("100", null, states["open"])));
        draft.Composer = new PositionComposer(closed, full);
    }

    private static void ReadValve(EntityDraft draft)
    {
        var its = draft.Config;
        var states = States(its);
        var (command, state) = (draft.To("command_topic", "command_template"), draft.From("state_topic", "value_template"));
        if (its.Truth("reports_position") == true)
        {
            var (closed, full) = (its.Number("position_closed") ?? 0, its.Number("position_open") ?? 100);
            var told = state is null ? null : state with { Path = ["position"], IsStrict = false };
            draft.Add("position", draft.Number("position", "%", 0, 100, 1, new ScaleCodec(closed, full)), told, command);
            draft.Add("", draft.Truth("") with { Own = new OpenCodec(closed, full) }, told, command);
        }
        else draft.Add("", draft.Truth(""), state, command, EntityDraft.Words(("ON", its.Text("payload_open") ?? "OPEN", states["open"]), ("OFF", its.Text("payload_close") ?? "CLOSE", states["closed"])));
        var moving = state is null || its.Truth("reports_position") != true ? state : state with { Path = ["state"] };
        draft.Add("moving", draft.Choice("moving", ["open", "closed", "opening", "closing"]), moving, null,
            EntityDraft.Words([.. states.Where(row => row.Key != "stopped").Select(row => (row.Key, (string?)null, (string?)row.Value))]));
        if (its.Text("payload_stop") is { } stop) draft.AddPress("stop", command, stop);
        draft.Composer = new PositionComposer(0, 100);
    }

    private static Dictionary<string, string> States(Discovery.EntityConfig its) => StateNames.ToDictionary(state => state, state => its.Text($"state_{state}") ?? state, StringComparer.Ordinal);
}
