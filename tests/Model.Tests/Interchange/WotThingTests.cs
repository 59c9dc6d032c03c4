using System.Text.Json.Nodes;
using Kith.Model.Interchange;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Interchange;

public class WotThingTests
{
    private static readonly Library Library = Library.Standard();
    private static readonly Uri Services = new("https://home.example/spec/services/");

    [Fact]
    public void A_service_is_a_thing_model_with_its_required_members()
    {
        var model = WotThing.Model(Library.FindService("light")!);

        Assert.Equal(WotThing.Context, (string)model["@context"]![0]!);
        Assert.Equal("tm:ThingModel", (string)model["@type"]!);
        Assert.Equal("灯", (string)model["titles"]!["zh-Hans"]!);
        Assert.Equal(["/properties/on"], model["tm:required"]!.AsArray().Select(pointer => (string)pointer!));
        var brightness = model["properties"]!["brightness"]!;
        Assert.Equal(("integer", "%", 1L, 100L), ((string)brightness["type"]!, (string)brightness["unit"]!, (long)brightness["minimum"]!, (long)brightness["maximum"]!));
        Assert.Equal((false, false, true), ((bool)brightness["readOnly"]!, (bool)brightness["writeOnly"]!, (bool)brightness["observable"]!));
    }

    [Fact]
    public void Choices_are_constants_with_titles_in_both_languages()
    {
        var choices = WotThing.Model(Library.FindService("air-conditioner")!)["properties"]!["mode"]!["oneOf"]!.AsArray();

        Assert.Contains(choices, choice => (long)choice!["const"]! == 1 && (string)choice["title"]! == "Cool" && (string)choice["titles"]!["zh-Hans"]! == "制冷");
    }

    [Fact]
    public void A_parameter_is_an_actions_input_and_no_property()
    {
        var model = WotThing.Model(Library.FindService("intelligent-speaker")!);

        Assert.Null(model["properties"]!["text-content"]);
        Assert.Equal("string", (string)model["actions"]!["play-text"]!["input"]!["properties"]!["text-content"]!["type"]!);
    }

    [Fact]
    public void A_device_type_links_to_the_models_of_its_services()
    {
        var links = WotThing.Model(Library.FindType("outlet")!, Services)["links"]!.AsArray();

        Assert.Contains(links, link => (string)link!["rel"]! == "tm:submodel" && (string)link["href"]! == "https://home.example/spec/services/switch" && (string)link["type"]! == WotThing.ModelMediaType);
    }

    [Fact]
    public void A_product_has_its_addresses_as_names()
    {
        var model = WotThing.Model(Spec("triple-switch"));

        Assert.Equal("boolean", (string)model["properties"]!["left.on"]!["type"]!);
        Assert.Contains("/actions/right.toggle", model["tm:required"]!.AsArray().Select(pointer => (string)pointer!));
        Assert.Equal("1.0.0", (string)model["version"]!["model"]!);
    }

    [Fact]
    public void A_device_has_forms_and_says_how_to_sign_in()
    {
        var thing = WotThing.Description(Spec("lock"), "urn:kith:device:front-door", "Front door", new Uri("https://home.example/api/v1/homes/1/devices/front-door/"));

        Assert.Null(thing["@type"]);
        Assert.Equal("bearer", (string)thing["securityDefinitions"]![(string)thing["security"]!]!["scheme"]!);
        var form = thing["properties"]!["lock.locked"]!["forms"]![0]!;
        Assert.Equal(("properties/lock.locked", "readproperty,writeproperty"), ((string)form["href"]!, string.Join(',', form["op"]!.AsArray().Select(op => (string)op!))));
        Assert.Equal("subscribeevent", (string)thing["events"]!["lock.lock-event"]!["forms"]![0]!["op"]![0]!);
    }

    [Fact]
    public void Every_service_type_and_product_makes_a_well_formed_model()
    {
        Assert.All(Library.Services, service => CheckModel(WotThing.Model(service)));
        Assert.All(Library.Types, type => CheckModel(WotThing.Model(type, Services)));
        Assert.All(Library.Products, product => CheckModel(WotThing.Model(Library.Resolve(product).Value)));
        Assert.All(Library.Products, product => CheckForms(WotThing.Description(Library.Resolve(product).Value, "urn:x", "X", Services)));
    }

    /// <summary>The rules of Thing Models (TD 1.1, section 10): context, type, no forms with operations, tm:required resolves, and each affordance is sound.</summary>
    private static void CheckModel(JsonObject model)
    {
        Assert.Equal((WotThing.Context, "tm:ThingModel"), ((string)model["@context"]![0]!, (string)model["@type"]!));
        foreach (var pointer in model["tm:required"]?.AsArray() ?? [])
        {
            var parts = ((string)pointer!).Split('/', 3);
            Assert.NotNull(model[parts[1]]![parts[2]]);
        }
        foreach (var (_, property) in model["properties"]?.AsObject() ?? [])
        {
            Assert.Contains((string)property!["type"]!, new[] { "boolean", "integer", "number", "string" });
            // readOnly and writeOnly exclude each other, and what is only written cannot be observed (TD 1.1, 5.3.1.2 and 5.3.2.1).
            Assert.False((bool)property["readOnly"]! && (bool)property["writeOnly"]!);
            Assert.False((bool)property["writeOnly"]! && (bool)property["observable"]!);
            Assert.NotEmpty((string)property["titles"]!["zh-Hans"]!);
        }
    }

    private static void CheckForms(JsonObject thing)
    {
        Assert.All(new[] { "@context", "title", "security", "securityDefinitions" }, field => Assert.NotNull(thing[field]));
        foreach (var kind in new[] { "properties", "actions", "events" })
            foreach (var (_, affordance) in thing[kind]?.AsObject() ?? []) Assert.NotEmpty(affordance!["forms"]!.AsArray());
    }

    private static Spec Spec(string product) => Library.Resolve(Library.FindProduct($"kith-demo.{product}")!).Value;
}
