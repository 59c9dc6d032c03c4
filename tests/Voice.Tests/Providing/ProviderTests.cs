using System.Collections.Concurrent;
using System.Net;
using Kith.Voice.Engines;
using Kith.Voice.Providing;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Providing;

/// <summary>Another program's pipeline asks us.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Transcript> _heard = [];
    private WyomingListener _listener = null!;
    private WyomingConnection _pipeline = null!;

    public async Task InitializeAsync()
    {
        var provider = new Provider("1.0",
            (said, _) =>
            {
                _heard.Enqueue(said);
                return Task.FromResult(said.Text.Contains("lamp", StringComparison.Ordinal) ? new Handled(true, "The lamp is on.") : new Handled(false, "I did not understand that."));
            },
            (said, _) => Task.FromResult(said.Text.Contains("lamp", StringComparison.Ordinal) ? new Recognized("set", [new("property", "on")]) : null));
        _listener = WyomingListener.Start(new(IPAddress.Loopback, 0), provider.ServeAsync);
        _pipeline = await new WyomingAddress("127.0.0.1", _listener.Port).ConnectAsync(TimeProvider.System, default);
    }

    [Fact]
    public async Task It_says_that_it_handles_and_recognizes_in_both_languages()
    {
        var info = await AskAsync(new("describe"));
        Assert.Equal("info", info.Type);
        foreach (var kind in (string[])["handle", "intent"])
        {
            var program = info.Data![kind]![0]!;
            Assert.Equal("kith", program["name"]!.ToString());
            Assert.True(program["installed"]!.GetValue<bool>());
            Assert.Equal("""["en","zh"]""", program["models"]![0]!["languages"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_transcript_is_done_or_told_as_not_handled()
    {
        var done = await AskAsync(new("transcript", new() { ["text"] = " lamp on ", ["language"] = "en" }));
        Assert.Equal(("handled", "The lamp is on."), (done.Type, done.Text("text")));
        Assert.Equal([new("lamp on", "en")], _heard);
        Assert.Equal("not-handled", (await AskAsync(new("transcript", new() { ["text"] = "blub" }))).Type);
    }

    [Fact]
    public async Task A_sentence_is_recognized_without_being_done_and_done_when_its_intent_comes_back()
    {
        var intent = await AskAsync(new("recognize", new() { ["text"] = "lamp on" }));
        Assert.Equal(("intent", "set"), (intent.Type, intent.Text("name")));
        Assert.Equal("""[{"name":"property","value":"on"},{"name":"sentence","value":"lamp on"}]""", intent.Data!["entities"]!.ToJsonString());
        Assert.Empty(_heard);
        Assert.Equal("not-recognized", (await AskAsync(new("recognize", new() { ["text"] = "blub" }))).Type);
        Assert.Equal("handled", (await AskAsync(intent)).Type);
        Assert.Equal("lamp on", Assert.Single(_heard).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task Nothing_said_is_an_error(string? text)
    {
        Assert.Equal("error", (await AskAsync(new("transcript", new() { ["text"] = text }))).Type);
        Assert.Equal("error", (await AskAsync(new("recognize", new() { ["text"] = new string('x', 501) }))).Type);
        Assert.Equal("error", (await AskAsync(new("intent", new() { ["name"] = "set", ["entities"] = "none" }))).Type);
    }

    [Fact]
    public async Task What_is_not_known_is_passed_over()
    {
        await _pipeline.WriteAsync(new("mic-test"));
        Assert.Equal("pong", (await AskAsync(new("ping"))).Type);
    }

    public async Task DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        await _listener.DisposeAsync();
    }

    private async Task<WyomingEvent> AskAsync(WyomingEvent said)
    {
        await _pipeline.WriteAsync(said);
        return (await _pipeline.ReadAsync().AsTask().WaitAsync(Wyoming.Wire.Patience))!;
    }
}
