using System.Text.Json;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

public class LibraryTests
{
    private static readonly Library Library = Library.Standard();

    [Fact]
    public void Every_product_that_comes_with_the_library_resolves()
    {
        Assert.NotEmpty(Library.Products);
        Assert.All(Library.Products, product => Assert.Null(Library.Resolve(product).Fault));
    }

    [Fact]
    public void A_resolved_lamp_carries_the_librarys_definition_and_its_own_range()
    {
        var spec = Library.Resolve(Library.FindProduct("kith-demo.colour-bulb")!).Value;

        var brightness = spec.FindProperty("light.brightness")!;
        Assert.Equal(("percent", Format.UInt8, new ValueRange(1, 100, 1)), (brightness.Unit, brightness.Format, brightness.Range));
        Assert.Equal("亮度", brightness.Title.Zh);
        Assert.Equal(2200, spec.FindProperty("light.color-temperature")!.Range!.Min);
        Assert.NotNull(spec.FindAction("light.toggle"));
    }

    [Fact]
    public void Three_services_of_one_type_keep_their_own_ids()
    {
        var spec = Library.Resolve(Library.FindProduct("kith-demo.triple-switch")!).Value;

        Assert.NotNull(spec.FindProperty("left.on"));
        Assert.NotNull(spec.FindProperty("right.on"));
        Assert.Equal([2, 3, 4, 5], spec.Services.Select(service => service.Siid));
    }

    [Fact]
    public void A_property_keeps_its_number_whatever_else_the_product_has()
    {
        var few = Library.Resolve(Product("""[{"type":"light","properties":[{"name":"on"},{"name":"color"}]}]""")).Value;
        var many = Library.Resolve(Product("""[{"type":"light","properties":[{"name":"color"},{"name":"brightness"},{"name":"on"}]}]""")).Value;

        Assert.Equal(few.FindProperty("light.color")!.Piid, many.FindProperty("light.color")!.Piid);
        Assert.Equal(1, many.FindProperty("light.on")!.Piid);
    }

    [Fact]
    public void A_service_without_lists_has_what_the_library_requires()
    {
        var spec = Library.Resolve(Product("""[{"type":"light"},{"type":"identify"}]""")).Value;

        Assert.Equal(["light.on"], spec.Properties.Select(property => property.Address));
        Assert.NotNull(spec.FindAction("identify.identify"));
    }

    [Fact]
    public void An_open_service_is_written_out_whole()
    {
        var spec = Library.Resolve(Product("""
            [{"id":"bubbles","type":"open","name":"Bubbles","properties":[
              {"name":"rate","title":{"en":"Rate","zh":"速率"},"format":"uint8","access":["read","write"],"unit":"percent","range":[0,100,5],"accumulation":"instant"}],
              "actions":[{"name":"pop","title":"Pop","in":["rate"]}]}]
            """)).Value;

        var rate = spec.FindProperty("bubbles.rate")!;
        Assert.Equal((101, "速率", Access.Read | Access.Write), (rate.Piid, rate.Title.Zh, rate.Access));
        Assert.Equal("Pop", spec.FindAction("bubbles.pop")!.Title.Zh);
    }

    [Fact]
    public void A_second_property_of_one_kind_says_of_what_it_is()
    {
        var spec = Library.Resolve(Product("""[{"type":"thermostat","properties":[{"name":"on"},{"name":"target-temperature"},{"name":"floor-target","of":"target-temperature","title":"Floor","range":[5,28,1]}]}]""")).Value;

        var floor = spec.FindProperty("thermostat.floor-target")!;
        Assert.Equal(("celsius", 28.0, Risk.Cost), (floor.Unit, floor.Range!.Max, floor.Risk));
    }

    [Fact]
    public void A_resolved_spec_is_served_as_json_and_read_again()
    {
        var spec = Library.Resolve(Library.FindProduct("kith-demo.lock")!).Value;

        var json = JsonSerializer.Serialize(spec, ModelJson.Default.Spec);
        var again = JsonSerializer.Deserialize(json, ModelJson.Default.Spec)!;

        Assert.Contains("\"address\":\"lock.locked\"", json, StringComparison.Ordinal);
        Assert.Contains("\"access\":[\"read\",\"write\",\"notify\"]", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(again, ModelJson.Default.Spec));
        Assert.Equal(spec.Properties.Select(property => property.Address), again.Properties.Select(property => property.Address));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var fault = Library.FromFolder("/nowhere/spec").Fault!;

        Assert.Equal(ErrorCodes.SpecInvalid, fault.Error);
        Assert.Contains("file-broken", fault.Detail, StringComparison.Ordinal);
    }

    private static ProductDocument Product(string services) => Documents.Of(services);
}
