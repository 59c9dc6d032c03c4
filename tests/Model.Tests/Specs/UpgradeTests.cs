using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

public class UpgradeTests
{
    private const string Before = """[{"type":"light","properties":[{"name":"on"},{"name":"brightness"},{"name":"mode"}],"actions":[{"name":"toggle"}]},{"type":"motion-sensor","events":[{"name":"motion-detected"}]}]""";

    private static readonly Library Library = Library.Standard();

    [Fact]
    public void A_later_version_adds()
    {
        var after = """[{"type":"light","properties":[{"name":"on"},{"name":"brightness"},{"name":"mode"},{"name":"color"}],"actions":[{"name":"toggle"},{"name":"brightness-up"}]},{"type":"motion-sensor","events":[{"name":"motion-detected"}]},{"type":"identify"}]""";

        Assert.Empty(SpecLint.Upgrade(Library, Documents.Of(Before), Documents.Of(after, 2)));
    }

    [Fact]
    public void A_new_range_is_a_new_property_beside_the_old_one()
    {
        var after = Before.Replace("""{"name":"brightness"},""", """{"name":"brightness"},{"name":"brightness-fine","of":"brightness","range":[1,100,5]},""", StringComparison.Ordinal);

        Assert.Empty(SpecLint.Upgrade(Library, Documents.Of(Before), Documents.Of(after, 2)));
    }

    [Fact]
    public void Words_may_change()
    {
        var after = Before.Replace("""{"name":"mode"}""", """{"name":"mode","title":{"en":"Look","zh":"外观"}}""", StringComparison.Ordinal);

        Assert.Empty(SpecLint.Upgrade(Library, Documents.Of(Before), Documents.Of(after, 2)));
    }

    [Theory]
    [InlineData("version-removed-property", """{"name":"mode"}""", """{"name":"color"}""")]
    [InlineData("version-removed-action", """{"name":"toggle"}""", """{"name":"brightness-up"}""")]
    [InlineData("version-removed-event", "\"events\":[{\"name\":\"motion-detected\"}]", "\"properties\":[{\"name\":\"motion\"}]")]
    [InlineData("version-removed-service", """{"type":"motion-sensor",""", """{"id":"hall","type":"motion-sensor",""")]
    [InlineData("version-changed-service", """{"type":"motion-sensor","events":[{"name":"motion-detected"}]}""", """{"id":"motion-sensor","type":"identify"}""")]
    [InlineData("version-changed-format", """{"name":"brightness"}""", """{"name":"brightness","format":"uint16"}""")]
    [InlineData("version-changed-access", """{"name":"brightness"}""", """{"name":"brightness","access":["read"]}""")]
    [InlineData("version-changed-unit", """{"name":"brightness"}""", """{"name":"brightness","unit":"ratio"}""")]
    [InlineData("version-changed-range", """{"name":"brightness"}""", """{"name":"brightness","range":[1,200,1]}""")]
    [InlineData("version-changed-meaning", """{"name":"brightness"}""", """{"name":"brightness","assumed":true}""")]
    [InlineData("version-changed-choices", """{"name":"mode"}""", """{"name":"mode","choices":[{"value":0,"key":"white","name":{"en":"White","zh":"白光"}}]}""")]
    [InlineData("version-changed-meaning", """{"name":"brightness"}""", """{"name":"brightness","risk":"safety"}""")]
    [InlineData("version-changed-arguments", """{"name":"toggle"}""", """{"name":"toggle","in":["on"]}""")]
    [InlineData("version-changed-iid", """[{"type":"light",""", """[{"type":"identify"},{"type":"light",""")]
    public void A_later_version_changes_nothing(string rule, string old, string now)
    {
        var after = Before.Replace(old, now, StringComparison.Ordinal);

        Assert.Contains(rule, SpecLint.Upgrade(Library, Documents.Of(Before), Documents.Of(after, 2)).Select(finding => finding.Rule));
    }

    [Fact]
    public void A_later_version_is_of_the_same_product_and_has_a_higher_number()
    {
        var before = Documents.Of(Before);

        Assert.Equal(["version-not-next"], SpecLint.Upgrade(Library, before, before).Select(finding => finding.Rule));
        Assert.Equal(["product-changed"], SpecLint.Upgrade(Library, before, before with { Version = 2, Product = "acme.other" }).Select(finding => finding.Rule));
    }
}
