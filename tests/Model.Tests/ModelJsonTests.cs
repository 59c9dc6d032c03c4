using System.Text.Json;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Model.Tests;

public class ModelJsonTests
{
    [Fact]
    public void Outcomes_and_causes_are_written_small_and_by_name()
    {
        Assert.Equal("{\"kind\":\"timedOut\"}", JsonSerializer.Serialize(new Outcome(OutcomeKind.TimedOut), ModelJson.Default.Outcome));
        Assert.Equal("{\"kind\":\"voice\",\"actor\":\"a\",\"name\":\"Ann\",\"through\":\"app\",\"phrase\":\"light on\"}",
            JsonSerializer.Serialize(new Cause(CauseKind.Voice, "a", "Ann", "app", "light on"), ModelJson.Default.Cause));
    }

    [Fact]
    public void A_missing_or_null_field_that_must_be_there_is_an_error()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{\"kind\":\"voice\"}", ModelJson.Default.Cause));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{\"kind\":\"voice\",\"actor\":null,\"name\":\"\",\"through\":\"\"}", ModelJson.Default.Cause));
    }

    [Fact]
    public void A_spec_from_another_version_may_leave_its_empty_lists_out()
    {
        var spec = JsonSerializer.Deserialize("""
            {"product":"a.b","version":1,"maker":"a","type":"light","name":{"en":"A","zh":"甲"},"services":[
              {"id":"light","type":"light","siid":2,"name":"Light","properties":[{"name":"on","piid":1,"title":"On","format":"bool","access":["read"]}],"events":[{"name":"x","title":"X"}],"actions":[{"name":"y","title":"Y"}]},
              {"id":"identify","type":"identify","name":"Identify"}]}
            """, ModelJson.Default.Spec)!;

        Assert.Equal("light.on", spec.FindProperty("light.on")!.Address);
        Assert.Empty(spec.FindAction("light.y")!.In);
        Assert.Empty(spec.FindEvent("light.x")!.Arguments);
        Assert.Empty(spec.Services[1].Properties);
    }

    [Fact]
    public void A_document_is_written_as_it_was_read_and_keeps_what_nobody_knows()
    {
        const string Text = """{"product":"a.b","version":1,"maker":"a","type":"light","name":{"en":"A","zh":"甲"},"services":[{"type":"light","properties":[{"name":"on","range":[0,1,0.5]}]}],"shape":{"round":true}}""";

        var document = ProductDocument.Parse(System.Text.Encoding.UTF8.GetBytes(Text)).Value;

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Text), JsonSerializer.SerializeToElement(document, ModelJson.Default.ProductDocument)));
    }

    [Fact]
    public void Error_codes_and_rules_are_listed_once_and_all()
    {
        Assert.Equal(typeof(ErrorCodes).GetFields().Length, ErrorCodes.All.DistinctBy(error => error.Code).Count());
        Assert.Equal(typeof(Rules).GetFields().Length, Rules.All.DistinctBy(rule => rule.Name).Count());
    }
}
