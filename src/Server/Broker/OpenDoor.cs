using System.Text;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;

namespace Kith.Server.Broker;

/// <summary>The door of a broker that asks nobody who they are: one wall, everything allowed but the filters and topics that were forbidden.</summary>
/// <param name="denied">Topics that nobody may publish to or name in a subscription.</param>
internal sealed class OpenDoor(IReadOnlyCollection<string> denied) : IAdmission
{
    private static readonly Wall Open = new("open");
    private readonly byte[][] _denied = [.. denied.Select(Encoding.UTF8.GetBytes)];

    public ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken) => ValueTask.FromResult(Admission.Admit(Open, this) with { IsKept = true });

    public bool MayPublish(object principal, ReadOnlySpan<byte> topic)
    {
        foreach (var closed in _denied)
            if (topic.SequenceEqual(closed)) return false;
        return true;
    }

    public bool MaySubscribe(object principal, string filter) => !denied.Contains(filter);

    public Routing Intercept(in InboundPublish publish) => Routing.Deliver;

    public void Connected(object principal, string clientId)
    {
        // Nobody is waited for.
    }

    public void Disconnected(object principal, string clientId, DisconnectCause cause)
    {
        // Nobody is missed.
    }
}
