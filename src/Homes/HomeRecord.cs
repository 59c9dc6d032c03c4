using System.Text.Json.Serialization;
using Kith.Homes.Energy;
using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Homes.Rules.Clock;
using Kith.Model.Ids;

namespace Kith.Homes;

/// <summary>A home, as kept.</summary>
/// <param name="TimeZone">IANA name, e.g. Europe/Berlin; decides where its days begin.</param>
/// <param name="Tariff">What its electricity costs; null for not known.</param>
/// <param name="Location">Where it stands; null for the city of its time zone.</param>
/// <param name="ModeKept">Null for the mode it began with.</param>
/// <param name="LeaveAfter">How long after somebody left it counts; null for the usual time of this server.</param>
/// <param name="AsksModel">What its assistant does not understand may be sent to the server's language model.</param>
public sealed record HomeRecord(
    HomeId Id, string Name, string TimeZone, DateTimeOffset Created, TariffChoice? Tariff = null, [property: JsonPropertyName("mode")] ModeState? ModeKept = null, Location? Location = null,
    TimeSpan? LeaveAfter = null, bool AsksModel = false)
{
    private static readonly ModeState Beginning = new();

    [JsonIgnore]
    public ModeState Mode => ModeKept ?? Beginning;
}

/// <summary>A home as one of its people sees it.</summary>
/// <param name="Me">Which person of it the caller is; null for the house itself.</param>
/// <param name="Location">Where it stands, if somebody said so; null for children and guests.</param>
/// <param name="Mode">How it is lived in now; null for children and guests, to whom it would tell where others are.</param>
/// <param name="LeaveAfter">How long after somebody left it counts; null in a list of homes.</param>
/// <param name="AsksModel">What its assistant does not understand may be sent to the server's language model; null for no.</param>
public sealed record HomeView(HomeId Id, string Name, string TimeZone, Role Role, PersonId? Me, ModeState? Mode = null, Location? Location = null, TimeSpan? LeaveAfter = null, bool? AsksModel = null);
