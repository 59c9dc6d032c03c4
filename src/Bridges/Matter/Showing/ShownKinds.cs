using Kith.Bridges.Matter.Showing.Forms;
using Kith.Model.Specs;

namespace Kith.Bridges.Matter.Showing;

/// <summary>What can be shown: by service, the richest form first. No device type or model is named.</summary>
internal static class ShownKinds
{
    internal static IReadOnlyList<ShownKind> All { get; } = [.. Lights.Kinds, .. Movers.Kinds, .. Climate.Kinds, .. Sensors.Kinds, .. Machines.Kinds];

    /// <summary>The services of a device that can be shown, each in its richest form; a sensor of two things is shown as two.</summary>
    internal static IEnumerable<(Service Service, ShownKind Kind)> Of(Spec spec)
    {
        foreach (var service in spec.Services)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var kind in All)
                if (kind.Fits(service) && !kind.Needs.Any(taken.Contains) && (kind.Needs.Count > 0 || taken.Add(kind.Form)))
                {
                    taken.UnionWith(kind.Needs);
                    yield return (service, kind);
                }
        }
    }
}
