using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Server.Cli;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

public sealed class CliTests
{
    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await KithCommand.RunAsync(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Fact]
    public async Task Homes_devices_and_tokens_are_seen_and_changed_over_the_API()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        await kith.AddDeviceAsync(home, "Desk lamp");
        var (script, _) = await kith.TokenAsync(browser, ["manage"]);
        Task<(int Code, string Output, string Errors)> Kith(params string[] args) =>
            RunAsync([.. args, "--url", kith.Server.Address.ToString(), "--token", script.Token!]);

        Assert.Contains("owner", (await Kith("home", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("desk-lamp", (await Kith("home", "show")).Output, StringComparison.Ordinal);
        Assert.Contains("offline", (await Kith("device", "list", "--home", "Home")).Output, StringComparison.Ordinal);
        Assert.Equal("desk-lamp", JsonNode.Parse((await Kith("device", "show", "desk-lamp", "--json")).Output)!["id"]!.ToString());
        var set = await Kith("device", "set", "desk-lamp", "light.on=true");
        Assert.Equal(1, set.Code);
        Assert.StartsWith("offline", set.Output, StringComparison.Ordinal);
        Assert.Contains("property.unknown", (await Kith("device", "set", "desk-lamp", "light.smell=1")).Errors, StringComparison.Ordinal);
        var made = await Kith("token", "create", "thermometer", "--scope", "read", "--home", "Home", "--days", "30");
        Assert.StartsWith("kith_", made.Output, StringComparison.Ordinal);
        var listed = JsonNode.Parse((await Kith("token", "list", "--json")).Output)!["items"]!.AsArray().Single(item =>
            item!["name"]!.ToString() == "thermometer")!;
        Assert.Equal(0, (await Kith("token", "revoke", listed["id"]!.ToString())).Code);
        Assert.DoesNotContain("thermometer", (await Kith("token", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_words()
    {
        var nobody = await RunAsync("home", "list", "--url", "http://127.0.0.1:9", "--token", "kith_x");
        var tokenless = await RunAsync("home", "list", "--url", "http://127.0.0.1:9");
        var badPort = await RunAsync("serve", "--http", "eighty");

        var badEngine = await RunAsync("serve", "--hear", "http://whisper");
        var badHome = await RunAsync("serve", "--wyoming", "home:10500");

        Assert.Contains("'http://whisper' is not an address", badEngine.Errors, StringComparison.Ordinal);
        Assert.Contains("'home:10500' is not a home's id and a port", badHome.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing answers at", nobody.Errors, StringComparison.Ordinal);
        Assert.Contains("$KITH_TOKEN", tokenless.Errors, StringComparison.Ordinal);
        Assert.Contains("'eighty' is not a port", badPort.Errors, StringComparison.Ordinal);
        Assert.All([nobody, tokenless, badPort, badEngine, badHome], run => Assert.NotEqual(0, run.Code));
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var help = (await RunAsync("--help")).Output;

        foreach (var command in (string[])["serve", "demo", "simulate", "home", "device", "rule", "token", "account", "spec", "--data", "--http",
            "--mqtt"])
            Assert.Contains(command, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_goes_out_as_MIoT_and_comes_in_again()
    {
        var folder = Directory.CreateTempSubdirectory("kith-spec-");
        var (miot, document) = (Path.Combine(folder.FullName, "miot.json"), Path.Combine(folder.FullName, "product.json"));

        Assert.Contains("kith-demo.dimmer", (await RunAsync("spec", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("spec", "export", "kith-demo.dimmer", "--out", miot)).Code);
        Assert.Equal(0, (await RunAsync("spec", "import", miot, "--out", document)).Code);
        Assert.Equal(JsonNode.Parse(await File.ReadAllTextAsync(miot))!.ToJsonString(),
            JsonNode.Parse((await RunAsync("spec", "export", document)).Output)!.ToJsonString());
        Assert.Contains("tm:ThingModel", (await RunAsync("spec", "export", "kith-demo.dimmer", "--format", "wot")).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("spec", "lint")).Code);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_broken_product_is_named_with_its_rule()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"product":"acme.lamp","version":1,"maker":"acme","type":"light","name":{"en":"Lamp","zh":"灯"},"services":[{"type":"no-such-service"}]}""");

        var lint = await RunAsync("spec", "lint", file);

        Assert.Equal(1, lint.Code);
        Assert.Contains("no-such-service", lint.Output, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Somebody_locked_out_gets_a_link_while_the_server_is_stopped()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();

        var running = await RunAsync("account", "link", "anna", "--data", kith.Folder);
        await kith.StopAsync();
        var stopped = await RunAsync("account", "link", "anna", "--data", kith.Folder, "--url", "http://localhost:8080");
        var listed = await RunAsync("account", "list", "--data", kith.Folder);
        await kith.RestartAsync();

        Assert.Contains("in use", running.Errors, StringComparison.Ordinal);
        Assert.Contains("anna", listed.Output, StringComparison.Ordinal);
        var entered = await kith.Open().PostAsync("/api/v1/session/link", new { token = stopped.Output.Trim().Split('/')[^1] });
        Assert.Equal("anna", entered.Text("account.user"));
    }

    [Fact]
    public async Task The_data_are_copied_checked_and_put_back_while_the_server_is_stopped()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        await browser.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Before" });
        var cookie = browser.Cookie!;
        var copy = Path.Combine(Path.GetTempPath(), $"kith-copy-{Guid.CreateVersion7():n}");

        Assert.Contains("in use", (await RunAsync("check", "--data", kith.Folder)).Errors, StringComparison.Ordinal);
        await kith.StopAsync();
        Assert.Equal(0, (await RunAsync("backup", copy, "--data", kith.Folder)).Code);
        await kith.RestartAsync();
        using (var again = kith.Open())
        {
            again.UseCookie(cookie);
            await again.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "After" });
        }
        await kith.StopAsync();
        Assert.Equal(0, (await RunAsync("restore", copy, "--data", kith.Folder)).Code);
        Assert.StartsWith("Everything can be read", (await RunAsync("check", "--data", kith.Folder)).Output, StringComparison.Ordinal);
        await kith.RestartAsync();

        using var restored = kith.Open();
        restored.UseCookie(cookie);
        var rooms = (await restored.GetAsync($"/api/v1/homes/{home}/rooms")).Body;
        Assert.Contains("Before", rooms, StringComparison.Ordinal);
        Assert.DoesNotContain("After", rooms, StringComparison.Ordinal);
        File.Delete(copy);
    }

    [Fact]
    public async Task What_the_bridges_understand_is_a_table_and_JSON()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("kith-coverage-").FullName, "definitions.jsonl");
        await File.WriteAllLinesAsync(file,
        [
            "2",
            """{"vendor":"A","model":"plug","description":"Plug","exposes":[{"type":"switch","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"}]}]}""",
            """{"vendor":"A","model":"odd","exposes":[{"type":"numeric","name":"oddness","property":"oddness","access":1}]}""",
            "{ this is no definition",
        ]);

        var table = await RunAsync("bridges", "coverage", file);
        var json = await RunAsync("bridges", "coverage", file, "--json");
        var without = await RunAsync("bridges", "coverage");
        var missing = await RunAsync("bridges", "coverage", file + ".gone");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Matches(@"2 definitions +2 \(100 %\) +1 \(50 %\) +1 \(50 %\) +0 \(0 %\)", table.Output);
        Assert.Contains("open 1, no service of the library has it: oddness 1", table.Output, StringComparison.Ordinal);
        Assert.Equal(2, (int)JsonNode.Parse(json.Output)!.AsArray().Single(its => its!["bridge"]!.ToString() == "zigbee2mqtt")!["devices"]!);
        Assert.Contains("zigbee2mqtt is left out", without.Errors, StringComparison.Ordinal);
        Assert.Equal((0, 1), (without.Code, missing.Code));
    }
}
