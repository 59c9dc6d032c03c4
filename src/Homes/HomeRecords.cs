using System.Text.Json;
using Dapper;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Homes.Satellites;
using Kith.Homes.Skills;
using Kith.Homes.Virtual;
using Kith.Homes.Whereabouts;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Homes;

/// <summary>The records of homes: one row per thing, its document as JSON, keyed by the home first (homes.sql).</summary>
internal static class HomeRecords
{
    internal const string PutHome = "INSERT OR REPLACE INTO home(id, body) VALUES(@Home, @Body)";
    internal const string PutRoom = "INSERT OR REPLACE INTO room(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string PutPerson = "INSERT OR REPLACE INTO person(home, id, account, body) VALUES(@Home, @Id, @Account, @Body)";
    internal const string PutDevice = "INSERT OR REPLACE INTO device(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string PutSpec = "INSERT OR REPLACE INTO device_spec(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string PutOperation = "INSERT OR REPLACE INTO operation_pending(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropRoom = "DELETE FROM room WHERE home = @Home AND id = @Id";
    internal const string DropPerson = "DELETE FROM person WHERE home = @Home AND id = @Id";
    internal const string DropDevice = "DELETE FROM device WHERE home = @Home AND id = @Id";
    internal const string DropSpec = "DELETE FROM device_spec WHERE home = @Home AND id = @Id";
    internal const string DropOperation = "DELETE FROM operation_pending WHERE home = @Home AND id = @Id";

    internal const string PutOnline = "INSERT OR REPLACE INTO device_online(home, id) VALUES(@Home, @Id)";
    internal const string DropOnline = "DELETE FROM device_online WHERE home = @Home AND id = @Id";
    internal const string PutGone = "INSERT OR REPLACE INTO device_gone(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropGone = "DELETE FROM device_gone WHERE home = @Home AND id = @Id";
    internal const string PutArrangement = "INSERT OR REPLACE INTO arrangement(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropArrangement = "DELETE FROM arrangement WHERE home = @Home AND id = @Id";
    internal const string PutWhereabouts = "INSERT OR REPLACE INTO whereabouts(home, id, body, left) VALUES(@Home, @Id, @Body, @Left)";
    internal const string DropWhereabouts = "DELETE FROM whereabouts WHERE home = @Home AND id = @Id";
    internal const string PutNotice = "INSERT OR REPLACE INTO notice(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropNotice = "DELETE FROM notice WHERE home = @Home AND id = @Id";
    internal const string PutNoticeSettings = "INSERT OR REPLACE INTO notice_settings(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropNoticeSettings = "DELETE FROM notice_settings WHERE home = @Home AND id = @Id";
    internal const string PutBridge = "INSERT INTO bridge(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string ChangeBridge = "UPDATE bridge SET body = @Body WHERE home = @Home AND id = @Id";
    internal const string DropBridgeDocuments = "DELETE FROM bridge_document WHERE home = @Home AND bridge = @Id";
    internal const string DropBridge = "DELETE FROM bridge WHERE home = @Home AND id = @Id";

    internal const string PutSatellite = "INSERT OR REPLACE INTO satellite(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropSatellite = "DELETE FROM satellite WHERE home = @Home AND id = @Id";

    internal const string PutVirtual = "INSERT OR REPLACE INTO virtual_device(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropVirtual = "DELETE FROM virtual_device WHERE home = @Home AND id = @Id";

    internal const string PutSkill = "INSERT OR REPLACE INTO skill(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropSkill = "DELETE FROM skill WHERE home = @Home AND id = @Id";

    internal const string PutRule = "INSERT OR REPLACE INTO rule(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropRule = "DELETE FROM rule WHERE home = @Home AND id = @Id";
    internal const string PutRun = "INSERT OR REPLACE INTO rule_run(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string DropRun = "DELETE FROM rule_run WHERE home = @Home AND id = @Id";

    internal const string PutCall = "INSERT INTO rule_call(home, id, body) VALUES(@Home, @Id, @Body)";
    internal const string BeginCall = "UPDATE rule_call SET begun = 1 WHERE home = @Home AND id = @Id";
    internal const string DropCall = "DELETE FROM rule_call WHERE home = @Home AND id = @Id";

    internal static readonly string[] DropHome =
    [
        "DELETE FROM home WHERE id = @Home",
        "DELETE FROM room WHERE home = @Home",
        "DELETE FROM person WHERE home = @Home",
        "DELETE FROM arrangement WHERE home = @Home",
        "DELETE FROM device WHERE home = @Home",
        "DELETE FROM device_spec WHERE home = @Home",
        "DELETE FROM operation_pending WHERE home = @Home",
        "DELETE FROM credential WHERE home = @Home",
        "DELETE FROM bridge WHERE home = @Home",
        "DELETE FROM bridge_document WHERE home = @Home",
        "DELETE FROM kept WHERE home = @Home",
        "DELETE FROM satellite WHERE home = @Home",
        "DELETE FROM device_online WHERE home = @Home",
        "DELETE FROM device_gone WHERE home = @Home",
        "DELETE FROM virtual_device WHERE home = @Home",
        "DELETE FROM whereabouts WHERE home = @Home",
        "DELETE FROM notice WHERE home = @Home",
        "DELETE FROM notice_settings WHERE home = @Home",
        "DELETE FROM notice_outbox WHERE home = @Home",
        "DELETE FROM rule WHERE home = @Home",
        "DELETE FROM rule_run WHERE home = @Home",
        "DELETE FROM rule_call WHERE home = @Home",
        "DELETE FROM list_item WHERE home = @Home",
        "DELETE FROM transcript WHERE home = @Home",
        "DELETE FROM skill WHERE home = @Home",
    ];

    internal sealed record Row4(string Home, string Id, string? Account, string Body);

    internal static Row4 Row(HomeRecord home) => new(home.Id.ToString(), home.Id.ToString(), null, JsonSerializer.Serialize(home, HomesJson.Default.HomeRecord));

    internal static Row4 Row(HomeId home, Room room) => new(home.ToString(), room.Id.ToString(), null, JsonSerializer.Serialize(room, HomesJson.Default.Room));

    internal static Row4 Row(HomeId home, Person person) =>
        new(home.ToString(), person.Id.ToString(), person.Account?.ToString(), JsonSerializer.Serialize(person, HomesJson.Default.Person));

    internal static Row4 Row(HomeId home, PersonId person, Arrangement arrangement) =>
        new(home.ToString(), person.ToString(), null, JsonSerializer.Serialize(arrangement, HomesJson.Default.Arrangement));

    internal static object Row(HomeId home, PersonId person, PersonAt at) => new
    {
        Home = home.ToString(), Id = person.ToString(), Body = JsonSerializer.Serialize(at, HomesJson.Default.PersonAt), Left = at.Left?.ToUnixTimeMilliseconds(),
    };

    internal static Row4 Row(HomeId home, Notice notice) => new(home.ToString(), notice.Id.ToString(), null, JsonSerializer.Serialize(notice, HomesJson.Default.Notice));

    internal static Row4 Row(HomeId home, PersonId person, NoticeSettings settings) =>
        new(home.ToString(), person.ToString(), null, JsonSerializer.Serialize(settings, HomesJson.Default.NoticeSettings));

    internal static Row4 Row(HomeId home, Device device) => new(home.ToString(), device.Id.ToString(), null, JsonSerializer.Serialize(device, HomesJson.Default.Device));

    internal static Row4 Row(HomeId home, Bridge bridge) => new(home.ToString(), bridge.Id.ToString(), null, JsonSerializer.Serialize(bridge, HomesJson.Default.Bridge));

    internal static Row4 Row(HomeId home, Satellite satellite) => new(home.ToString(), satellite.Id.ToString(), null, JsonSerializer.Serialize(satellite, HomesJson.Default.Satellite));

    internal static Row4 Row(HomeId home, GoneDevice gone) => new(home.ToString(), gone.Id.ToString(), null, JsonSerializer.Serialize(gone, HomesJson.Default.GoneDevice));

    internal static Row4 Row(HomeId home, Operation operation) =>
        new(home.ToString(), operation.Id.ToString(), null, JsonSerializer.Serialize(operation, HomesJson.Default.Operation));

    internal static Row4 Row(HomeId home, DeviceId device, VirtualRecord made) =>
        new(home.ToString(), device.ToString(), null, JsonSerializer.Serialize(made, VirtualJson.Default.VirtualRecord));

    internal static Row4 Row(HomeId home, KeptSkill kept) => new(home.ToString(), kept.Skill.Id.ToString(), null, JsonSerializer.Serialize(kept, SkillsJson.Default.KeptSkill));

    internal static Row4 Row(HomeId home, string id, string body = "") => new(home.ToString(), id, null, body);

    /// <summary>All rows of one home; null when there is no such home.</summary>
    internal static HomeRows? Read(SqliteConnection connection, HomeId id)
    {
        var key = new { Home = id.ToString() };
        var home = connection.QuerySingleOrDefault<string>("SELECT body FROM home WHERE id = @Home", key);
        if (home is null) return null;
        List<string> Bodies(string table) => [.. connection.Query<string>($"SELECT body FROM {table} WHERE home = @Home", key)];
        return new HomeRows(
            JsonSerializer.Deserialize(home, HomesJson.Default.HomeRecord)!,
            [.. Bodies("room").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Room)!)],
            [.. Bodies("person").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Person)!)],
            [.. Bodies("device").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Device)!)],
            connection.Query<(string Id, string Body)>("SELECT id, body FROM device_spec WHERE home = @Home", key).ToDictionary(row => row.Id, row => row.Body),
            [.. Bodies("operation_pending").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Operation)!)],
            [.. Bodies("bridge").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Bridge)!)],
            [.. Bodies("satellite").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Satellite)!)],
            connection.Query<string>("SELECT id FROM device_online WHERE home = @Home", key).ToHashSet(),
            [.. Bodies("device_gone").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.GoneDevice)!)],
            connection.Query<(string Id, string Body)>("SELECT id, body FROM arrangement WHERE home = @Home", key)
                .ToDictionary(row => PersonId.Parse(row.Id), row => JsonSerializer.Deserialize(row.Body, HomesJson.Default.Arrangement)!),
            connection.Query<(string Id, string Body)>("SELECT id, body FROM virtual_device WHERE home = @Home", key)
                .ToDictionary(row => DeviceId.Parse(row.Id), row => JsonSerializer.Deserialize(row.Body, VirtualJson.Default.VirtualRecord)!),
            connection.Query<(string Id, string Body)>("SELECT id, body FROM whereabouts WHERE home = @Home", key)
                .ToDictionary(row => PersonId.Parse(row.Id), row => JsonSerializer.Deserialize(row.Body, HomesJson.Default.PersonAt)!),
            [.. Bodies("notice").Select(body => JsonSerializer.Deserialize(body, HomesJson.Default.Notice)!).OrderBy(notice => notice.At)],
            connection.Query<(string Id, string Body)>("SELECT id, body FROM notice_settings WHERE home = @Home", key)
                .ToDictionary(row => PersonId.Parse(row.Id), row => JsonSerializer.Deserialize(row.Body, HomesJson.Default.NoticeSettings)!),
            [.. Bodies("rule").Select(body => JsonSerializer.Deserialize(body, RulesJson.Default.KeptRule)!)],
            [.. Bodies("rule_run").Select(body => JsonSerializer.Deserialize(body, RulesJson.Default.KeptRun)!)],
            [.. connection.Query<(string Body, long Begun)>("SELECT body, begun FROM rule_call WHERE home = @Home", key)
                .Select(row => JsonSerializer.Deserialize(row.Body, RulesJson.Default.OutsideCall)! with { HasBegun = row.Begun != 0 })],
            [.. Bodies("skill").Select(body => JsonSerializer.Deserialize(body, SkillsJson.Default.KeptSkill)!).OrderBy(kept => kept.Skill.Id.ToString(), StringComparer.Ordinal)]);
    }
}

/// <summary>One home's records as read.</summary>
internal sealed record HomeRows(
    HomeRecord Home,
    IReadOnlyList<Room> Rooms,
    IReadOnlyList<Person> People,
    IReadOnlyList<Device> Devices,
    IReadOnlyDictionary<string, string> Specs,
    IReadOnlyList<Operation> Pending,
    IReadOnlyList<Bridge> Bridges,
    IReadOnlyList<Satellite> Satellites,
    IReadOnlySet<string> Online,
    IReadOnlyList<GoneDevice> Gone,
    IReadOnlyDictionary<PersonId, Arrangement> Arrangements,
    IReadOnlyDictionary<DeviceId, VirtualRecord> Virtual,
    IReadOnlyDictionary<PersonId, PersonAt> Whereabouts,
    IReadOnlyList<Notice> Notices,
    IReadOnlyDictionary<PersonId, NoticeSettings> NoticeSettings,
    IReadOnlyList<KeptRule> Rules,
    IReadOnlyList<KeptRun> Runs,
    IReadOnlyList<OutsideCall> Calls,
    IReadOnlyList<KeptSkill> Skills);
