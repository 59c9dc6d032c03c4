using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Gateway.Pairing;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Mqtt.Codec;
using Kith.Shared;

namespace Kith.Gateway.Tests.Protocol;

/// <summary>Plays the examples of the page: the devices it speaks of, and the people behind its commands.</summary>
internal sealed partial class Player(TestGateway test)
{
    private readonly Dictionary<string, TestDevice> _devices = [];
    private readonly X509Certificate2 _certificate = TestCertificates.Make("hall-lamp");
    private JsonElement _pairingReply;
    private string _op = "";
    private Task<Result<Operation>>? _running;

    /// <summary>Errors that came and that the page does not tell of.</summary>
    internal int Unheard => _devices.Values.Distinct().Sum(device => device.Client.Messages.Count);

    internal async Task StartAsync()
    {
        _devices["robby"] = await test.PairAndConnectAsync("robby", "kith-demo.vacuum", "Robby");
        _devices["hall-hub"] = await test.PairAndConnectAsync("hub", "kith-demo.hub", "Hall hub");
    }

    internal async Task PlayAsync(Example example)
    {
        try
        {
            await (example switch
            {
                { Up: true, Topic: "kith/pair/request", As: "certificate" } => PairAsync(example, _certificate),
                { Up: true, Topic: "kith/pair/request", As: "setup" } => WaitAsync(example),
                { Up: true, Topic: "kith/pair/request" } => PairAsync(example),
                { Up: false, Topic: "kith/pair/reply" } => PairedAsync(example),
                { Up: true, Verb: "reply" } => ReplyAsync(example),
                { Up: true } => SayAsync(example),
                { Verb: "set" or "call" } => CommandAsync(example),
                { Verb: "forget" } => ForgetAsync(example),
                _ => HearAsync(example),
            });
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{example}: {failure.Message}", failure);
        }
    }

    private async Task PairAsync(Example example, X509Certificate2? certificate = null)
    {
        var (client, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code, certificate: certificate);
        _pairingReply = await TestGateway.AskAsync(client, example.Json);
        Assert.Equal(example.Outcome, _pairingReply.TryGetProperty("code", out var code) ? code.GetString() : null);
        await client.DisconnectAsync();
    }

    /// <summary>The device asks with the code of the page's own picture, and somebody scans that picture.</summary>
    private async Task WaitAsync(Example example)
    {
        var label = Label().Match(Page.Text);
        var (client, _) = await test.KnockAsync(new() { ClientId = "new", UserName = "setup", Password = label.Groups["code"].Value });
        await client.SubscribeAsync("kith/pair/reply", Qos.AtLeastOnce);
        Assert.Equal(ReasonCode.Success, await client.PublishAsync(example.Topic, example.Json));
        Assert.Equal(0, client.Messages.Count);
        await test.Gateway.Pairings.ClaimAsync(test.Home, test.Owner, new DeviceLabel(label.Groups["code"].Value, label.Groups["product"].Value, label.Groups["id"].Value), null);
        _pairingReply = TestDevice.Json(await client.Messages.ReadAsync(new CancellationTokenSource(TestGateway.Patience).Token));
        await client.DisconnectAsync();
    }

    [GeneratedRegex(@"kith:device\?code=(?<code>[\d-]+)&product=(?<product>[\w.-]+)&id=(?<id>[\w-]+)")]
    private static partial Regex Label();

    private async Task PairedAsync(Example example)
    {
        var shown = Parse(example.Json);
        Assert.Equal(shown.EnumerateObject().Select(member => member.Name), _pairingReply.EnumerateObject().Select(member => member.Name));
        foreach (var member in shown.EnumerateObject())
            if (member.Name is "username" or "password") Assert.Equal(member.Value.GetString()!.Length, Text(_pairingReply, member.Name).Length);
            else Assert.Equal(member.Value.GetString(), Text(_pairingReply, member.Name));
        if (!shown.TryGetProperty("device", out var device)) return;
        var password = _pairingReply.TryGetProperty("password", out var secret) ? secret.GetString() : null;
        var paired = new PairingReply(DeviceId.Parse(device.GetString()!), Text(_pairingReply, "username"), password);
        var options = TestGateway.OptionsOf(paired);
        _devices[device.GetString()!] = await test.ConnectAsync(paired, password is null ? options with { UseTls = true, ClientCertificate = _certificate } : options);
    }

