using System.Globalization;
using Kith.Mqtt.Transports;

namespace Kith.Bench;

/// <summary>
/// Is the broker better than mosquitto, the C broker that everybody uses? Both alternately, the same load from a process of its own, `broker [rounds] [part of a
/// load's name]`. Figures are of the broker's process alone (/proc): wall-clock rates of a machine that the load shares mean little and are not compared. Kith checks
/// each client's own secret; mosquitto asks nobody. Wants mosquitto, and nats-server for its column, on the path.
/// </summary>
internal static class BrokerBench
{
    private static readonly Question[] Questions =
    [
        new("idle", "idle 19000", [new("bytes", "bytes a connection", 0.8), new("cpu", "us CPU a connect", 1.0), new("rate", "connects/s", null), new("base", "bytes before", null)], Fresh: true),
        new("q0", "publish 100 0 1 200000 0", [Cpu("message", 0.7)]),
        new("q0 by 20", "publish 100 0 20 600000 0", [Cpu("message", 0.7)]),
        new("q1, 100 clients", "publish 100 1 1 100000 0", [Cpu("message", 0.7)]),
        new("q1, 1000 clients", "publish 1000 1 1 100000 0", [Cpu("message", 0.7)]),
        new("q1 by 10, 100 clients", "publish 100 1 10 200000 0", [Cpu("message", 0.15)]),
        new("q1 by 10, 1000 clients", "publish 1000 1 10 200000 0", [Cpu("message", 0.15)]),
        new("q0, 1000 clients subscribed", "publish 1000 0 1 200000 1", [Cpu("message", 0.7)]),
        new("q1, 1000 clients subscribed", "publish 1000 1 1 100000 1", [Cpu("message", 0.7)]),
        new("fan-out 1 to 1000, q0", "fan 1 1000 0 10 300000", [Cpu("delivery", 0.8)], AlsoNats: true),
        new("fan-out 1 to 1000, q1", "fan 1 1000 1 10 150000", [Cpu("delivery", 0.8)], AlsoNats: true),
        new("50 to 50, q0", "fan 50 50 0 20 150000", [Cpu("delivery", 0.8)], AlsoNats: true),
        new("50 to 50, q1", "fan 50 50 1 20 100000", [Cpu("delivery", 0.8)], AlsoNats: true),
        new("round trip, 1000 devices", "commands 1000 20000 32", [new("p50", "us p50", 0.9), new("p99", "us p99", 0.9), Cpu("round trip", null)]),
        new("into the ledger, 1000 clients", "report 1000 1 200000", [Cpu("message", 1.0)], Home: true),
        new("into the ledger by 10, 1000 clients", "report 1000 10 800000", [Cpu("message", 0.3)], Home: true),
        new("storm after a kill, 19000 sessions", "storm 19000 1000", [new("first", "ms to the first answer", null), new("connected", "ms until all are in", null), new("ms", "ms until all obey", 0.7)], Killed: true),
    ];

