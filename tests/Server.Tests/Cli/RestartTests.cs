using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith broker, asked to stop while real clients are in the middle of it.</summary>
public sealed class RestartTests
{
    private const int Count = 1500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("kestrel")]
    [InlineData("epoll")]
    public async Task Three_restarts_lose_nothing_that_was_acknowledged_and_double_no_QoS_2(string transport)
    {
        var folder = Directory.CreateTempSubdirectory("kith-restart-");
        var broker = await RunningBroker.StartAsync("0", transport, folder.FullName);
        var port = broker.Port;
        using var clients = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Repository.Root, "tests", "Server.Tests", "Peers", "stream.py"), $"{port}", $"{Count}"]) { RedirectStandardOutput = true })!;
        try
        {
            foreach (var moment in (int[])[Count / 5, Count / 2, Count * 4 / 5])
            {
                await ReachedAsync(clients, moment);
                await broker.StopAsync();
                broker.Dispose();
                broker = await RunningBroker.StartAsync($"{port}", transport, folder.FullName);
            }

            var result = JsonNode.Parse(await LineAsync(clients, line => line.StartsWith('{')))!;

            foreach (var (name, numbers) in result["heard"]!.AsObject())
            {
                var heard = numbers!.AsArray().Select(number => number!.GetValue<int>()).ToList();
                Assert.Equal(Enumerable.Range(1, Count), name.EndsWith("qos2", StringComparison.Ordinal) ? heard : InOrder(heard));
            }
        }
        finally
        {
            if (!clients.HasExited) clients.Kill();
            broker.Dispose();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>QoS 1 may come again after a restart: what was there already is passed over, what is new must be the next.</summary>
    private static List<int> InOrder(List<int> heard)
    {
        var fresh = new List<int>();
        foreach (var number in heard)
            if (number > fresh.Count) fresh.Add(number);
        return fresh;
    }

    private static Task<string> ReachedAsync(Process clients, int number) =>
        LineAsync(clients, line => line.StartsWith("at ", StringComparison.Ordinal) && int.Parse(line[3..], CultureInfo.InvariantCulture) >= number);

    private static async Task<string> LineAsync(Process clients, Func<string, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await clients.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (isIt(line)) return line;
        throw new Xunit.Sdk.XunitException("The clients ended (python3-paho-mqtt is one of the programs that these tests need).");
    }
}
