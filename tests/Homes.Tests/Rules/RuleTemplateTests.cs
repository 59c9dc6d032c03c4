using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Templates;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.Rules;

/// <summary>Every template is tried in a home that has one of each demo product, a second motion sensor and a scene.</summary>
public sealed partial class RuleTemplateTests
{
    private static readonly string[] Categories = ["light", "climate", "safety", "presence", "comfort"];

    private readonly StillHome _home;
    private readonly PersonId _ann = PersonId.New();

    public RuleTemplateTests()
    {
        var library = Library.Standard();
        var devices = library.Products.Select(product => (product.Product.Split('.')[1], library.Resolve(product).Value)).ToList();
        var scene = library.FindType("scene")!;
        devices.Add(("second-motion", library.Resolve(library.FindProduct("kith-demo.motion-sensor")!).Value));
        devices.Add(("cosy", new Spec("test.scene", 1, "test", scene.Name, scene.Title,
            [new Service { Id = "scene", Type = "scene", Name = scene.Title, Actions = [new SpecAction { Name = "run", Title = scene.Title }] }])));
        _home = new StillHome("Europe/Berlin", new Location(52.5, 13.4), [.. devices]);
        _home.Home.People[_ann] = new Person(_ann, "Ann", Role.Owner);
    }

    public static TheoryData<string> Ids => [.. RuleTemplate.All.Select(template => template.Id)];

