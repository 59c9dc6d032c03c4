using Kith.Homes.Importing;
using Kith.Homes.Scenes;
using Kith.Model.Ids;

namespace Kith.Imports.Planning;

/// <summary>Makes the plan: what is there, less what is here already.</summary>
internal sealed class Planner(string format, Foreign foreign, ImportGround home, Report report)
{
    private const int LongestName = 100;

    private readonly Dictionary<string, RoomId> _rooms = new(StringComparer.Ordinal);

    internal ImportPlan Plan()
    {
        var ground = new Ground(foreign, home);
        var rooms = Rooms();
        var devices = Devices(ground);
        var scenes = Scenes(ground);
        var rules = Rules(ground);
        var seen = new Dictionary<string, int> { ["rooms"] = foreign.Rooms.Count, ["devices"] = foreign.Things.Count, ["scenes"] = foreign.Scenes.Count, ["rules"] = foreign.Rules.Count };
        return new ImportPlan(format, rooms, devices, scenes, rules, report.Losses, seen);
    }

    private List<PlannedRoom> Rooms()
    {
        var (planned, taken) = (new List<PlannedRoom>(), home.Home.Rooms.Select(room => room.Id).ToHashSet());
        foreach (var room in foreign.Rooms)
        {
            var name = Clip(room.Name);
            if (home.Home.Rooms.FirstOrDefault(its => its.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } here) _rooms[room.Key] = here.Id;
            else if (planned.Find(its => its.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } twice) _rooms[room.Key] = twice.Id;
            else
            {
                var id = RoomId.FromName(name);
                for (var number = 2; !taken.Add(id); number++) id = RoomId.FromName($"{name[..Math.Min(name.Length, 40)]} {number}");
                planned.Add(new PlannedRoom(_rooms[room.Key] = id, name, string.IsNullOrWhiteSpace(room.Floor) ? null : Clip(room.Floor)));
            }
        }
        return planned;
    }

    private List<PlannedDevice> Devices(Ground ground)
    {
        var (planned, met, expected) = (new List<PlannedDevice>(), new HashSet<DeviceId>(), 0);
        foreach (var thing in foreign.Things)
        {
            var (known, name, room) = (Ground.KnownAs(thing), Clip(thing.Name), RoomOf(thing.Room));
            if (ground.Device(thing) is { } device)
            {
                if (!met.Add(device.Id)) continue;
                if (device.Name != name || (room is not null && device.Room != room)) planned.Add(new PlannedDevice(thing.Key, name, known, room, device.Id, device.Name, device.Room));
            }
            else if (known.Count == 0) report.Lose("device", name, "device.no_address");
            else if (home.Expected.Any(its => its.Name == name && its.Room == room && its.KnownAs.Intersect(known).Any())) continue;
            else if (++expected + home.Expected.Count > ImportDeeds.MostExpected) report.Lose("device", name, "limit", $"{ImportDeeds.MostExpected}");
            else planned.Add(new PlannedDevice(thing.Key, name, known, room));
        }
        return planned;
    }

    private List<PlannedScene> Scenes(Ground ground)
    {
        var (planned, taken) = (new List<PlannedScene>(), home.Taken.ToHashSet());
        foreach (var scene in foreign.Scenes)
        {
            var name = Clip(scene.Name);
            if (home.Home.Devices.FirstOrDefault(device => device.Type == "scene" && device.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } here)
            {
                ground.Scenes[scene.Key] = here.Id;
                report.Lose("scene", name, "already.here");
                continue;
            }
            var steps = scene.Say(new Talk(ground, report, "scene", name));
            if (steps.Count == 0)
            {
                report.Lose("scene", name, "scene.empty");
                continue;
            }
            var id = DeviceId.FromName(name);
            for (var number = 2; !taken.Add(id); number++) id = DeviceId.FromName($"{name[..Math.Min(name.Length, 40)]} {number}");
            planned.Add(new PlannedScene(ground.Scenes[scene.Key] = id, name, Merged(steps), RoomOf(scene.Room)));
        }
        return planned;
    }

    /// <summary>One step for each device.</summary>
    private static List<SceneStep> Merged(IReadOnlyList<SceneStep> steps) =>
        [.. steps.Where(step => step.Call is null).GroupBy(step => step.Device).Select(all => new SceneStep(all.Key, all.SelectMany(step => step.Values!).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value))),
            .. steps.Where(step => step.Call is not null)];

    private List<PlannedRule> Rules(Ground ground)
    {
        var planned = new List<PlannedRule>();
        foreach (var rule in foreign.Rules)
        {
            var name = Clip(rule.Name);
            if (home.Rules.Any(its => its.Rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                report.Lose("rule", name, "already.here");
                continue;
            }
            var talk = new Talk(ground, report, "rule", name);
            if (rule.Say(talk) is not { } said) continue;
            if (said.When.Count == 0 && !talk.IsWhole) report.Lose("rule", name, "rule.no_trigger");
            else if (said.Then.Count == 0) report.Lose("rule", name, "rule.no_step");
            else planned.Add(new PlannedRule(rule.Key, said with { Name = name }, rule.Enabled && talk.IsWhole, talk.IsWhole));
        }
        return planned;
    }

    private RoomId? RoomOf(string? key) => key is not null && _rooms.TryGetValue(key, out var room) ? room : null;

    /// <summary>As names are here: something to read, in one line.</summary>
    private static string Clip(string name)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? "?" : clean.Length <= LongestName ? clean : clean[..LongestName].Trim();
    }
}