    public static async Task RunAsync(string[] args)
    {
        if (args is ["--host", var transport, .. var kept])
        {
            await BrokerHost.RunAsync(Enum.Parse<MqttTransport>(transport), kept is [var port, _] ? int.Parse(port, CultureInfo.InvariantCulture) : 0, kept is [_, var folder] ? folder : null);
            return;
        }
        if (args is ["--home", var listener, var identities])
        {
            await HomeBrokerHost.RunAsync(Enum.Parse<MqttTransport>(listener), identities);
            return;
        }
        if (args is ["--load", .. var load])
        {
            await BrokerLoad.RunAsync(load);
            return;
        }
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var chosen = Questions.Where(question => args.Length < 2 || question.Name.Contains(args[1], StringComparison.Ordinal)).ToArray();
        var found = new Dictionary<(string Side, string Question, string Figure), List<double>>();
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"round {round} of {rounds}");
            var carrier = args.Length > 2 ? args[2] : nameof(MqttTransport.Epoll);
            await MeasureAsync("mosquitto", question => question.Killed ? BrokerSide.KeepingMosquittoAsync() : BrokerSide.MosquittoAsync(), chosen, found);
            await MeasureAsync("kith", question => question.Killed ? BrokerSide.KeepingKithAsync(carrier) : question.Home ? BrokerSide.HomeAsync(carrier) : BrokerSide.KithAsync(carrier), chosen, found);
            if (chosen.Any(question => question.AlsoNats)) await MeasureAsync("nats", _ => BrokerSide.NatsAsync(), [.. chosen.Where(question => question.AlsoNats)], found);
        }
        Console.WriteLine("| | kith | mosquitto | kith / mosquitto | bound | nats-server |\n|---|---|---|---|---|---|");
        foreach (var question in chosen)
            foreach (var figure in question.Figures)
            {
                var (kith, mosquitto) = (found.GetValueOrDefault(("kith", question.Name, figure.Key)), found.GetValueOrDefault(("mosquitto", question.Name, figure.Key)));
                var ratio = kith is null || mosquitto is null ? double.NaN : Median(kith) / Median(mosquitto);
                var verdict = figure.Bound is { } bound ? ratio <= bound ? $"{bound}" : $"{bound}, missed" : "";
                Console.WriteLine(FormattableString.Invariant(
                    $"| {question.Name}: {figure.Name} | {Text(kith)} | {Text(mosquitto)} | {ratio:N2} | {verdict} | {Text(found.GetValueOrDefault(("nats", question.Name, figure.Key)))} |"));
            }
    }

    /// <summary>
    /// One process for all loads, as in life; memory wants one that nothing happened to, and nats-server refuses a client that comes back before its going is noticed.
    /// </summary>
    private static async Task MeasureAsync(string name, Func<Question, Task<BrokerSide>> start, Question[] questions, Dictionary<(string, string, string), List<double>> found)
    {
        foreach (var group in questions.GroupBy(question => question.Fresh || question.Killed || name == "nats" ? question.Name : question.Home ? nameof(question.Home) : ""))
        {
            await using var side = await start(group.First());
            // Compiled for real life, as in a server that has run for a while.
            if (group.First().Home && name == "kith") await side.LoadAsync(group.First().Load);
            foreach (var question in group)
            {
                if (await (question.Killed ? side.KilledAsync(question.Load, saveFirst: name == "mosquitto") : side.LoadAsync(question.Load)) is not { } figures)
                {
                    Console.Error.WriteLine($"{name} failed at {question.Name}");
                    continue;
                }
                Console.Error.WriteLine(FormattableString.Invariant($"  {name,9} {question.Name}: {string.Join(", ", figures.Select(figure => $"{figure.Key} {figure.Value:0.##}"))}"));
                foreach (var (key, value) in figures)
                {
                    if (!found.TryGetValue((name, question.Name, key), out var values)) found[(name, question.Name, key)] = values = [];
                    values.Add(value);
                }
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(List<double>? values) => values is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Round(Median(values))} ({Round(values.Min())} to {Round(values.Max())})");

    private static string Round(double value) => value.ToString(value < 100 ? "N2" : "N0", CultureInfo.InvariantCulture);

    private static Figure Cpu(string unit, double? bound) => new("cpu", $"us CPU a {unit}", bound);

    /// <param name="Key">As the load says it.</param>
    /// <param name="Bound">The most that Kith may take of what mosquitto takes.</param>
    private sealed record Figure(string Key, string Name, double? Bound);

    /// <param name="Fresh">Of a process that nothing happened to.</param>
    /// <param name="Home">Kith is the whole house, with ledger and rules; the other side as always.</param>
    /// <param name="Killed">With sessions on disk and a kill in the middle.</param>
    private sealed record Question(string Name, string Load, Figure[] Figures, bool Fresh = false, bool AlsoNats = false, bool Home = false, bool Killed = false);
}
