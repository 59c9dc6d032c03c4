using Kith.Homes.Credentials;
using Kith.Mqtt.Broker;

namespace Kith.Gateway;

/// <summary>A device or a program of a bridge at the broker of its home.</summary>
/// <param name="Subject">The device's id, or the bridge's.</param>
/// <param name="Name">What it calls itself.</param>
public sealed record HomeClient(CredentialKind Kind, string Subject, string Name, ClientView Client)
{
    /// <summary>Its admission put the subject before its own name, see <see cref="Admittance.Gatekeeper.PrefixOf"/>.</summary>
    internal static HomeClient Of(ClientView client)
    {
        var end = client.ClientId.AsSpan().IndexOfAny('/', ':');
        return end < 0
            ? new HomeClient(CredentialKind.Bridge, "", client.ClientId, client)
            : new HomeClient(client.ClientId[end] == '/' ? CredentialKind.Bridge : CredentialKind.Device, client.ClientId[..end], client.ClientId[(end + 1)..], client);
    }
}
