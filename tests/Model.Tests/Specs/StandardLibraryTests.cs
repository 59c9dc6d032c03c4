using System.Text.Json;
using Kith.Model.Specs;
using Kith.Model.Units;

namespace Kith.Model.Tests.Specs;

public class StandardLibraryTests
{
    private static readonly Library Library = Library.Standard();

    [Fact]
    public void The_whole_library_breaks_no_rule()
    {
        var findings = SpecLint.Standard();

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public void It_covers_a_home()
    {
        Assert.InRange(Library.Services.Count, 48, 1000);
        Assert.InRange(Library.Types.Count, 45, 1000);
        Assert.InRange(Library.Products.Count, 40, 1000);
        Assert.Equal(Enum.GetValues<Category>().Order(), Library.Types.Select(type => type.Category).Distinct().Order());
    }

    /// <summary>The vocabulary that bridges, clouds, voice and the app build on; a change here breaks homes.</summary>
    [Theory]
    [InlineData("light", "on brightness color-temperature color mode")]
    [InlineData("switch", "on")]
    [InlineData("power-consumption", "power-consumption electric-power electric-current voltage")]
    [InlineData("curtain", "motor-control current-position target-position status")]
    [InlineData("thermostat", "on target-temperature temperature mode")]
    [InlineData("air-conditioner", "on mode target-temperature")]
    [InlineData("temperature-humidity-sensor", "temperature relative-humidity")]
    [InlineData("motion-sensor", "motion illumination")]
    [InlineData("magnet-sensor", "open")]
    [InlineData("lock", "locked status")]
    [InlineData("battery", "battery-level charging-state voltage low")]
    [InlineData("environment", "temperature relative-humidity pm2.5-density pm10-density co2-density")]
    [InlineData("occupancy-sensor", "occupied")]
    [InlineData("submersion-sensor", "leak")]
    public void A_service_keeps_its_words_and_their_places(string service, string words) =>
        Assert.Equal(words.Split(' '), Library.FindService(service)!.Properties!.Take(words.Split(' ').Length).Select(property => property.Name));

    [Fact]
    public void What_could_harm_somebody_says_so()
    {
        Assert.Equal(Risk.Safety, Library.FindService("lock")!.FindProperty("locked")!.Risk);
        Assert.Equal(Risk.Safety, Library.FindService("gate")!.FindProperty("open")!.Risk);
        Assert.Equal(Risk.Safety, Library.FindService("oven")!.FindAction("start-cook")!.Risk);
        Assert.Equal(Risk.Privacy, Library.FindService("camera-control")!.FindProperty("on")!.Risk);
        Assert.Equal(Risk.Privacy, Library.FindService("microphone")!.FindProperty("mute")!.Risk);
        Assert.Equal(Risk.Cost, Library.FindService("valve")!.FindProperty("open")!.Risk);
        Assert.Equal(Accumulation.Total, Library.FindService("power-consumption")!.FindProperty("power-consumption")!.Accumulation);
    }

    [Fact]
    public void The_page_for_authors_lists_every_icon_unit_and_rule()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "spec", "README.md"));

        Assert.All(Icons.All.Concat(UnitTable.All.Select(unit => unit.Name)).Concat(Rules.All.Select(rule => rule.Name)), name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_folder_is_what_travels_in_the_assembly()
    {
        var folder = Library.FromFolder(Path.Combine(Root(), "spec")).Value;

        Assert.Equal(Written(Library), Written(folder));
    }

    private static List<string> Written(Library library) =>
    [
        .. library.Services.Select(service => JsonSerializer.Serialize(service, ModelJson.Default.ServiceDefinition)),
        .. library.Types.Select(type => JsonSerializer.Serialize(type, ModelJson.Default.DeviceType)),
        .. library.Products.Select(product => JsonSerializer.Serialize(product, ModelJson.Default.ProductDocument)),
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kith.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
