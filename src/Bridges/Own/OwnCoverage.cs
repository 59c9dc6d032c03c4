using Kith.Model.Specs;

namespace Kith.Bridges.Own;

/// <summary>Describes a device with all of each service of the library, read from and written to topics, and counts what comes of it.</summary>
internal static class OwnCoverage
{
    internal static CoverageTable Of(Library library)
    {
        var (tally, network) = (new CoverageTally("own", "services", library), new LocalNetwork(thisMachineToo: false));
        foreach (var service in library.Services)
        {
            var document = new OwnDocument(
                "example", "Example",
                Properties: service.Properties?.ToDictionary(its => $"{service.Name}.{its.Name}", _ => new OwnProperty(new OwnRead("x/state"), new OwnSend("x/set"))),
                Events: service.Events?.ToDictionary(its => $"{service.Name}.{its.Name}", _ => new OwnEvent("x/event")),
                Actions: service.Actions?.Where(its => its.In is null or []).ToDictionary(its => $"{service.Name}.{its.Name}", _ => new OwnSend("x/do")));
            var spec = OwnSpec.Of(document, library, network);
            if (spec.Fault is { } why) tally.Refused(why.Detail, service.Name);
            else
            {
                tally.Became(spec.Value, "no service of the library has it");
                foreach (var action in service.Actions?.Where(its => its.In is not (null or [])) ?? []) tally.Lost("a description has no way to send an action's arguments", $"{service.Name}.{action.Name}");
            }
        }
        return tally.Make();
    }
}
