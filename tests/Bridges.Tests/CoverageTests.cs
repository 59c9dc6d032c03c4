namespace Kith.Bridges.Tests;

/// <summary>The figures that kith bridges coverage prints are made of the tables themselves.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData("bluetooth", 100, 70, 5)]
    [InlineData("infrared", 12, 100, 0)]
    [InlineData("own", 100, 700, 20)]
    public void What_a_bridge_can_meet_is_tried_and_counted(string kind, int tried, int typed, int refused)
    {
        var table = BridgeHost.FindKind(kind)!.Coverage(House.Library, null)!;

        Assert.Equal(kind, table.Bridge);
        Assert.True(table.Tried.Count >= tried && table.Devices * 10 >= table.Tried.Count * 9, $"{table}");
        Assert.True(table.Typed >= typed && table.Typed > table.Open, $"{table}");
        Assert.InRange(table.Refused, 0, refused);
        Assert.Equal(table.Open + table.Refused, table.Reasons.Sum(reason => reason.Count));
        Assert.Equal(table.Devices, table.Types.Sum(type => type.Count));
    }
}
