// A lamp. The first time, with a code from the app: dotnet run --project samples/Lamp 4832-0177
// or with its own, which is then claimed in the app: dotnet run --project samples/Lamp
// Afterwards it knows its home.
using System.Security.Cryptography;
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
    // A real one has it printed on, as a QR code of Pairing.Label(options, own).
    var own = RandomNumberGenerator.GetString("0123456789", 12);
    Console.WriteLine($"Add a device in the app and give it my code: {own}");
    credential = await Pairing.WaitAsync(options, own);
    credential.Save(file);
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
