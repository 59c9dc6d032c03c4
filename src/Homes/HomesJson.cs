using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Homes.Activity;
using Kith.Homes.Alarms;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Energy;
using Kith.Homes.Feed;
using Kith.Homes.Importing;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Satellites;
using Kith.Homes.Groups;
using Kith.Homes.Scenes;

namespace Kith.Homes;
using Kith.Homes.Whereabouts;

/// <summary>How this room's records and views stand in the ledger and on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HomeRecord))]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Arrangement))]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(Credential))]
[JsonSerializable(typeof(CredentialView))]
[JsonSerializable(typeof(Bridge))]
[JsonSerializable(typeof(Satellite))]
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(ActivityDetail))]
[JsonSerializable(typeof(ActivityView))]
[JsonSerializable(typeof(ActivityLines))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(SnapshotView))]
[JsonSerializable(typeof(ChangesView))]
[JsonSerializable(typeof(SceneView))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(AlarmView))]
[JsonSerializable(typeof(GoneDevice))]
[JsonSerializable(typeof(ExpectedDevice))]
[JsonSerializable(typeof(ImportReceipt))]
[JsonSerializable(typeof(ImportUndone))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(EnergyView))]
[JsonSerializable(typeof(TariffsView))]
[JsonSerializable(typeof(PersonAt))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(NoticeView))]
[JsonSerializable(typeof(NoticeSettings))]
public sealed partial class HomesJson : JsonSerializerContext;

/// <summary>How documents stand in the ledger: texts as they are, where the default writes six bytes for each character that is not ASCII.</summary>
internal static class KeptJson
{
    private static readonly HomesJson Compact = new(new JsonSerializerOptions(HomesJson.Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    internal static string Of(ActivityDetail detail) => JsonSerializer.Serialize(detail, Compact.ActivityDetail);

    internal static string Of(Notice notice) => JsonSerializer.Serialize(notice, Compact.Notice);
}
