using System.Diagnostics;
using System.Text;
using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.Rules;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bench;

/// <summary>
/// What rules cost, without a network: reports go in at the homes' door and commands come out at their link, with all facts on disk between. Facts a
/// second of a core (processor time of the whole process, the generator's included), and how long from a report received to the command sent.
/// </summary>
internal sealed class RuleSpeed : IDeviceLink
{
    private const int Seconds = 5;

    private readonly long[] _sent = new long[190_000];
    private readonly List<double> _times = [];
    private BenchHome _bench = null!;
    private long _done, _commands;
    private int _number;

    /// <summary>One home: 200 devices and 1,000 rules, ten for each of the hundred sensors: one acts, the others look and leave it.</summary>
    public static async Task OneHomeAsync(string[] _) => await MeasureAsync("one home, 1,000 rules, 200 devices", 1, 100, 10, [1_000, 4_000]);

    /// <summary>Ten thousand homes of two devices and twenty rules each.</summary>
    public static async Task ManyHomesAsync(string[] args) => await MeasureAsync("homes of 2 devices and 20 rules each", args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10_000, 1, 20, [1_000, 4_000, 8_000]);

    private static async Task MeasureAsync(string what, int homes, int pairs, int rules, int[] rates)
    {
        await using var bench = await BenchHome.StartAsync();
        var clock = Stopwatch.StartNew();
        var all = new List<HomeId> { bench.Id };
        while (all.Count < homes) all.Add((await bench.Host.FoundAsync(AccountId.New(), "Bench", "Bench", "UTC")).Value.Id);
        foreach (var group in all.Chunk(256)) await Task.WhenAll(group.Select(home => MakeAsync(bench, home, pairs, rules)));
        Console.WriteLine(FormattableString.Invariant($"{homes:N0} x {what}: made in {clock.Elapsed.TotalSeconds:N0} s, {GC.GetTotalMemory(true) / 1e6:N0} MB"));
        Console.WriteLine("reports/s |         commands | facts/s of a core  us CPU/report |  p50 ms  p99 ms  max ms");
        var speed = new RuleSpeed { _bench = bench };
        bench.Host.AddLink("native", speed);
        // Each rule writes the first of the starts that it leaves out, then one a minute: that is paid before.
        await speed.SendAsync(all, pairs, 1_000, Math.Max(5_000, homes));
        foreach (var rate in rates) await speed.RunAsync(all, pairs, rate);
    }

    private static async Task MakeAsync(BenchHome bench, HomeId home, int pairs, int rules)
    {
        for (var pair = 0; pair < pairs; pair++)
        {
            foreach (var (id, type, property) in ((string, string, string)[])[($"sensor-{pair}", "illumination-sensor", "illumination"), ($"lamp-{pair}", "light", "color")])
            {
                await bench.Host.TakeInAsync(home, BenchHome.House, new DeviceDraft(id, SpecOf(type, property), "native", id, Id: DeviceId.Parse(id)));
                bench.Host.Presence(home, DeviceId.Parse(id), online: true);
            }
            bench.Host.Report(home, DeviceId.Parse($"sensor-{pair}"), """{"illumination-sensor.illumination":199999}"""u8, null);
            for (var rule = 0; rule < rules; rule++)
            {
                // Every look is a real one: a condition of an expression, of a property or of the time.
                var only = rule == 0 ? "" : (rule % 3) switch
                {
                    0 => $"\"if\":[{{\"kind\":\"expression\",\"that\":\"[sensor-{pair}/illumination-sensor.illumination] < 0 || hour() > 24\"}}],",
                    1 => $"\"if\":[{{\"kind\":\"property\",\"property\":\"sensor-{pair}/illumination-sensor.illumination\",\"above\":199998}}],",
                    _ => "\"if\":[{\"kind\":\"mode\",\"is\":[\"night\"]}],",
                };
                var added = await bench.Host.AddRuleAsync(home, BenchHome.House, RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""
                    {"name":"Rule {{pair}} {{rule}}","mode":"parallel","limit":20,"when":[{"kind":"property","property":"sensor-{{pair}}/illumination-sensor.illumination"}],{{only}}
                     "then":[{"kind":"set","devices":["lamp-{{pair}}"],"values":{"light.color":"=trigger.value"} }]}
                    """)).Value, enabled: true);
                if (!added.Ok) throw new InvalidOperationException(added.Fault!.Detail);
            }
        }
    }

    private static Spec SpecOf(string type, string property) => Specs.GetOrAdd(type, _ => Library.Standard().Resolve(new ProductDocument
    {
        Product = $"bench.{type}", Version = 1, Maker = "bench", Type = type, Name = LocalText.Same(type),
        Services = [new ServiceUse { Type = type, Properties = type == "light" ? [new PropertyDefinition { Name = "on" }, new PropertyDefinition { Name = property }] : [new PropertyDefinition { Name = property }] }],
    }).Value);

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Spec> Specs = new();

    private async Task RunAsync(List<HomeId> homes, int pairs, int rate)
    {
        lock (_times) _times.Clear();
        var reports = rate * Seconds;
        var (cpu, before) = (Environment.CpuUsage.TotalTime, _commands);
        await SendAsync(homes, pairs, rate, reports);
        var (spent, commands) = (Environment.CpuUsage.TotalTime - cpu, _commands - before);
        double[] sorted;
        lock (_times) sorted = [.. _times.Order()];
        // A report, and for each command an operation, its outcome, what the lamp then is, and the trace; traces of starts left out are not counted.
        var facts = reports + commands * 4;
        Console.WriteLine(FormattableString.Invariant(
            $"{rate,9:N0} | {commands,6} of {reports,6} | {facts / spent.TotalSeconds,17:N0} {spent.TotalMicroseconds / reports,14:N0} | {sorted[sorted.Length / 2],7:N2} {sorted[sorted.Length * 99 / 100],7:N2} {sorted[^1],7:N1}"));
    }

    private async Task SendAsync(List<HomeId> homes, int pairs, int rate, int reports)
    {
        var (target, clock) = (Interlocked.Read(ref _done) + reports, Stopwatch.StartNew());
        for (var sent = 0; sent < reports;)
        {
            for (var due = Math.Min(reports, (int)(clock.Elapsed.TotalSeconds * rate)); sent < due; sent++)
            {
                // A number that says which it was, and is never the same twice in a row.
                _number = (_number + 1) % 190_000;
                _sent[_number] = Stopwatch.GetTimestamp();
                _bench.Host.Report(homes[sent % homes.Count], DeviceId.Parse($"sensor-{sent / homes.Count % pairs}"), Encoding.UTF8.GetBytes($"{{\"illumination-sensor.illumination\":{_number}}}"), null);
            }
            await Task.Delay(1);
        }
        // Something that was left out never comes.
        for (var waited = 0; waited < 5_000 && Interlocked.Read(ref _done) < target; waited++) await Task.Delay(1);
    }

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        var took = Stopwatch.GetElapsedTime(_sent[operation.Values!["light.color"].AsInteger()]).TotalMilliseconds;
        lock (_times) _times.Add(took);
        Interlocked.Increment(ref _commands);
        _bench.Host.Reply(home, device.Id, operation.Id, Outcome.Done, receipt: new Ended(this));
        return null;
    }

    public void Forget(HomeId home, Device device) { }

    private sealed class Ended(RuleSpeed speed) : Receipt
    {
        public override void Settle(in ReportVerdict verdict) => Interlocked.Increment(ref speed._done);
    }
}
