using System.Text;
using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Rule = Kith.Homes.Rules.Rule;

namespace Kith.Homes.Tests.Rules;

/// <summary>A home in which nothing runs: for what a rule means, without a ledger and without waiting.</summary>
internal sealed class StillHome
{
    internal StillHome(string timeZone = "UTC", Location? location = null, params (string Id, Spec Spec)[] devices)
    {
        Home = new Home(new HomeRecord(HomeId.New(), "Test", timeZone, DateTimeOffset.UnixEpoch, Location: location), new HomesOptions());
        foreach (var (id, spec) in devices)
            Home.Twins[DeviceId.Parse(id)] = new Twin(new Device(DeviceId.Parse(id), id, null, spec.Product, "test", id, null, null, 0, DateTimeOffset.UnixEpoch), spec) { Online = true };
    }

    internal Home Home { get; }

    internal static Rule Rule(string json) => RuleDocument.Parse(Encoding.UTF8.GetBytes(json)) is { Ok: true } rule ? rule.Value : throw new InvalidOperationException(json);

    internal IReadOnlyList<Problem> Problems(Rule rule) => RulePlan.Of(Home, rule).Check.Problems;

    /// <summary>When a trigger comes, by the home's clock and its distance from UTC, one time after the other.</summary>
    internal IEnumerable<string> Times(string trigger, string after)
    {
        var watch = Assert.Single(RulePlan.Of(Home, Rule($$"""{"name":"Test","when":[{{trigger}}],"then":[{"kind":"stop"}]}""")).Plan.Watches)!;
        for (var atMs = Ms(after); watch.NextMs(Home, atMs) is { } next; atMs = next)
            yield return $"{TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(next), Home.Zone):yyyy-MM-dd HH:mm zzz}";
    }

    internal bool Holds(string condition, string at)
    {
        var plan = RulePlan.Of(Home, Rule($$"""{"name":"Test","when":[],"if":[{{condition}}],"then":[{"kind":"stop"}]}""")).Plan;
        var turn = new Turn(Home);
        turn.Begin(Ms(at));
        return plan.If(new RuleScope(turn, new Dictionary<string, Model.Values.Value>()));
    }

    internal static long Ms(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
