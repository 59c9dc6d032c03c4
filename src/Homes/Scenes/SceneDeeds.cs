using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Scenes;

/// <summary>A scene as people see it. Its device of the same id runs it (scene.run) and can be renamed, moved and removed like any.</summary>
/// <param name="IsSet">The home is as the scene sets it.</param>
/// <param name="Differences">Where it is not.</param>
public sealed record SceneView(DeviceId Id, string Name, RoomId? Room, string? Icon, int Order, IReadOnlyList<SceneStep> Steps, bool IsSet, IReadOnlyList<SceneDifference> Differences);

/// <summary>What people do with scenes.</summary>
public static class SceneDeeds
{
    /// <summary>The scenes the caller may see, in their order.</summary>
    public static ValueTask<Result<IReadOnlyList<SceneView>>> ScenesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<SceneView>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Virtual.All.OfType<Scene>().Select(scene => (Scene: scene, Twin: its.Twins[scene.Id]))
                .Where(row => Rights.Check(asker, Deed.See, row.Twin.Device.Room) is null)
                .OrderBy(row => row.Twin.Device.Order)
                .Select(row => ViewOf(its, asker, row.Scene, row.Twin)).ToList());

    /// <summary>One scene.</summary>
    public static ValueTask<Result<SceneView>> SceneAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<SceneView>(home, caller, (its, _, asker) =>
            its.Find(id, asker) is { Ok: true } twin && its.Virtual.Find(id) is Scene scene ? ViewOf(its, asker, scene, twin.Value) : Unknown(id));

    /// <summary>Makes a scene of steps, or of what the named devices do just now.</summary>
    public static ValueTask<Result<SceneView>> AddSceneAsync(
        this HomeHost homes, HomeId home, Caller caller, string name, RoomId? room, string? icon, IReadOnlyList<SceneStep>? steps, IReadOnlyList<DeviceId>? capture) =>
        homes.PutAsync(home, caller, null, name, room, icon, steps, capture);

    /// <summary>Makes another of a scene; its name, room and icon are its device's.</summary>
    public static ValueTask<Result<SceneView>> ChangeSceneAsync(
        this HomeHost homes, HomeId home, Caller caller, DeviceId id, IReadOnlyList<SceneStep>? steps, IReadOnlyList<DeviceId>? capture) =>
        homes.PutAsync(home, caller, id, null, null, null, steps, capture);

    private static ValueTask<Result<SceneView>> PutAsync(
        this HomeHost homes, HomeId home, Caller caller, DeviceId? id, string? name, RoomId? room, string? icon, IReadOnlyList<SceneStep>? steps, IReadOnlyList<DeviceId>? capture) =>
        homes.AskAsync<SceneView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (id is { } known)
            {
                if (its.Virtual.Find(known) is not Scene) return Unknown(known);
                name = its.Twins[known].Device.Name;
            }
            if (Names.Check(name) is { } wrong) return wrong;
            if (steps is null)
            {
                var present = new List<SceneStep>();
                foreach (var device in capture ?? [])
                    if (!its.Twins.TryGetValue(device, out var member)) return Home.Unknown(device) with { Field = "capture" };
                    else if (its.Virtual.Find(device) is not Scene && Capture.Of(member) is { } step) present.Add(step);
                steps = present;
            }
            var put = Put(homes, turn, asker, id, name!, room, icon, steps);
            return put.Fault is { } refused ? refused : ViewOf(its, asker, (Scene)its.Virtual.Find(put.Value.Device.Id)!, put.Value);
        });

    /// <summary>The steps in their devices' formats, and what running them risks.</summary>
    internal static Result<(IReadOnlyList<SceneStep> Steps, Risk Risk)> Take(Home its, IReadOnlyList<SceneStep> steps)
    {
        if (steps.Count == 0) return new Fault(ErrorCodes.RequestInvalid, "a scene needs at least one device that can be set", "steps");
        if (steps.Count > its.Options.SceneSteps) return new Fault(ErrorCodes.LimitReached, $"a scene has at most {its.Options.SceneSteps} steps", "steps");
        var risk = Risk.Comfort;
        var fit = new List<SceneStep>(steps.Count);
        for (var place = 0; place < steps.Count; place++)
        {
            var taken = Take(its, steps[place], $"steps.{place}", ref risk);
            if (taken.Fault is { } fault) return fault;
            fit.Add(taken.Value);
        }
        return (fit, risk);
    }

    /// <summary>Adds a scene, or makes another of it.</summary>
    /// <param name="wish">The id that a new one should have.</param>
    internal static Result<Twin> Put(HomeHost homes, Turn turn, Asker asker, DeviceId? id, string name, RoomId? room, string? icon, IReadOnlyList<SceneStep> steps, DeviceId? wish = null)
    {
        var taken = Take(turn.Home, steps);
        if (taken.Fault is { } fault) return fault;
        var put = VirtualDeeds.Put(homes, turn, asker, id, name, room, icon, new SceneRecord(taken.Value.Steps), "scene", [Service(taken.Value.Risk)], wish);
        if (put.Ok) ((Scene)turn.Home.Virtual.Find(put.Value.Device.Id)!).Compare(turn, put.Value);
        return put;
    }

    /// <summary>The step in its devices' formats; running a scene risks what the riskiest of its commands does.</summary>
    private static Result<SceneStep> Take(Home home, SceneStep step, string field, ref Risk risk)
    {
        if (!home.Twins.TryGetValue(step.Device, out var twin)) return Home.Unknown(step.Device) with { Field = $"{field}.device" };
        if (home.Virtual.Find(step.Device) is Scene) return new Fault(ErrorCodes.RequestInvalid, "a scene is not part of a scene", $"{field}.device");
        if (step.TransitionMs is < 0 or > SceneStep.LongestTransitionMs)
            return new Fault(ErrorCodes.RequestInvalid, $"a transition takes 0 to {SceneStep.LongestTransitionMs} milliseconds", $"{field}.transitionMs");
        var fit = step.Call is { } call ? CommandFit.Call(twin, call, step.Values) : CommandFit.Set(twin, step.Values);
        if (fit.Fault is { } fault) return fault with { Field = $"{field}.{fault.Field}" };
        if (fit.Value.Risk > risk) risk = fit.Value.Risk;
        return step with { Values = fit.Value.Values };
    }

    internal static ServiceUse Service(Risk risk) => new()
    {
        Type = "scene",
        Properties = [new PropertyDefinition { Name = "set" }],
        Actions = [new ActionDefinition { Name = "run", Risk = risk }, new ActionDefinition { Name = "undo", Risk = risk }],
        Events = [new EventDefinition { Name = "ran" }],
    };

    private static SceneView ViewOf(Home home, Asker asker, Scene scene, Twin twin)
    {
        bool Sees(DeviceId id) => home.Twins.TryGetValue(id, out var member) && Rights.Check(asker, Deed.See, member.Device.Room) is null;
        var differences = scene.Differences(home).Where(difference => Sees(difference.Device)).ToList();
        return new SceneView(
            twin.Device.Id, twin.Device.Name, twin.Device.Room, twin.Device.Icon, twin.Device.Order,
            [.. ((SceneRecord)scene.Record).Steps.Where(step => Sees(step.Device))],
            twin.Spec.FindProperty(Scene.Set) is { } set && twin[set].Value.AsBool(), differences);
    }

    private static Fault Unknown(DeviceId id) => new(ErrorCodes.NotFound, $"there is no scene {id} in this home");
}