    private async Task SayAsync(Example example)
    {
        var device = _devices[example.As ?? example.Device];
        var reason = await device.Client.PublishAsync(example.Topic, AsOfNow(example.Json)).WaitAsync(TestGateway.Patience);
        if (example.Outcome is null) Assert.Equal(ReasonCode.Success, reason);
        // What the error says in full may be the next example; else its code is enough.
        else if (!Follows(example)) Assert.Equal(example.Outcome, await device.ErrorAsync());
    }

    private async Task CommandAsync(Example example)
    {
        var device = _devices[example.Device];
        var shown = Parse(example.Json);
        _running = example.Verb == "set"
            ? test.Host.SetAsync(test.Home, test.Owner, device.Id, Values(shown.EnumerateObject().Where(member => member.Name.Contains('.', StringComparison.Ordinal)))).AsTask()
            : test.Host.CallAsync(test.Home, test.Owner, device.Id, Text(shown, "action"), Values(shown.GetProperty("in").EnumerateObject())).AsTask();
        var heard = await device.HearAsync(example.Verb);
        _op = Text(heard, "op");
        Assert.Equal(shown.EnumerateObject().Select(member => member.Name), heard.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Text(shown, "op").Length, _op.Length);
        foreach (var member in shown.EnumerateObject().Where(member => member.Name is not ("op" or "t"))) AssertSame(member.Value, heard.GetProperty(member.Name));
    }

    private async Task ReplyAsync(Example example)
    {
        var shown = Text(Parse(example.Json), "op");
        await _devices[example.Device].SayAsync("reply", example.Json.Replace(shown, _op, StringComparison.Ordinal));
        var told = (await _running!.WaitAsync(TestGateway.Patience)).Value.Outcome;
        Assert.Equal(example.Outcome, told.Code ?? (told.Kind is OutcomeKind.Done ? "done" : "accepted"));
    }

    private async Task HearAsync(Example example)
    {
        var speaker = _devices[example.As ?? example.Device];
        var heard = await speaker.HearAsync(example.Verb);
        AssertSame(Parse(example.Json), heard);
        if (example.Verb != "adopted") return;
        // From here on the hub speaks for the child, on the same connection.
        var child = DeviceId.Parse(Text(heard, "device"));
        await speaker.Client.SubscribeAsync($"kith/{child}/#", Qos.AtLeastOnce);
        _devices[child.ToString()] = new TestDevice(speaker.Client, child);
    }

    private async Task ForgetAsync(Example example)
    {
        var device = _devices[example.Device];
        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, device.Id);
        AssertSame(Parse(example.Json), await device.HearAsync("forget"));
        await device.Client.Ended.WaitAsync(TestGateway.Patience);
    }

    private static bool Follows(Example example)
    {
        var examples = Page.Examples.ToList();
        var next = examples.IndexOf(example) + 1;
        return next < examples.Count && examples[next] is { Up: false, Verb: "error" };
    }

    /// <summary>The page was written at some time: its last "t" becomes now, those before it half an hour each earlier.</summary>
    private string AsOfNow(string json)
    {
        var times = Time().Count(json);
        return Time().Replace(json, _ => $"\"t\": {test.Time.GetUtcNow().AddMinutes(-30 * --times).ToUnixTimeMilliseconds()}");
    }

    [GeneratedRegex("\"t\": \\d{10,}")]
    private static partial Regex Time();

    private static Dictionary<string, Value> Values(IEnumerable<JsonProperty> members) =>
        members.ToDictionary(member => member.Name, member => member.Value.Deserialize<Value>());

    private static void AssertSame(JsonElement shown, JsonElement heard) => Assert.True(JsonElement.DeepEquals(shown, heard), $"the page says {shown}, heard was {heard}");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
