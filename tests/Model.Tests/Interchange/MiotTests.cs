using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Interchange;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Model.Tests.Interchange;

public class MiotTests
{
    private static readonly Library Library = Library.Standard();

    [Fact]
    public void A_lamp_becomes_a_product_of_the_librarys_words()
    {
        var import = Import(Instances.Lamp);

        Assert.Equal(("acme.lamp1", 2, "light"), (import.Document.Product, import.Document.Version, import.Document.Type));
        var brightness = import.Spec.FindProperty("light.brightness")!;
        Assert.Equal((2, "percent", "亮度"), (brightness.Piid, brightness.Unit, brightness.Title.Zh));
        Assert.Equal(["reading", "value-1"], import.Spec.FindProperty("light.mode")!.Choices!.Select(choice => choice.Key));
        Assert.NotNull(import.Spec.FindAction("light.toggle"));
    }

    [Theory]
    [InlineData(Instances.Lamp)]
    [InlineData(Instances.Quirky)]
    public void An_instance_comes_back_as_it_was(string instance)
    {
        var export = Miot.Export(Import(instance).Document, Library).Value;

        Assert.Equal(JsonNode.Parse(instance)!.ToJsonString(), export.ToJsonString());
    }

    [Theory]
    [InlineData(Instances.Lamp)]
    [InlineData(Instances.Quirky)]
    public void An_imported_product_survives_being_stored_as_a_document(string instance)
    {
        var stored = JsonSerializer.SerializeToUtf8Bytes(Import(instance).Document, ModelJson.Default.ProductDocument);
        var again = ProductDocument.Parse(stored).Value;

        Assert.Equal(JsonNode.Parse(instance)!.ToJsonString(), Miot.Export(again, Library).Value.ToJsonString());
    }

    [Fact]
    public void What_is_edited_after_the_import_is_exported_as_edited()
    {
        var document = Import(Instances.Quirky).Document;
        var edited = document with { Services = [.. document.Services!.Select(service => service.Type == "open" ? service with { Name = LocalText.Same("Foam") } : service)] };

        var export = Miot.Export(edited, Library).Value.ToJsonString();

        Assert.Contains("\"description\":\"Foam\"", export, StringComparison.Ordinal);
        Assert.DoesNotContain("\"description\":\"Bubbles\"", export, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("range-and-list", "siid 2 piid 1021")]
    [InlineData("description-repeated", "siid 2 piid 1021")]
    [InlineData("description-empty", "siid 2 piid 1021")]
    [InlineData("choice-unusable", "siid 2 piid 1021")]
    [InlineData("hex-differs", "siid 9 aiid 1")]
    [InlineData("hex-shared", "siid 9 aiid 3")]
    [InlineData("repeated-type", "siid 2 piid 2")]
    [InlineData("iids-not-contiguous", "siid 9")]
    [InlineData("device-information-missing", "siid 2")]
    [InlineData("list-unusable", "siid 2 piid 1")]
    [InlineData("energy-scale-unknown", "siid 4 piid 1")]
    [InlineData("missing-argument", "siid 9 eiid 1")]
    [InlineData("missing-argument", "siid 9 aiid 3")]
    [InlineData("notify-missing", "siid 2 piid 2")]
    [InlineData("choice-renumbered", "siid 5 piid 1")]
    [InlineData("device-type-unknown", "device")]
    [InlineData("format-unknown", "siid 9 piid 2")]
    [InlineData("access-unknown", "siid 9 piid 2")]
    [InlineData("unit-unknown", "siid 6 piid 1")]
    [InlineData("service-unknown", "siid 6")]
    [InlineData("type-unreadable", "siid 6 piid 2")]
    [InlineData("range-unusable", "siid 6 piid 2")]
    [InlineData("unread", "siid 6 property 2")]
    [InlineData("unread", "service 6")]
    public void A_quirk_is_tolerated_and_reported(string quirk, string path) =>
        Assert.Contains((quirk, path), Import(Instances.Quirky).Notices.Select(notice => (notice.Quirk, notice.Path)));

    [Fact]
    public void A_wish_has_its_key_whatever_its_number()
    {
        var control = Import(Instances.Quirky).Spec.FindProperty("curtain.motor-control")!;

        Assert.Equal([("close", 0L), ("pause", 1L), ("open", 2L)], control.Choices!.Select(choice => (choice.Key, choice.Value)));
        Assert.Equal("停止", control.Choices![1].Name.Zh);
    }

    [Fact]
    public void A_second_switch_of_a_service_is_a_property_of_its_own()
    {
        var spec = Import(Instances.Quirky).Spec;

        Assert.Equal((1, 2), (spec.FindProperty("thermostat.on")!.Piid, spec.FindProperty("thermostat.on-2")!.Piid));
        Assert.Equal("Right", spec.FindProperty("thermostat.on-2")!.Title.En);
    }

    [Fact]
    public void A_fault_without_a_list_takes_every_number()
    {
        var fault = Import(Instances.Quirky).Spec.FindProperty("thermostat.fault")!;

        Assert.True(fault.Take(Value.Of(4_000_000_000)).Ok);
    }

    [Fact]
    public void A_product_of_our_own_is_exported_with_device_information_first()
    {
        var export = Miot.Export(Library.FindProduct("kith-demo.colour-bulb")!, Library).Value;

        var first = export["services"]![0]!;
        Assert.Equal((1, "urn:miot-spec-v2:service:device-information:00007801:kith-demo-colour-bulb:1"), ((int)first["iid"]!, (string)first["type"]!));
        Assert.Equal("percentage", (string)export["services"]![1]!["properties"]![1]!["unit"]!);
    }

    [Fact]
    public void Every_product_that_comes_with_the_library_goes_out_and_in_again()
    {
        foreach (var product in Library.Products)
        {
            var import = Import(Miot.Export(product, Library).Value.ToJsonString());
            var before = Library.Resolve(product).Value;

            Assert.Equal(Shapes(before), Shapes(import.Spec));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"services\":{}}")]
    [InlineData("{\"services\":[]}")]
    [InlineData("{\"services\":[],\"description\":\"\\ud800\"}")]
    public void What_is_no_instance_is_refused_with_a_reason(string text) =>
        Assert.NotEmpty(Miot.Import(Encoding.UTF8.GetBytes(text), Library).Fault!.Detail);

    private static List<(int, int, string, Format, string?, Access, ValueRange?)> Shapes(Spec spec) =>
        [.. from service in spec.Services where service.Siid != 1 from property in service.Properties
            select (service.Siid, property.Piid, property.Name, property.Format, property.Unit, property.Access, property.Range)];

    private static MiotImport Import(string instance)
    {
        var import = Miot.Import(Encoding.UTF8.GetBytes(instance), Library);
        Assert.Null(import.Fault);
        return import.Value;
    }
}
