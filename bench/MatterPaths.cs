using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Kith.Bridges;
using Kith.Gateway;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Broker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// A real Matter light (matter.js) in a network of its own, through Kith's own controller: how long pairing takes, how soon a toggle is
/// confirmed (bound 50 ms p99), how soon the light is back after its power, the controller's and Kith's were cut.
/// </summary>
internal static class MatterPaths
{
    private const int Toggles = 500;

    internal static async Task RunAsync(string[] arguments)
    {
        var repository = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(its => its.Key == "Repository").Value!;
        var peers = Path.Combine(repository, "tests", "Bridges.Tests", "Peers");
        var controller = Path.Combine(repository, "src", "Bridges", "Matter", "controller");
        var folder = Directory.CreateTempSubdirectory("kith-bench-matter-").FullName;
        using var network = Start("unshare", ["--user", "--map-root-user", "--net", "bash", Path.Combine(peers, "private-network.sh")]);
        if (await network.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException(await network.StandardError.ReadToEndAsync());
        var node = Path.Combine(folder, "node");
        await File.WriteAllTextAsync(node, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nexport MATTER_MDNS_NETWORKINTERFACE=kith0\nexec nsenter --target {network.Id} --user --preserve-credentials --net node \"$@\"\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AppContext.SetData("Kith.Matter.Node", node);
        AppContext.SetData("Kith.Matter.Controller", controller);

        await using var home = await BenchHome.StartAsync();
        await using var gateway = new DeviceGateway(home.Host, Library.Standard(), new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        BridgeHost Open() => new(home.Host, gateway.Broker, DeviceGateway.WallOf, Library.Standard(), Path.Combine(folder, "bridges"), new LocalNetwork(), TimeProvider.System, NullLoggerFactory.Instance);
        var bridges = Open();
        await bridges.StartAsync();
        var bridge = (await home.Host.AddBridgeAsync(home.Id, BenchHome.House, "matter", "Matter", "matter")).Value.Bridge.Id;
        var (light, code) = await LightAsync();
        await UntilAsync(() => bridges.StateOf(home.Id, bridge)?.State is BridgeLink.Online);

        var watch = Stopwatch.StartNew();
        var paired = await bridges.DoAsync(home.Id, bridge, "commission", JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["code"] = code }));
        if (paired.Fault is { } fault) throw new InvalidOperationException(fault.Detail);
        Console.WriteLine($"paired and in the home            {watch.Elapsed.TotalSeconds:0.00} s");
        var device = DeviceId.Parse(paired.Value["devices"]![0]!.GetValue<string>());
        await UntilAsync(IsThereAsync);

        var times = new List<double>();
        for (var toggle = 0; toggle < Toggles; toggle++)
        {
            watch.Restart();
            if (!await SetAsync(toggle % 2 == 0)) throw new InvalidOperationException("a toggle was not done");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"toggle confirmed                  p50 {times[Toggles / 2]:0.0} ms, p99 {times[Toggles * 99 / 100]:0.0} ms, {Toggles} one after another");

        light.Kill(entireProcessTree: true);
        await light.WaitForExitAsync();
        (light, _) = await LightAsync();
        Console.WriteLine($"light back after a power cut      {await BackAsync(watch):0.0} s from its start to the first command done");
        await bridges.DisposeAsync();
        watch.Restart();
        bridges = Open();
        await bridges.StartAsync();
        Console.WriteLine($"light back after Kith's restart   {await BackAsync(watch):0.0} s, of which Node starts the longest");

        await bridges.DisposeAsync();
        light.Kill(entireProcessTree: true);
        light.Dispose();
        network.StandardInput.Close();
        await network.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);

        async Task<(Process Light, string Code)> LightAsync()
        {
            var start = Start(node, [Path.Combine(peers, "matter-device.mjs"), Path.Combine(folder, "light"), "light"], ("MATTER_CONTROLLER", controller));
            while (await start.StandardOutput.ReadLineAsync() is { } line)
                if (line.Contains("\"ready\"", StringComparison.Ordinal)) return (start, JsonDocument.Parse(line).RootElement.GetProperty("manualPairingCode").GetString()!);
            throw new InvalidOperationException(await start.StandardError.ReadToEndAsync());
        }

        async Task<bool> IsThereAsync() => (await home.Host.DevicesAsync(home.Id, BenchHome.House)).Value.Any(its => its.Id == device && its.Online);

        async Task<bool> SetAsync(bool on)
        {
            var set = await home.Host.SetAsync(home.Id, BenchHome.House, device, new Dictionary<string, Value> { ["light.on"] = Value.Of(on) });
            return set.Value.Outcome.Kind is OutcomeKind.Done;
        }

        async Task<double> BackAsync(Stopwatch since)
        {
            since.Restart();
            var on = true;
            while (!await IsThereAsync() || !await SetAsync(on = !on)) await Task.Delay(5);
            return since.Elapsed.TotalSeconds;
        }
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds()) await Task.Delay(5);
    }
}
