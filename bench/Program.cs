using Kith.Bench;

// One line for each question; the answers stand in README.md.
var questions = new SortedDictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["app-in-hand"] = AppInHand.RunAsync,
    ["bridged-zigbee"] = BridgedZigbee.RunAsync,
    ["broker"] = BrokerBench.RunAsync,
    ["cold-start"] = ColdStart.RunAsync,
    ["durable-reports"] = DurableReports.RunAsync,
    ["hostile-neighbour"] = HostileNeighbour.RunAsync,
    ["ledger-volume"] = LedgerVolume.RunAsync,
    ["matter-paths"] = MatterPaths.RunAsync,
    ["motion-to-light"] = MotionToLight.RunAsync,
    ["reports-over-mqtt"] = ReportsOverMqtt.RunAsync,
    ["rules-many-homes"] = RuleSpeed.ManyHomesAsync,
    ["rules-one-home"] = RuleSpeed.OneHomeAsync,
    ["sentences-heard"] = SentencesHeard.RunAsync,
    ["soak"] = Soak.RunAsync,
    ["steady-trickle"] = SteadyTrickle.RunAsync,
    ["tls-idle"] = TlsIdle.RunAsync,
    ["twin-memory"] = TwinMemory.RunAsync,
};

if (args.Length == 0 || !questions.TryGetValue(args[0], out var ask))
{
    Console.WriteLine($"dotnet run -c Release --project bench -- <question>\nquestions: {string.Join(", ", questions.Keys)}");
    return 2;
}
await ask(args[1..]);
return 0;
