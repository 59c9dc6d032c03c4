using System.Diagnostics.Metrics;
using Kith.Server.Observability;

namespace Kith.Server.Tests.Observability;

public sealed class PrometheusTests
{
    [Fact]
    public async Task Numbers_are_told_while_instruments_come_and_one_of_them_fails()
    {
        using var prometheus = new Prometheus();
        using var meter = new Meter("Kith.Tests.Coming");
        meter.CreateObservableGauge("broken", int () => throw new InvalidOperationException("disposed"));
        meter.CreateCounter<int>("told").Add(7);
        var coming = Task.Run(() =>
        {
            for (var number = 0; number < 2000; number++) meter.CreateCounter<int>($"late{number}").Add(1);
        });

        while (!coming.IsCompleted) Assert.Contains("told_total 7", prometheus.Text(), StringComparison.Ordinal);
        await coming;

        Assert.Contains("late1999_total 1", prometheus.Text(), StringComparison.Ordinal);
    }
}
