using Kith.Homes.People;

namespace Kith.Clouds.Mcp;

/// <summary>What agents may ask a home for: a row each.</summary>
internal static class Tools
{
    private static readonly Input Device = new("device", InputKind.Text, "A device's id, as describe_home gives it.", IsNeeded: true);
    private static readonly Input Room = new("room", InputKind.Text, "A room's id: only what is in it.");

    internal static readonly IReadOnlyList<AgentTool> All =
    [
        new("describe_home", "What is in this home", "Rooms, devices, scenes, the time zone, and for whom you act. Begin here; ids are stable.", Scopes.Read, [Room], Seeing.HomeAsync),
        new("read_state", "How the devices are", "The values of all devices, or of a room's, by property address. A device that is offline shows what was last known.", Scopes.Read, [Room], Seeing.StateAsync),
        new("describe_device", "What a device is and can do", "Each property with its value, since when, unit, range or choices and whether it can be set; each action with its arguments; and the risk of both.", Scopes.Read, [Device], Seeing.DeviceAsync),
        new("history", "A property over time", "At most `points` points of least, greatest, mean and last; the last 24 hours when no time is given.", Scopes.Read,
        [
            Device, new("property", InputKind.Text, "Its address, such as temperature-sensor.temperature.", IsNeeded: true, Most: 140),
            new("from", InputKind.Time, "Where it begins."), new("to", InputKind.Time, "Where it ends."), new("points", InputKind.Number, "48 when it is not given.", Most: 200),
        ], Past.HistoryAsync),
        new("activity", "What happened, and who did it", "Newest first: commands with their cause and outcome, events, changes.", Scopes.Read,
            [Device with { IsNeeded = false }, new("limit", InputKind.Number, "20 when it is not given.", Most: 100), new("before", InputKind.Number, "`next` of the answer before: what happened before that.", Most: int.MaxValue)], Past.ActivityAsync),
        new("list_rules", "The rules of this home", "Each with its name, whether it is on, what is wrong with it and what became of its last start.", Scopes.Read, [], Rules.ListAsync),
        new("explain_rule", "One rule and why it did what it did", "Its document and its last starts: what each condition saw, what each step did.", Scopes.Read, [new("rule", InputKind.Text, "A rule's id, as list_rules gives it.", IsNeeded: true)], Rules.ExplainAsync),
        new("set_properties", "Set properties of a device", "All or none; answers with the outcome. What touches safety or privacy is refused: a person does that in the app.", Scopes.Control,
            [Device, new("values", InputKind.Values, "Values by property address, in the ranges that describe_device gives.", IsNeeded: true)], Doing.SetAsync),
        new("call_action", "Run an action of a device", "Answers with the outcome. What touches safety or privacy is refused: a person does that in the app.", Scopes.Control,
            [Device, new("action", InputKind.Text, "Its address: service.action.", IsNeeded: true, Most: 140), new("arguments", InputKind.Values, "Its arguments by name.")], Doing.CallAsync, IsIdempotent: false),
        new("run_scene", "Run a scene", "Sets all that the scene is made of.", Scopes.Control, [new("scene", InputKind.Text, "A scene's id, as describe_home gives it.", IsNeeded: true)], Doing.SceneAsync),
        new("say", "Say something to the home", "In English or Chinese, as a person would: commands, questions, timers, lists. The home understands by itself and answers in words. It never takes a yes from an agent.", Scopes.Control,
        [
            new("text", InputKind.Text, "One sentence.", IsNeeded: true, Most: 500), new("language", InputKind.Text, "en or zh: a hint.", Most: 5),
            new("conversation", InputKind.Text, "As the answer before gave it, to go on with it.", Most: 40),
        ], Doing.SayAsync, IsIdempotent: false),
    ];
}
