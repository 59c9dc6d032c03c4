using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Kith.Gateway;
using Kith.Homes.Credentials;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// What does a report cost on its whole way: socket, broker, gateway, home, ledger, synced, acknowledged? 50 devices send QoS 1 messages of 1, 10 or 100
/// reports, eight in flight each. Beside it: the bare cost of as many commits of the same size to SQLite. Devices and server share the process, so the
/// CPU is that of both sides.
/// </summary>
internal static class ReportsOverMqtt
{
    private const int Devices = 50, InFlight = 8;

    public static async Task RunAsync(string[] args)
    {
        Console.WriteLine("reports/message | reports/s  us CPU/report  commits | the same commits bare: reports/s  us CPU/report | kith/bare time");
        foreach (var batch in (int[])[1, 10, 100])
        {
            var messages = Math.Max(20, 20_000 / batch / Devices);
            await using var home = await BenchHome.StartAsync();
            var (reports, time, cpu, commits, bytes) = await SendAsync(home, batch, messages);
            var bare = BareCommits.Run(home.Folder, commits, bytes);
            Console.WriteLine(FormattableString.Invariant(
                $"{batch,15} | {reports / time.TotalSeconds,9:N0} {cpu.TotalMicroseconds / reports,14:N2} {commits,8} | {reports / bare.Time.TotalSeconds,33:N0} {bare.Cpu.TotalMicroseconds / reports,14:N2} | {time / bare.Time,6:N2}x"));
        }
    }

    private static async Task<(long Reports, TimeSpan Time, TimeSpan Cpu, int Commits, int Bytes)> SendAsync(BenchHome home, int batch, int messages)
    {
        var commits = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, its) => { if (instrument.Name == "kith.homes.commit.duration") its.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref commits));
        listener.Start();
        var library = Library.Standard();
        await using var gateway = new DeviceGateway(home.Host, library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var broker = await ListeningBroker.StartAsync(gateway.Broker);
        var spec = library.Resolve(library.FindProduct("kith-demo.climate-sensor")!).Value;
        var clients = new List<(MqttClient Client, string Topic)>();
        for (var number = 0; number < Devices; number++)
        {
            var id = await home.AddAsync(spec, number);
            var issued = (await home.Host.IssueAsync(home.Id, BenchHome.House, id)).Value;
            var client = new MqttClient(new MqttClientOptions { Port = broker.Port, UserName = issued.Username.ToString(), Password = issued.Password, ClientId = "bench" });
            await client.ConnectAsync();
            clients.Add((client, $"kith/{id}/report"));
        }
        var payload = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Range(0, batch).Select(n => $"{{\"temperature-humidity-sensor.temperature\":{20 + n % 50 / 10.0:0.0}}}")) + "]");
        await Task.WhenAll(clients.Select(its => its.Client.PublishAsync(its.Topic, payload)));

        Interlocked.Exchange(ref commits, 0);
        var size = Size(home);
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await Task.WhenAll(clients.SelectMany(its => Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            for (var sent = 0; sent < messages / InFlight + 1; sent++)
                if (await its.Client.PublishAsync(its.Topic, payload) is not ReasonCode.Success) throw new InvalidOperationException("a report was not acknowledged");
        }))));
        var (time, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        foreach (var (client, _) in clients) await client.DisposeAsync();
        var done = Math.Max(1, commits);
        return ((long)Devices * InFlight * (messages / InFlight + 1) * batch, time, used, done, (int)Math.Max(64, (Size(home) - size) / done));
    }

    /// <summary>What the database and its log grew to; a checkpoint in between makes it an estimate from below.</summary>
    private static long Size(BenchHome home) => new[] { "kith.db", "kith.db-wal" }.Sum(name => new FileInfo(Path.Combine(home.Folder, name)) is { Exists: true } file ? file.Length : 0);
}
