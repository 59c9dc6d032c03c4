using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Metering;

namespace Kith.Mqtt.Tests.Broker;

public class StormWatchTests
{
    [Fact]
    public void A_storm_is_cleared_away_once_when_it_has_been_quiet_for_a_second()
    {
        var watch = new StormWatch(new BrokerOptions { StormSize = 100 });

        Assert.False(watch.Look(accepted: 60, nowMs: 0), "a few are no storm");
        Assert.False(watch.Look(accepted: 60, nowMs: 5_000), "and never become one by waiting");
        Assert.False(watch.Look(accepted: 100, nowMs: 6_000), "it is still going on");
        Assert.False(watch.Look(accepted: 100, nowMs: 6_900), "it has only just ended");
        Assert.True(watch.Look(accepted: 100, nowMs: 7_000));
        Assert.False(watch.Look(accepted: 100, nowMs: 9_000), "once");
    }
}
