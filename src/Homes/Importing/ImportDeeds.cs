using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Groups;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Homes.Scenes;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Importing;

/// <summary>What people do with another system's home. Each part of a plan is one turn: it is looked at whole before the first thing is made.</summary>
public static class ImportDeeds
{
    /// <summary>Devices of one home that may be expected; they stand among the ids that are kept free (<see cref="GoneDevices.Limit"/>).</summary>
    public const int MostExpected = 500;

    /// <summary>What a plan has to fit into; for who may arrange the home.</summary>
    public static ValueTask<Result<ImportGround>> ImportGroundAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<ImportGround>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Arrange) is { } denied ? denied : new ImportGround(
            Snapshots.Of(its, asker), its.Twins.Keys.Concat(its.Gone.Expected.Select(gone => gone.Id)).ToHashSet(), [.. its.Rules.All.Select(RuleView.Of)], ExpectedOf(its)));

    /// <summary>What is wrong with the rules of a plan, the first of each, by the rule's key; the plan's own scenes count as made.</summary>
    public static ValueTask<Result<IReadOnlyDictionary<string, Problem>>> ImportProblemsAsync(this HomeHost homes, HomeId home, Caller caller, ImportPlan plan) =>
        homes.AskAsync<IReadOnlyDictionary<string, Problem>>(home, caller, (its, _, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            var found = new Dictionary<string, Problem>(StringComparer.Ordinal);
            foreach (var rule in plan.Rules)
                if (RulePlan.Of(its, rule.Rule).Check.Problems.Find(problem => problem.IsWarning != true && !IsOfScene(problem)) is { } problem) found.TryAdd(rule.Key, problem);
            return found;

            bool IsOfScene(Problem problem) => problem.Code == ErrorCodes.DeviceUnknown.Code && plan.Scenes.Any(scene => problem.Detail.Contains($" {scene.Id} ", StringComparison.Ordinal));
        });

    /// <summary>Makes what a plan names, part by part: rooms, then devices, then scenes, then rules.</summary>
    public static async ValueTask<Result<ImportReceipt>> ImportAsync(this HomeHost homes, HomeId home, Caller caller, ImportPlan plan)
    {
        var allowed = await homes.AskAsync<bool>(home, caller, (its, _, asker) => (Rights.Check(asker, Deed.Arrange) ?? Risky(its, asker, plan)) is { } wrong ? wrong : true);
        if (allowed.Fault is { } denied) return denied;
        var parts = new List<ImportedPart>();
        var (rooms, renamed, expected, scenes, rules) = (new List<RoomId>(), new List<RenamedDevice>(), new List<DeviceId>(), new List<DeviceId>(), new List<RuleId>());
        await PartAsync("rooms", plan.Rooms.Count, (its, turn, asker) => Rooms(its, turn, asker, plan, rooms));
        await PartAsync("devices", plan.Devices.Count, (its, turn, asker) => Devices(its, turn, asker, plan, renamed, expected));
        await PartAsync("scenes", plan.Scenes.Count, (its, turn, asker) => Scenes(homes, its, turn, asker, plan, scenes));
        await PartAsync("rules", plan.Rules.Count, (its, turn, asker) => Rules(its, turn, asker, plan, rules));
        return new ImportReceipt(parts, rooms, renamed, expected, scenes, rules);

        async Task PartAsync(string part, int count, Func<Home, Turn, Asker, Result<int>> make)
        {
            if (count > 0) parts.Add(ImportedPart.Of(part, await homes.AskAsync(home, caller, make)));
        }
    }

    /// <summary>Takes back what a plan made. What somebody changed since stays.</summary>
    public static ValueTask<Result<ImportUndone>> UndoImportAsync(this HomeHost homes, HomeId home, Caller caller, ImportReceipt receipt) =>
        homes.AskAsync<ImportUndone>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            var (done, kept) = (0, new List<string>());
            void Count(bool wasDone, string id)
            {
                if (wasDone) done++;
                else kept.Add(id);
            }
            foreach (var id in receipt.Rules) Count(Undo.Rule(its, turn, asker, id), id.ToString());
            foreach (var id in receipt.Scenes) Count(Undo.Scene(homes, its, turn, asker, id), id.ToString());
            foreach (var id in receipt.Expected) Count(Forget(its, turn, id), id.ToString());
            foreach (var device in receipt.Renamed) Count(Undo.Name(its, turn, asker, device), device.Device.ToString());
            foreach (var id in receipt.Rooms) Count(Undo.Room(its, turn, asker, id), id.ToString());
            return new ImportUndone(done, kept);
        });

    /// <summary>Devices that may come, by name.</summary>
    public static ValueTask<Result<IReadOnlyList<ExpectedDevice>>> ExpectedAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<ExpectedDevice>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Arrange) is { } denied ? denied : ExpectedOf(its));

    /// <summary>Expects a device no more.</summary>
    public static ValueTask<Result<bool>> ForgetExpectedAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
            Rights.Check(asker, Deed.Arrange) is { } denied ? denied : Forget(its, turn, id) ? true : new Fault(ErrorCodes.NotFound, $"no device {id} is expected in this home"));

    /// <summary>What rules will do without anybody has to be confirmed before the first thing is made.</summary>
    private static Fault? Risky(Home its, Asker asker, ImportPlan plan)
    {
        foreach (var rule in plan.Rules)
            if (RuleDeeds.Risky(asker, RulePlan.Of(its, rule.Rule).Check) is { } denied) return denied;
        if (plan.Rules.Count == 0) return null;
        foreach (var scene in plan.Scenes)
            if (SceneDeeds.Take(its, scene.Steps) is { Ok: true } taken && Rights.Check(asker, Deed.Control, scene.Room, taken.Value.Risk) is { } denied) return denied;
        return null;
    }

    private static Result<int> Rooms(Home its, Turn turn, Asker asker, ImportPlan plan, List<RoomId> made)
    {
        if (its.Rooms.Count + plan.Rooms.Count > its.Options.Rooms) return new Fault(ErrorCodes.LimitReached, $"a home has at most {its.Options.Rooms} rooms");
        foreach (var room in plan.Rooms)
        {
            if ((Names.Check(room.Name) ?? Names.CheckText(room.Floor, "floor")) is { } wrong) return wrong;
            if (its.Rooms.ContainsKey(room.Id)) return Changed($"there is a room {room.Id} now");
        }
        if (plan.Rooms.DistinctBy(room => room.Id).Count() != plan.Rooms.Count) return new Fault(ErrorCodes.RequestInvalid, "two rooms of the plan have one id", "rooms");
        var order = its.Rooms.Count == 0 ? 0 : its.Rooms.Values.Max(other => other.Order) + 1;
        foreach (var room in plan.Rooms) made.Add(RoomDeeds.Put(its, turn, asker, new Room(room.Id, room.Name.Trim(), room.Floor?.Trim(), order++, null), "added").Id);
        return made.Count;
    }

    private static Result<int> Devices(Home its, Turn turn, Asker asker, ImportPlan plan, List<RenamedDevice> renamed, List<DeviceId> expected)
    {
        foreach (var device in plan.Devices)
        {
            if (Names.Check(device.Name) is { } wrong) return wrong;
            if (device.Room is { } room && !its.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "room");
            if (device.Device is { } id && !its.Twins.ContainsKey(id)) return Home.Unknown(id);
            if (device is { Device: null, KnownAs: not { Count: > 0 and <= 50 } }) return new Fault(ErrorCodes.RequestInvalid, $"{device.Name} has nothing to be recognised by", "knownAs");
            if (device.KnownAs.Any(known => known is null or { Length: > 300 })) return new Fault(ErrorCodes.RequestInvalid, "an address has at most 300 characters", "knownAs");
        }
        if (its.Gone.Expected.Count() + plan.Devices.Count(device => device.Device is null) > MostExpected)
            return new Fault(ErrorCodes.LimitReached, $"a home expects at most {MostExpected} devices");
        foreach (var device in plan.Devices)
            if (device.Device is { } id) Rename(its, turn, asker, its.Twins[id], device, renamed);
            else expected.Add(Expect(its, turn, device));
        return renamed.Count + expected.Count;
    }

    private static void Rename(Home its, Turn turn, Asker asker, Twins.Twin twin, PlannedDevice device, List<RenamedDevice> renamed)
    {
        var before = twin.Device;
        // A group is where all of its members are.
        twin.Device = before with { Name = device.Name.Trim(), Room = its.Virtual.Find(before.Id) is Group ? before.Room : device.Room ?? before.Room };
        if (twin.Device == before) return;
        renamed.Add(new RenamedDevice(before.Id, before.Name, twin.Device.Name, before.Room, twin.Device.Room));
        DeviceDeeds.Tell(turn, asker, twin, before.Name != twin.Device.Name ? new Activity.Said("renamed", before.Name, twin.Device.Name) : new Activity.Said("moved", before.Name));
        DeviceDeeds.Put(its, turn, asker, twin);
    }

    private static DeviceId Expect(Home its, Turn turn, PlannedDevice device)
    {
        var known = its.Gone.Expected.FirstOrDefault(gone => gone.KnownAs!.Intersect(device.KnownAs).Any());
        var id = known?.Id ?? Names.Free(device.Name, DeviceId.FromName, taken => its.Twins.ContainsKey(taken) || its.Gone.Has(taken));
        var gone = new GoneDevice(id, "", id.ToString(), turn.Now, Room: device.Room, Name: device.Name.Trim(), KnownAs: device.KnownAs);
        its.Gone.Add(gone);
        turn.Record(HomeRecords.PutGone, HomeRecords.Row(its.Id, gone));
        return id;
    }

    private static Result<int> Scenes(HomeHost homes, Home its, Turn turn, Asker asker, ImportPlan plan, List<DeviceId> made)
    {
        if (its.Twins.Count + plan.Scenes.Count > its.Options.Devices) return new Fault(ErrorCodes.LimitReached, $"a home has at most {its.Options.Devices} devices");
        foreach (var scene in plan.Scenes)
        {
            if (Names.Check(scene.Name) is { } wrong) return wrong;
            if (scene.Room is { } room && !its.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "room");
            if (its.Twins.ContainsKey(scene.Id) || its.Gone.Has(scene.Id)) return Changed($"there is a device {scene.Id} now");
            if (SceneDeeds.Take(its, scene.Steps).Fault is { } unfit) return unfit with { Detail = $"{scene.Name}: {unfit.Detail}" };
        }
        if (plan.Scenes.DistinctBy(scene => scene.Id).Count() != plan.Scenes.Count) return new Fault(ErrorCodes.RequestInvalid, "two scenes of the plan have one id", "scenes");
        foreach (var scene in plan.Scenes)
            if (SceneDeeds.Put(homes, turn, asker, null, scene.Name, scene.Room, null, scene.Steps, scene.Id) is { Ok: true } put) made.Add(put.Value.Device.Id);
        return made.Count;
    }

    private static Result<int> Rules(Home its, Turn turn, Asker asker, ImportPlan plan, List<RuleId> made)
    {
        if (its.Rules.Count + plan.Rules.Count > RuleLimits.Rules) return new Fault(ErrorCodes.LimitReached, $"a home has at most {RuleLimits.Rules} rules");
        foreach (var rule in plan.Rules)
            if (RuleDeeds.Refusal(its, asker, rule.Rule) is { } refused) return refused with { Detail = $"{rule.Rule.Name}: {refused.Detail}" };
        foreach (var rule in plan.Rules) made.Add(RuleDeeds.Add(its, turn, asker, rule.Rule, rule.Enabled).Kept.Id);
        return made.Count;
    }

    private static List<ExpectedDevice> ExpectedOf(Home its) =>
        [.. its.Gone.Expected.OrderBy(gone => gone.Name, StringComparer.OrdinalIgnoreCase).Select(gone => new ExpectedDevice(gone.Id, gone.Name ?? gone.Id.ToString(), gone.KnownAs!, gone.Room))];

    private static bool Forget(Home its, Turn turn, DeviceId id)
    {
        if (its.Gone.Find(id) is not { KnownAs: not null }) return false;
        its.Gone.Remove(id);
        turn.Record(HomeRecords.DropGone, HomeRecords.Row(its.Id, id.ToString()));
        return true;
    }

    private static Fault Changed(string detail) => new(ErrorCodes.Conflict, $"{detail}: the home changed since this was planned");
}
