using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kith.Model.Specs;
using Kith.Sdk;
using Kith.Server.Api;
using Kith.Server.Simulation;

namespace Kith.Server.Cli;

/// <summary>kith simulate: any number of devices of any product, paired and connected like real ones.</summary>
internal static class SimulateCommand
{
    /// <summary>Devices that pair at the same time; a home has at most 20 codes out.</summary>
    private const int PairingAtOnce = 8;

    /// <summary>40 random bits, and short enough to type.</summary>
    private const int OwnCodeDigits = 12;

    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one", HelpName = "home" };
        var devices = new Option<int>("--devices") { Description = "How many", DefaultValueFactory = _ => 1 };
        var products = new Option<string[]>("--product") { Description = "Products of the library, in turn (default: kith-demo.climate-sensor); see `kith spec list`", DefaultValueFactory = _ => ["kith-demo.climate-sensor"] };
        var file = new Option<FileInfo?>("--spec") { Description = "A product's document instead of --product", HelpName = "file" };
        var every = new Option<double>("--every") { Description = "Report everything each so many seconds; 0 reports what changes, as a sensible device does", DefaultValueFactory = _ => 0 };
        var minutes = new Option<double>("--minutes") { Description = "Stop after so long; 0 runs until Ctrl-C", DefaultValueFactory = _ => 0 };
        var wait = new Option<bool>("--wait") { Description = "Show each device's own QR code and wait until somebody scans it in the app" };
        var keep = new Option<bool>("--keep") { Description = "Leave the devices in the home at the end" };
        var simulate = new Command("simulate", "Adds simulated devices to a home and runs them: real pairing, real MQTT, believable days (needs a token with manage)") { home, devices, products, file, every, minutes, wait, keep };
        simulate.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var path = $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}";
            var specs = SpecsOf(parsed.GetValue(products)!, parsed.GetValue(file));
            var broker = common.MqttOf(parsed) ?? throw new CliError("Simulated devices need the server's MQTT address: --mqtt [address:]port.");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var paired = await PairAsync(api, path, specs, parsed.GetValue(devices), parsed.GetValue(wait), new Uri($"mqtt://{broker.LocalHost}:{broker.Port}"), output, stop.Token);
            if (parsed.GetValue(minutes) is > 0 and var time) stop.CancelAfter(TimeSpan.FromMinutes(time));
            await RunAsync(paired, parsed.GetValue(every), output, stop.Token);
            if (parsed.GetValue(keep)) return;
            output.WriteLine("Removing them again ...");
            foreach (var device in paired) await api.SendAsync(HttpMethod.Delete, $"{path}/devices/{device.Device.Id}", null, false, CancellationToken.None);
        });
        return simulate;
    }

    private static List<(Spec Spec, string? Document)> SpecsOf(string[] products, FileInfo? file)
    {
        var library = Library.Standard();
        if (file is null)
            return [.. products.Select(name => (Expect(library, library.FindProduct(name) ?? throw new CliError($"The library has no product {name}; `kith spec list` shows all.")), (string?)null))];
        if (!file.Exists) throw new CliError($"There is no file {file}.");
        var text = File.ReadAllText(file.FullName);
        var document = ProductDocument.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        return [(Expect(library, document.Fault is { } fault ? throw new CliError($"{file}: {fault.Detail}") : document.Value), text)];
    }

    private static Spec Expect(Library library, ProductDocument document)
    {
        var spec = library.Resolve(document);
        return spec.Fault is { } fault ? throw new CliError($"{document.Product}: {fault.Detail}") : spec.Value;
    }

    private static async Task<List<SimulatedDevice>> PairAsync(
        ApiClient api, string path, List<(Spec Spec, string? Document)> specs, int count, bool wait, Uri broker, TextWriter output, CancellationToken cancel)
    {
        var run = Random.Shared.Next(0x10000).ToString("x4", System.Globalization.CultureInfo.InvariantCulture);
        var life = new Life(Noise.Seed(path));
        var devices = new SimulatedDevice[count];
        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = PairingAtOnce, CancellationToken = cancel }, async (number, token) =>
        {
            var (spec, document) = specs[number % specs.Count];
            var options = new DeviceOptions
            {
                Product = spec.Product, SpecJson = document, Serial = $"sim-{run}-{number + 1:0000}", Name = $"{spec.Name.En} {number + 1}", Host = broker.Host, Port = broker.Port,
            };
            try
            {
                var credential = wait ? await WaitAsync(options, output, token)
                    : await Pairing.PairAsync(options, (await api.SendAsync(HttpMethod.Post, $"{path}/pairings", new JsonObject(), false, token)).Text("code"), token);
                devices[number] = new SimulatedDevice(spec, life, (RoomUse)(number % Household.Rooms.Count), options, credential, TimeZoneInfo.Local, TimeProvider.System);
            }
            catch (PairingException refused)
            {
                throw new CliError($"Device {number + 1} was not taken in: {refused.Message}");
            }
            if (Interlocked.Increment(ref done) is var ready && (ready % 100 == 0 || ready == count)) output.WriteLine($"{ready} of {count} devices paired");
        });
        return [.. devices];
    }

    private static Task<DeviceCredential> WaitAsync(DeviceOptions options, TextWriter output, CancellationToken cancel)
    {
        var code = RandomNumberGenerator.GetString("0123456789", OwnCodeDigits);
        output.WriteLine($"{QrPicture.InTerminal(Pairing.Label(options, code))}\n{options.Name} waits with the code {code}");
        return Pairing.WaitAsync(options, code, cancel);
    }

    private static async Task RunAsync(List<SimulatedDevice> devices, double everySeconds, TextWriter output, CancellationToken stop)
    {
        var interval = TimeSpan.FromSeconds(everySeconds > 0 ? everySeconds : 5);
        var started = Stopwatch.GetTimestamp();
        output.WriteLine("Running; Ctrl-C ends it.");
        await Task.WhenAll(devices.Select((device, number) => LateAsync(device, number)));
        var (sent, acknowledged, dropped) = (devices.Sum(device => device.Device.Sent), devices.Sum(device => device.Device.Acknowledged), devices.Sum(device => device.Device.Dropped));
        output.WriteLine($"{sent} messages sent in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {acknowledged} acknowledged as durable, {dropped} dropped.");

        // Spread over the interval: a thousand real devices do not report in the same millisecond.
        async Task LateAsync(SimulatedDevice device, int number)
        {
            await Task.Delay(interval * number / devices.Count, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await device.RunAsync(interval, everySeconds > 0, stop);
        }
    }
}
