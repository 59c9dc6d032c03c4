// Ears and a mouth for a home, without a model: a Wyoming program that speaks by espeak-ng and hears the phrases it was taught.
//   dotnet run --project samples/Speech                     listens at port 10300 of this machine, with the phrases of the demo home
//   dotnet run --project samples/Speech 10301 my-phrases    another port, and a folder with en.txt and zh.txt: a phrase a line
// Then: ./kith demo --hear tcp://127.0.0.1:10300 --speak tcp://127.0.0.1:10300
using System.Net;
using Kith.Speech;
using Kith.Voice.Wyoming;

var port = args is [var wanted, ..] ? int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture) : 10_300;
var folder = args is [_, var chosen, ..] ? chosen : Path.Combine(AppContext.BaseDirectory, "phrases");

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) => { key.Cancel = true; stop.Cancel(); };
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal => { signal.Cancel = true; stop.Cancel(); });

var engine = await SpeechEngine.LearnAsync(folder, stop.Token);
await using var listener = WyomingListener.Start(new IPEndPoint(IPAddress.Loopback, port), engine.ServeAsync);
Console.WriteLine($"Speech is at tcp://127.0.0.1:{listener.Port}: {engine.Knows}. Ctrl+C ends it.");
var ended = new TaskCompletionSource();
await using var asked = stop.Token.Register(() => ended.TrySetResult());
await ended.Task;
