using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Server.Cli;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

public sealed class UnderstandTests : IDisposable
{
    private const string Flat = """
        {"rooms":[{"id":"kitchen","name":"Kitchen","aliases":["厨房"]},{"id":"bedroom","name":"Bedroom","aliases":["卧室"]}],
         "devices":[{"id":"k1","name":"Kitchen lamp","type":"light","room":"kitchen","state":{"light.on":false}},
                    {"id":"b1","name":"Bedside lamp","type":"light","room":"bedroom","state":{"light.on":true}},
                    {"id":"d1","name":"Front door","type":"lock","state":{"lock.locked":true}}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kith-understand-");

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        return (await KithCommand.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }

    [Fact]
    public async Task Cases_go_in_and_results_come_out_in_their_order_and_nothing_else()
    {
        var house = await FileAsync("flat.json", Flat);
        using var kith = Process.Start(new ProcessStartInfo(Repository.Program, ["understand", "--home", house])
            { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 })!;

        // Whoever waits for a result before telling the next case gets it.
        await kith.StandardInput.WriteLineAsync("""{"id":"a","lang":"en","text":"turn on the kitchen light","unknown":1}""");
        await kith.StandardInput.FlushAsync();
        var first = JsonNode.Parse((await kith.StandardOutput.ReadLineAsync())!)!;
        await kith.StandardInput.WriteAsync("{\"id\":2,\"lang\":\"zh-CN\",\"text\":\"把卧室的灯关了\"}\n\nno case\n{\"id\":4,\"text\":\"unlock the front door\"}");
        kith.StandardInput.Close();
        var rest = (await kith.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var errors = await kith.StandardError.ReadToEndAsync();
        await kith.WaitForExitAsync();

        Assert.Equal((0, ""), (kith.ExitCode, errors));
        Assert.Equal("""[{"act":"set","targets":["k1"],"property":"on","value":true}]""", first["acts"]!.ToJsonString());
        Assert.Equal(3, rest.Length);
        Assert.Contains("关", rest[0], StringComparison.Ordinal);
        Assert.Equal(["done", "refuse", "confirm"], rest.Select(line => JsonNode.Parse(line)!["outcome"]!.ToString()));
        Assert.Equal(["2", null, "4"], rest.Select(line => JsonNode.Parse(line)!["id"]?.ToString()));
    }

    [Fact]
    public async Task Of_a_folder_each_case_names_its_house()
    {
        await FileAsync("flat.json", Flat);
        await FileAsync("hut.json", """{"devices":[{"id":"stove","name":"Stove fan","type":"fan"}]}""");
        using var cases = new StringReader("""{"home":"hut","text":"turn on the stove fan"}""" + "\n" + """{"home":"flat","text":"turn off the bedside lamp"}""" + "\n" + """{"home":"attic","text":"turn it off"}""");
        using var results = new StringWriter(CultureInfo.InvariantCulture);

        await UnderstandCommand.RunAsync(_folder.FullName, cases, results, default);

        var lines = results.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["stove", "b1"], lines.Take(2).Select(line => line["acts"]![0]!["targets"]![0]!.ToString()));
        Assert.Equal("refuse", lines[2]["outcome"]!.ToString());
    }

    [Fact]
    public async Task A_house_that_cannot_be_read_is_named()
    {
        var broken = await FileAsync("broken.json", "{");
        var empty = Directory.CreateDirectory(Path.Combine(_folder.FullName, "empty")).FullName;

        var (code, output, errors) = await RunAsync("understand", "--home", broken);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("broken.json is no house", errors, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", (await RunAsync("understand", "--home", "nowhere.json")).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no house", (await RunAsync("understand", "--home", empty)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_is_explained_word_by_word()
    {
        var house = await FileAsync("flat.json", Flat);

        var (code, output, _) = await RunAsync("explain", "turn on the kitchen lihgt", "--home", house);

        Assert.Equal(0, code);
        Assert.StartsWith("done: ", output, StringComparison.Ordinal);
        Assert.Matches(@"turn on +verb on", output);
        Assert.Matches(@"kitchen +room kitchen", output);
        Assert.Matches(@"lihgt +heard as light", output);
        Assert.Matches(@"set +targets k1, property on, value true", output);
        Assert.Contains("\"outcome\": \"done\"", (await RunAsync("explain", "打开厨房的灯", "--home", house, "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_of_the_server_explains_a_sentence_and_does_nothing()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Kith.Model.Values.Value.Of(false))]);
        var (script, _) = await kith.TokenAsync(browser, ["read"]);

        var (code, output, errors) = await RunAsync("explain", "turn on the desk lamp", "--url", kith.Server.Address.ToString(), "--token", script.Token!);

        Assert.Equal((0, ""), (code, errors));
        Assert.Matches(@"desk lamp +name desk lamp", output);
        Assert.Matches($"set +targets {lamp}, property on, value true", output);
        Assert.Equal("false", (await browser.GetAsync($"/api/v1/homes/{home}/devices/{lamp}")).Json["values"]!["light.on"]!["v"]!.ToString());
        Assert.Empty((await browser.GetAsync($"/api/v1/homes/{home}/assistant/transcripts")).Json["items"]!.AsArray());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
