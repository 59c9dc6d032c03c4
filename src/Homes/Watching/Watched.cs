using Kith.Homes.Credentials;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Watching;

/// <summary>Whose MQTT traffic somebody may watch.</summary>
/// <param name="Kind">Of the credential it is said with.</param>
/// <param name="Subject">Who holds that: the device, the hub that speaks for it, or the bridge.</param>
/// <param name="Child">The device behind the hub; null for all that is said.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Specs">Of the devices that may be spoken of, by their ids.</param>
public sealed record Watched(CredentialKind Kind, string Subject, DeviceId? Child, string Name, IReadOnlyDictionary<string, Spec> Specs);
