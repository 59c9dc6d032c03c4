using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Server.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Server.Tests.Skills;

/// <summary>A skill's own server on this machine: what it is asked is kept, and it answers as a test says.</summary>
internal sealed class PlayedSkill : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _asked = Channel.CreateUnbounded<Received>();

    private PlayedSkill()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    internal string Address => _app.Urls.Single();

    /// <summary>What it answers.</summary>
    internal Func<HttpContext, JsonNode, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    internal bool IsQuiet => _asked.Reader.Count == 0;

    internal static async Task<PlayedSkill> StartAsync(string? answer = null)
    {
        var skill = new PlayedSkill();
        if (answer is not null) skill.Says(answer);
        await skill._app.StartAsync();
        return skill;
    }

    internal void Says(string json) => Answer = (context, _) => context.Response.WriteAsync(json);

    internal async Task<Received> NextAsync() => await _asked.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    /// <summary>A skill of one intent, at this address, with what it is granted; gives its secret.</summary>
    internal async Task<string> InstallAsync(Browser owner, string home, object? grant = null, string phrase = "ask the oracle", object? slots = null)
    {
        var put = await owner.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/oracle", new
        {
            skill = new { id = "oracle", name = new { en = "Oracle", zh = "神谕" }, http = Address, intents = new[] { new { id = "ask", phrases = new { en = new[] { phrase }, zh = new[] { "问神谕" } }, slots } } }, grant,
        });
        Assert.True(put.Status == 200, put.ToString());
        return put.Text("secret");
    }

    internal static bool IsSigned(Received asked, string secret)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{asked.Headers["webhook-id"]}.{asked.Headers["webhook-timestamp"]}."), .. asked.Body];
        return asked.Headers["webhook-signature"] == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))}";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _asked.Writer.TryWrite(new Received(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray()));
        await Answer(context, JsonNode.Parse(body.ToArray())!);
    }
}

/// <summary>The sample as a program of its own; ends with the test.</summary>
internal sealed class SampleSkill : IDisposable
{
    private readonly Process _process;

    private SampleSkill(Process process, string address) => (_process, Address) = (process, address);

    internal string Address { get; }

    internal static async Task<SampleSkill> StartAsync(string secret)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Skill", new DirectoryInfo(AppContext.BaseDirectory).Name, "Kith.Skill.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, secret, "0"]) { RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The sample said nothing.");
        return new(process, line[line.IndexOf("http", StringComparison.Ordinal)..]);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