    private static Dictionary<string, JsonElement> Inputs(object inputs) => JsonSerializer.SerializeToElement(inputs).EnumerateObject().ToDictionary(input => input.Name, input => input.Value);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_template_fits_a_home_that_has_everything_and_makes_a_sound_rule(string id)
    {
        var view = TemplateDeeds.Proposed(_home.Home).Single(template => template.Id == id);
        Assert.True(view.Fits, string.Join(", ", view.Inputs.Where(input => input.Candidates is { Count: 0 }).Select(input => input.Id)));
        foreach (var language in (string[])["en", "zh"])
            foreach (var withOptional in (bool[])[true, false])
                foreach (var most in (int[])[1, 50])
                {
                    var inputs = view.Inputs.Where(input => withOptional || !input.Optional).Where(input => input.Candidates is not null || input.Kind is InputKind.Person)
                        .ToDictionary(input => input.Id, input => JsonSerializer.SerializeToElement(input.Kind switch
                        {
                            InputKind.Device => (object)input.Candidates![most % input.Candidates.Count],
                            InputKind.Devices => input.Candidates!.Take(most),
                            _ => _ann.ToString(),
                        }));
                    var filled = TemplateDeeds.Filled(_home.Home, RuleTemplate.Find(id)!, inputs, language);
                    Assert.True(filled.Ok, $"{filled.Fault?.Field}: {filled.Fault?.Detail}");
                    var json = RuleDocument.Write(filled.Value.Rule);
                    Assert.DoesNotContain("$", json, StringComparison.Ordinal);
                    Assert.Equal(language == "zh" ? view.Title.Zh : view.Title.En, filled.Value.Rule.Name);
                    Assert.True(_home.Problems(filled.Value.Rule) is { Count: 0 }, $"{json}\n{string.Join('\n', _home.Problems(filled.Value.Rule))}");
                }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_template_is_whole(string id)
    {
        var template = RuleTemplate.Find(id)!;
        Assert.Contains(template.Category, Categories);
        Assert.Contains(template.Icon, Icons.All);
        foreach (var text in template.Inputs.Select(input => input.Title).Append(template.Title).Append(template.Description)) Assert.NotEqual(text.En, text.Zh);
        var named = Placeholder().Matches(template.Rule.ToJsonString()).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(template.Inputs.Select(input => input.Id).Order(), named.Order());
        Assert.Equal(template.Inputs.Count, template.Inputs.Select(input => input.Id).Distinct().Count());
        var library = Library.Standard();
        foreach (var input in template.Inputs)
        {
            Assert.All(input.Types ?? [], type => Assert.NotNull(library.FindType(type)));
            foreach (var member in input.Has ?? [])
            {
                var (service, name) = (library.FindService(member.Split('.', 2)[0]), member.Split('.', 2)[1]);
                Assert.True(service is not null && JsonSerializer.Serialize(service).Contains($"\"{name}\"", StringComparison.Ordinal), $"{id}: there is no {member}");
            }
            Assert.True(input.Kind is not InputKind.Number || (input.Unit is not null && input.Min < input.Max && input.Default is { } value && value.AsDouble() >= input.Min && value.AsDouble() <= input.Max), input.Id);
        }
    }

    [Fact]
    public void There_are_templates_enough_and_none_ever_unlocks_a_door()
    {
        Assert.True(RuleTemplate.All.Count >= 20, $"{RuleTemplate.All.Count}");
        foreach (var template in RuleTemplate.All.Where(template => template.Rule.ToJsonString().Contains("lock", StringComparison.Ordinal)))
            Assert.DoesNotContain("\"$lock.address\":false", template.Rule.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_device_has_its_own_trigger_and_those_with_the_same_address_share_a_step()
    {
        var rule = TemplateDeeds.Filled(_home.Home, RuleTemplate.Find("motion-light")!, Inputs(new { sensor = "motion-sensor", lights = new[] { "bulb", "dimmer", "triple-switch/left.on", "triple-switch/right.on" }, after = "00:01:00" }), null).Value.Rule;
        Assert.Equal(
            """{"name":"Motion lights the way at night","when":[{"kind":"property","property":"motion-sensor/motion-sensor.motion","becomes":true}],"if":[{"kind":"sun","is":"down"}],"then":[{"kind":"set","devices":["bulb","dimmer"],"values":{"light.on":true}},{"kind":"set","devices":["triple-switch"],"values":{"left.on":true}},{"kind":"set","devices":["triple-switch"],"values":{"right.on":true}},{"kind":"wait","until":[{"kind":"property","property":"motion-sensor/motion-sensor.motion","is":false}],"atMost":"02:00:00","otherwise":"goOn"},{"kind":"delay","for":"00:01:00"},{"kind":"set","devices":["bulb","dimmer"],"values":{"light.on":false}},{"kind":"set","devices":["triple-switch"],"values":{"left.on":false}},{"kind":"set","devices":["triple-switch"],"values":{"right.on":false}}],"mode":"restart"}""",
            RuleDocument.Write(rule));
    }

    [Fact]
    public void A_home_is_offered_first_what_its_devices_can_do()
    {
        var lamp = Library.Standard();
        var small = new StillHome("UTC", null, ("lamp", lamp.Resolve(lamp.FindProduct("kith-demo.bulb")!).Value), ("leak", lamp.Resolve(lamp.FindProduct("kith-demo.leak-sensor")!).Value));
        var views = TemplateDeeds.Proposed(small.Home);
        Assert.Equal(views.Count, RuleTemplate.All.Count);
        Assert.True(views.SkipWhile(view => view.Fits).All(view => !view.Fits));
        Assert.Contains(views, view => view.Id == "leak-valve" && view.Fits);
        Assert.Contains(views, view => view.Id == "window-heating" && !view.Fits);
        Assert.Equal(["lamp/light.on"], views.Single(view => view.Id == "last-leaves").Inputs[0].Candidates!);
    }

    [Fact]
    public void An_input_that_does_not_fit_is_named()
    {
        string Refused(string id, object inputs) => TemplateDeeds.Filled(_home.Home, RuleTemplate.Find(id)!, Inputs(inputs), null).Fault is { } fault ? $"{fault.Field} {fault.Error.Code}" : "";

        Assert.Equal("inputs.sensor request.invalid", Refused("motion-light", new { }));
        Assert.Equal("inputs.colour request.invalid", Refused("motion-light", new { colour = 1 }));
        Assert.Equal("inputs.sensor device.unknown", Refused("motion-light", new { sensor = "attic" }));
        Assert.Equal("inputs.sensor property.unknown", Refused("motion-light", new { sensor = "bulb" }));
        Assert.Equal("inputs.sensor request.invalid", Refused("motion-light", new { sensor = new[] { "motion-sensor", "second-motion" } }));
        Assert.Equal("inputs.sensor value.wrong_type", Refused("motion-light", new { sensor = 7 }));
        Assert.Equal("inputs.lights request.invalid", Refused("motion-light", new { sensor = "motion-sensor", lights = Array.Empty<string>() }));
        Assert.Equal("inputs.after value.out_of_range", Refused("motion-light", new { sensor = "motion-sensor", lights = "bulb", after = "soon" }));
        Assert.Equal("inputs.after value.wrong_type", Refused("motion-light", new { sensor = "motion-sensor", lights = "bulb", after = 5 }));
        Assert.Equal("inputs.low value.out_of_range", Refused("battery-low", new { devices = "motion-sensor", low = 51 }));
        Assert.Equal("inputs.low value.wrong_type", Refused("battery-low", new { devices = "motion-sensor", low = "5" }));
        Assert.Equal("inputs.off request.invalid", Refused("sunset-lights", new { lights = "bulb", off = "25:00" }));
        Assert.Equal("inputs.person not_found", Refused("somebody-home", new { person = "aaaaaaaaaaaaaaaaaaaa" }));
        Assert.Equal("inputs.words request.invalid", Refused("somebody-home", new { person = _ann.ToString(), words = "{" }));
        Assert.Equal("", Refused("motion-light", new { sensor = "motion-sensor", lights = "bulb" }));
    }

    [GeneratedRegex(@"\$([a-z]+)")]
    private static partial Regex Placeholder();
}
