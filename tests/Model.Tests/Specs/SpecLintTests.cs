using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

public class SpecLintTests
{
    private const string Rate = "\"name\":\"rate\",\"title\":{\"en\":\"Rate\",\"zh\":\"速率\"},\"access\":[\"read\"]";

    private static readonly Library Library = Library.Standard();

    /// <summary>The structural rules: each keeps a document from resolving, and the error names it.</summary>
    [Theory]
    [InlineData("empty", "[]")]
    [InlineData("empty", """[{"id":"x","type":"open","name":"X"}]""")]
    [InlineData("service-unknown", """[{"type":"lamp"}]""")]
    [InlineData("service-unknown", "[null]")]
    [InlineData("name-invalid", """[{"id":"Left One","type":"light"}]""")]
    [InlineData("duplicate-name", """[{"type":"light"},{"type":"light"}]""")]
    [InlineData("duplicate-name", """[{"type":"light","properties":[{"name":"on"},{"name":"on"}]}]""")]
    [InlineData("duplicate-iid", """[{"type":"light","siid":2},{"type":"switch","siid":2}]""")]
    [InlineData("duplicate-iid", """[{"type":"light","properties":[{"name":"on","piid":4},{"name":"color","piid":4}]}]""")]
    [InlineData("iid-invalid", """[{"type":"light","siid":0}]""")]
    [InlineData("iid-invalid", """[{"type":"light","siid":100000}]""")]
    [InlineData("member-unknown", """[{"type":"light","properties":[{"name":"sparkle"}]}]""")]
    [InlineData("member-unknown", """[{"type":"light","properties":[{"name":"sparkle","title":"Sparkle"}]}]""")]
    [InlineData("member-unknown", """[{"type":"light","properties":[{"name":"sparkle","of":"glitter"}]}]""")]
    [InlineData("member-unknown", """[{"type":"light","actions":[null]}]""")]
    [InlineData("reference-unknown", """[{"type":"vacuum","properties":[{"name":"status"}],"actions":[{"name":"start-room-sweep"}]}]""")]
    [InlineData("text-invalid", """[{"type":"light","name":" "}]""")]
    [InlineData("range-invalid", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","range":[9,1,1]}]}]""")]
    [InlineData("range-invalid", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","range":[1,9,0]}]}]""")]
    [InlineData("range-on-text", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"string","range":[1,9,1]}]}]""")]
    [InlineData("choices-on-non-integer", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"bool","choices":[{"value":1,"key":"a","name":"A"}]}]}]""")]
    [InlineData("duplicate-choice", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","choices":[{"value":1,"key":"a","name":"A"},{"value":1,"key":"b","name":"B"}]}]}]""")]
    [InlineData("duplicate-choice", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","choices":[{"value":1,"key":"a","name":"A"},{"value":2,"key":"a","name":"B"}]}]}]""")]
    [InlineData("too-many", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","choices":[]}]}]""")]
    [InlineData("length-invalid", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"uint8","maxLength":5}]}]""")]
    [InlineData("length-invalid", """[{"id":"x","type":"open","name":"X","properties":[{$,"format":"string","maxLength":0}]}]""")]
    public void A_document_that_makes_no_spec_is_refused_by_the_rules_name(string rule, string services)
    {
        var document = Documents.Of(services.Replace("$", Rate, StringComparison.Ordinal));

        var fault = Library.Resolve(document).Fault!;

        Assert.Equal(ErrorCodes.SpecInvalid, fault.Error);
        Assert.StartsWith(rule + ": ", fault.Detail, StringComparison.Ordinal);
        Assert.Contains(rule, SpecLint.Document(Library, document).Select(finding => finding.Rule));
    }

    [Fact]
    public void The_head_of_a_document_is_checked()
    {
        var document = Documents.Of("""[{"type":"light"}]""");

        Assert.Equal("product-invalid", RefusedFor(document with { Product = "other.thing" }));
        Assert.Equal("product-invalid", RefusedFor(document with { Maker = "Acme", Product = "Acme.thing" }));
        Assert.Equal("version-invalid", RefusedFor(document with { Version = 0 }));
        Assert.Equal("type-unknown", RefusedFor(document with { Type = "spaceship" }));
        Assert.Equal("text-invalid", RefusedFor(document with { Name = new("", "") }));
        Assert.Equal("text-invalid", RefusedFor(document with { Model = new string('m', 129) }));
    }

    /// <summary>What works in a home but may not be published.</summary>
    [Theory]
    [InlineData("range-missing", """{$,"format":"uint8","unit":"percent","accumulation":"instant"}""")]
    [InlineData("unit-missing", """{$,"format":"uint8","range":[0,9,1],"accumulation":"instant"}""")]
    [InlineData("unit-unknown", """{$,"format":"uint8","range":[0,9,1],"unit":"furlong","accumulation":"instant"}""")]
    [InlineData("accumulation-missing", """{$,"format":"uint8","range":[0,9,1],"unit":"percent"}""")]
    [InlineData("accumulation-wrong", """{$,"format":"bool","accumulation":"total"}""")]
    [InlineData("choices-and-range", """{$,"format":"uint8","range":[0,9,1],"choices":[{"value":1,"key":"a","name":{"en":"A","zh":"甲"}}]}""")]
    [InlineData("range-beyond-format", """{$,"format":"uint8","range":[0,256,1],"unit":"percent","accumulation":"instant"}""")]
    [InlineData("choice-beyond-format", """{$,"format":"uint8","choices":[{"value":-1,"key":"a","name":{"en":"A","zh":"甲"}}]}""")]
    [InlineData("name-untranslated", """{"name":"rate","title":"Rate","access":["read"],"format":"bool"}""")]
    [InlineData("access-missing", """{"name":"rate","title":{"en":"Rate","zh":"速率"},"format":"bool"}""")]
    [InlineData("parameter-unused", """{"name":"rate","title":{"en":"Rate","zh":"速率"},"format":"bool","access":[]}""")]
    [InlineData("field-unknown", """{$,"format":"bool","formt":"bool"}""")]
    public void A_careless_property_resolves_and_is_named(string rule, string property)
    {
        var document = Documents.Of($$"""[{"id":"x","type":"open","name":{"en":"X","zh":"某"},"properties":[{{property.Replace("$", Rate, StringComparison.Ordinal)}}]}]""");

        Assert.Null(Library.Resolve(document).Fault);
        Assert.Equal([rule], SpecLint.Document(Library, document).Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("required-missing", """[{"type":"light","properties":[{"name":"brightness"}]}]""")]
    [InlineData("format-changed", """[{"type":"light","properties":[{"name":"on"},{"name":"brightness","format":"uint16"}]}]""")]
    [InlineData("unit-changed", """[{"type":"light","properties":[{"name":"on"},{"name":"brightness","unit":"ratio"}]}]""")]
    [InlineData("field-unknown", """[{"type":"light","colour":"red"}]""")]
    public void A_product_keeps_to_what_the_library_says(string rule, string services)
    {
        var document = Documents.Of(services);

        Assert.Null(Library.Resolve(document).Fault);
        Assert.Equal([rule], SpecLint.Document(Library, document).Select(finding => finding.Rule));
    }

    [Fact]
    public void A_type_asks_for_its_services()
    {
        var document = Documents.Of("""[{"type":"switch"}]""") with { Type = "light" };

        Assert.Equal(["required-missing"], SpecLint.Document(Library, document).Select(finding => finding.Rule));
    }

    [Fact]
    public void Limits_are_named()
    {
        var services = string.Join(',', Enumerable.Range(0, 65).Select(number => $$"""{"id":"s{{number}}","type":"light"}"""));
        var properties = string.Join(',', Enumerable.Range(0, 513).Select(number => $$"""{"name":"p{{number}}","title":"P","format":"bool"}"""));
        var choices = string.Join(',', Enumerable.Range(0, 257).Select(number => $$"""{"value":{{number}},"key":"k{{number}}","name":"K"}"""));

        Assert.Equal("too-many", RefusedFor(Documents.Of($"[{services}]")));
        Assert.Equal("too-many", RefusedFor(Documents.Of($$"""[{"id":"x","type":"open","name":"X","properties":[{{properties}}]}]""")));
        Assert.Equal("too-many", RefusedFor(Documents.Of($$"""[{"id":"x","type":"open","name":"X","properties":[{"name":"p","title":"P","format":"uint16","choices":[{{choices}}]}]}]""")));
        Assert.Equal(ErrorCodes.PayloadTooLarge, ProductDocument.Parse(new byte[SpecLimits.DocumentBytes + 1]).Fault!.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"product":"a.b"}""")]
    [InlineData("""{"product":null,"version":1,"maker":"a","type":"light","name":"X"}""")]
    [InlineData("""{"product":"a.b","version":1,"maker":"a","type":"light","name":"X","services":[{"type":"light","properties":[{"name":"on","format":"octonion"}]}]}""")]
    [InlineData("""{"product":"a.b","version":1,"maker":"a","type":"light","name":"X","services":[{"type":"light","properties":[{"name":"on","access":["fly"]}]}]}""")]
    [InlineData("""{"product":"a.b\ud800","version":1,"maker":"a","type":"light","name":"X"}""")]
    public void What_is_no_document_is_malformed(string text) =>
        Assert.Equal(ErrorCodes.JsonMalformed, ProductDocument.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Fault!.Error);

    private static string RefusedFor(ProductDocument document) => Library.Resolve(document).Fault!.Detail.Split(':')[0];
}
