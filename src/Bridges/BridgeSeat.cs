using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker.Local;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>Where a bridge sits: its home and record, and what it works with. Nothing here reaches another home.</summary>
/// <param name="Client">A client of Kith's broker inside the home's wall; the bridge disposes it.</param>
/// <param name="Documents">What it remembers between starts.</param>
/// <param name="Network">The one way to addresses that people named.</param>
/// <param name="Folder">For files of its own (a fabric, a cache); made by whoever writes there first, deleted with the bridge.</param>
internal sealed record BridgeSeat(
    HomeHost Homes, HomeId Home, Bridge Record, LocalClient Client, BridgeDocuments Documents, Library Library, LocalNetwork Network, TimeProvider Time, BridgeMetrics Metrics, ILogger Logger, string Folder)
{
    /// <summary>How its devices name their way home.</summary>
    internal string Via { get; } = BridgeDeeds.ViaOf(Record);

    /// <summary>As whom it brings devices in.</summary>
    internal Caller House { get; } = Caller.House(Record.Kind);
}
