using System.Net;
using System.Net.Sockets;
using System.Text;
using Kith.Homes.Rules.Steps;
using Kith.Model.Ids;
using Kith.Server.Delivery;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Delivery;

/// <summary>The calls of rules, by the real way to a real socket.</summary>
public sealed class RuleCallTests
{
    [Fact]
    public async Task A_program_that_takes_a_call_and_never_answers_is_left_after_ten_seconds_and_told_so()
    {
        var time = new ManualTime();
        using var destinations = new Destinations(thisMachineToo: true, time);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var call = new RuleCalls(destinations).CallAsync(HomeId.New(), HookMethod.Post, new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/bell"), """{"who":"Ann"}""", CancellationToken.None);
        using var taken = await silent.AcceptTcpClientAsync();
        var heard = new byte[1_000];
        Assert.StartsWith("POST /bell", Encoding.ASCII.GetString(heard, 0, await taken.GetStream().ReadAsync(heard)), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("no answer within 10 s", await call);
    }

    [Theory]
    [InlineData(HookMethod.Put, """{"who":"Ann"}""", "PUT /bell", true)]
    [InlineData(HookMethod.Get, null, "GET /bell", false)]
    [InlineData(HookMethod.Delete, null, "DELETE /bell", false)]
    public async Task A_call_says_its_method_and_carries_only_what_it_is_given(HookMethod method, string? json, string begins, bool hasBody)
    {
        using var destinations = new Destinations(thisMachineToo: true, TimeProvider.System);
        using var program = new TcpListener(IPAddress.Loopback, 0);
        program.Start();
        var call = new RuleCalls(destinations).CallAsync(HomeId.New(), method, new Uri($"http://127.0.0.1:{((IPEndPoint)program.LocalEndpoint).Port}/bell"), json, CancellationToken.None);
        using var taken = await program.AcceptTcpClientAsync();
        using var reader = new StreamReader(taken.GetStream(), Encoding.ASCII);
        var head = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line) head.Add(line);
        await taken.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());

        Assert.Equal("done", await call);
        Assert.StartsWith(begins, head[0], StringComparison.Ordinal);
        Assert.Equal(hasBody, head.Exists(line => line.StartsWith("Content-Type: application/json", StringComparison.Ordinal)));
    }
}
