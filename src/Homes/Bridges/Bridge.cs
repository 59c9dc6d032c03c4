using System.Text.Json;
using Kith.Model.Ids;

namespace Kith.Homes.Bridges;

/// <summary>Somebody else's system that brings its devices into a home, as kept.</summary>
/// <param name="Id">A slug, unique in the home: zigbee2mqtt, zigbee2mqtt-2.</param>
/// <param name="Kind">Which bridge speaks to it: zigbee2mqtt, ...</param>
/// <param name="BaseTopic">Where it speaks inside the home's wall; no other bridge of the home may use the same.</param>
/// <param name="Username">The user name of its credential.</param>
/// <param name="Settings">What its kind lets people choose; null for nothing chosen.</param>
public sealed record Bridge(DeviceId Id, string Kind, string Name, string BaseTopic, CredentialId Username, DateTimeOffset Created, JsonElement? Settings = null);
