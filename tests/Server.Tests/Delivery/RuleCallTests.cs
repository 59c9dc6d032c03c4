using System.Net;
using System.Net.Sockets;
using System.Text;
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
        var call = new RuleCalls(destinations).PostAsync(HomeId.New(), new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/bell"), """{"who":"Ann"}""", CancellationToken.None);
        using var taken = await silent.AcceptTcpClientAsync();
        var heard = new byte[1_000];
        Assert.StartsWith("POST /bell", Encoding.ASCII.GetString(heard, 0, await taken.GetStream().ReadAsync(heard)), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("no answer within 10 s", await call);
    }
}
