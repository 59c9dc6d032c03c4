// A lamp. The first time, with a code from the app: dotnet run --project samples/Lamp 4832-0177
// Afterwards it knows its home:                   dotnet run --project samples/Lamp
using Kith.Model.Values;
using Kith.Sdk;

var options = new DeviceOptions { Product = "kith-demo.dimmer", Serial = "sample-lamp-1", Name = "Sample lamp" };
const string file = "sample-lamp.json";
if (args is [var code])
{
    (await Pairing.PairAsync(options, code)).Save(file);
    Console.WriteLine("Paired.");
}
if (DeviceCredential.Load(file) is not { } credential)
{
    Console.WriteLine("Make a pairing code in the app and start me with it.");
    return 1;
}

await using var lamp = new KithDevice(options, credential);
lamp.OnSet("light.on", on => Console.WriteLine(on.AsBool() ? "The lamp is on." : "The lamp is off."));
lamp.OnSet("light.brightness", percent => Console.WriteLine($"The lamp burns at {percent} %."));
lamp.Report([new("light.on", Value.Of(false)), new("light.brightness", Value.Of(80))]);

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) => { key.Cancel = true; stop.Cancel(); };
Console.WriteLine($"{lamp.Id} is running; Ctrl+C ends it.");
Console.WriteLine(await lamp.RunAsync(stop.Token));
return 0;
