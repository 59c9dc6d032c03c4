using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Server.Cli;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

public sealed class RuleCliTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kith-rules-");

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(TestKith kith, Browser script, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await KithCommand.RunAsync([.. args, "--url", kith.Server.Address.ToString(), "--token", script.Token!], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Fact]
    public async Task Rules_go_into_files_and_come_back()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        await kith.AddDeviceAsync(home, "Desk lamp");
        var (script, _) = await kith.TokenAsync(browser, ["manage"]);
        Task<(int Code, string Output, string Errors)> Kith(params string[] args) => RunAsync(kith, script, ["rule", .. args]);

        await System.IO.File.WriteAllTextAsync(File("evening.json"), """{"name":"Evening 晚上","when":[{"kind":"time","at":"20:00"}],"then":[{"kind":"set","devices":["desk-lamp"],"values":{"light.on":true}}]}""");
        await System.IO.File.WriteAllTextAsync(File("nothing.json"), """{"name":"Nothing","when":[],"then":[{"kind":"stop"}]}""");
        Assert.Equal((0, "Nothing to mend.\n"), (await Kith("check", _folder.FullName)) is var (code, said, _) ? (code, said) : default);
        var imported = await Kith("import", _folder.FullName, "--off");
        Assert.Equal(0, imported.Code);
        Assert.Contains("added nothing", imported.Output, StringComparison.Ordinal);
        Assert.Matches(@"evening\S*\s+Evening 晚上\s+off", (await Kith("list")).Output);
        Assert.Contains("Nothing: stopped", (await Kith("run", "nothing")).Output, StringComparison.Ordinal);

        var copy = Directory.CreateDirectory(File("copy")).FullName;
        Assert.Contains("2 rules", (await Kith("export", "--out", copy)).Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(copy).Length);
        Assert.Contains("Evening 晚上", await System.IO.File.ReadAllTextAsync(Directory.GetFiles(copy, "evening*")[0]), StringComparison.Ordinal);
        Assert.Equal("Nothing", JsonNode.Parse((await Kith("export", "nothing")).Output)!["name"]!.ToString());

        await System.IO.File.WriteAllTextAsync(Path.Combine(copy, "nothing.json"), """{"name":"Still nothing","when":[],"then":[{"kind":"stop"}]}""");
        Assert.Contains("replaced nothing", (await Kith("import", copy)).Output, StringComparison.Ordinal);
        Assert.Contains("Still nothing", (await Kith("list", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_file_and_place()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        var (script, _) = await kith.TokenAsync(browser, ["manage"]);
        await System.IO.File.WriteAllTextAsync(File("broken.json"), """{"name":"Broken","when":[],"then":[{"kind":"set","devices":["attic"],"values":{"light.on":true}}]}""");
        await System.IO.File.WriteAllTextAsync(File("no.txt"), "{");

        var check = await RunAsync(kith, script, "rule", "check", File("broken.json"));
        Assert.Equal(1, check.Code);
        Assert.Contains("broken.json: then.0.devices.0: there is no device attic in this home (device.unknown)", check.Output, StringComparison.Ordinal);
        var import = await RunAsync(kith, script, "rule", "import", File("broken.json"));
        Assert.Equal(1, import.Code);
        Assert.Contains("rule.invalid", import.Errors, StringComparison.Ordinal);
        Assert.Contains("is not JSON", (await RunAsync(kith, script, "rule", "check", File("no.txt"))).Errors, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", (await RunAsync(kith, script, "rule", "import", File("nowhere.json"))).Errors, StringComparison.Ordinal);
        Assert.Contains("not_found", (await RunAsync(kith, script, "rule", "run", "nobody")).Errors, StringComparison.Ordinal);
        Assert.Contains("--out", (await RunAsync(kith, script, "rule", "export")).Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
