using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

/// <summary>A library in a folder of its own, with one file wrong.</summary>
public sealed class LibraryFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kith-spec-");

    public LibraryFolderTests()
    {
        Write("services/glow.json", """{"name":"glow","title":{"en":"Glow","zh":"辉光"},"properties":[{"name":"on","title":{"en":"On","zh":"开关"},"format":"bool","access":["read","write"],"miot":"00000006"}]}""");
        Write("types/glower.json", """{"name":"glower","title":{"en":"Glower","zh":"辉光灯"},"icon":"bulb","category":"light","required":["glow"],"optional":[],"tile":{"toggle":"glow.on"}}""");
        Write("products/acme/one.json", """{"product":"acme.one","version":1,"maker":"acme","type":"glower","name":{"en":"One","zh":"一号"},"services":[{"type":"glow","properties":[{"name":"on"}]}]}""");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_sound_folder_is_a_library()
    {
        Assert.Empty(SpecLint.Folder(_folder.FullName));

        var library = Library.FromFolder(_folder.FullName).Value;
        Assert.True(library.Resolve(library.FindProduct("acme.one")!).Ok);
    }

    [Theory]
    [InlineData("file-broken", "services/broken.json", "{\"name\":")]
    [InlineData("file-broken", "types/broken.json", "null")]
    [InlineData("file-broken", "products/acme/broken.json", """{"product":"acme.broken"}""")]
    [InlineData("file-misnamed", "services/shine.json", """{"name":"sheen","title":{"en":"Sheen","zh":"光泽"},"actions":[{"name":"go","title":{"en":"Go","zh":"去"}}]}""")]
    [InlineData("file-misnamed", "products/other/one.json", """{"product":"acme.two","version":1,"maker":"acme","type":"glower","name":{"en":"One","zh":"一号"},"services":[{"type":"glow"},{"id":"on","type":"glow","properties":[{"name":"on"}]}]}""")]
    [InlineData("duplicate-name", "services/glow-again.json", """{"name":"glow","title":{"en":"Glow","zh":"辉光"}}""")]
    [InlineData("icon-unknown", "types/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"icon":"unicorn","category":"light","required":["glow"]}""")]
    [InlineData("tile-unknown", "types/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"icon":"bulb","category":"light","required":["glow"],"tile":{"toggle":"glow.off"}}""")]
    [InlineData("tile-unknown", "types/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"icon":"bulb","category":"light","required":[],"tile":{"show":["glow.on"]}}""")]
    [InlineData("service-unknown", "types/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"icon":"bulb","category":"light","required":["gloom"]}""")]
    [InlineData("miot-invalid", "types/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"icon":"bulb","category":"light","miot":"urn:miot-spec-v2:service:light:00007802"}""")]
    [InlineData("miot-invalid", "services/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"properties":[{"name":"dark","title":{"en":"Dark","zh":"暗"},"format":"bool","access":["read"],"miot":"6"}]}""")]
    [InlineData("duplicate-miot", "services/dim.json", """{"name":"dim","title":{"en":"Dim","zh":"昏暗"},"properties":[{"name":"dark","title":{"en":"Dark","zh":"暗"},"format":"bool","access":["read"],"miot":"00000006"},{"name":"dusk","title":{"en":"Dusk","zh":"昏"},"format":"bool","access":["read"],"miot":"00000006"}]}""")]
    [InlineData("words-vary", "services/zany.json", """{"name":"zany","title":{"en":"Dim","zh":"昏暗"},"properties":[{"name":"on","title":{"en":"On","zh":"开关"},"format":"string","access":["read"]}]}""")]
    [InlineData("field-unknown", "services/dim.json", """{"name":"dim","titel":"x","title":{"en":"Dim","zh":"昏暗"},"properties":[{"name":"dark","title":{"en":"Dark","zh":"暗"},"format":"bool","access":["read"]}]}""")]
    [InlineData("name-untranslated", "types/dim.json", """{"name":"dim","title":"Dim","icon":"bulb","category":"light","required":["glow"]}""")]
    public void A_wrong_file_is_named_with_the_rule(string rule, string file, string text)
    {
        Write(file, text);

        var finding = SpecLint.Folder(_folder.FullName).First(finding => finding.Rule == rule);

        Assert.Contains(Path.GetFileNameWithoutExtension(file).Split('-')[0], finding.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services/broken.json", "{\n\"name\": 7}")]
    [InlineData("types/broken.json", """{"name":"broken","title":"X","icon":"bulb","category":"weather-war"}""")]
    public void A_broken_file_keeps_the_library_from_being_read_and_says_where(string file, string text)
    {
        Write(file, text);

        var fault = Library.FromFolder(_folder.FullName).Fault!;

        Assert.Equal(file, fault.Field);
        Assert.Contains("LineNumber", fault.Detail, StringComparison.Ordinal);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
