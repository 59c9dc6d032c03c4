using System.CommandLine;
using System.Text;
using Kith.Assistant.Understanding;

namespace Kith.Server.Cli;

/// <summary>kith understand: sentences in, what they mean out, without a server (docs/understand-format.md).</summary>
internal static class UnderstandCommand
{
    internal static Command Make()
    {
        var home = new Option<string>("--home") { Description = "The house, a file; or a folder of them, of which each case names one", HelpName = "file|folder", Required = true };
        var understand = new Command("understand", "Understands sentences: one JSON case per line in, one result per line out. Does nothing to any device") { home };
        understand.Does(async (parsed, output, cancel) =>
        {
            var houses = parsed.GetValue(home)!;
            // Cases and results are UTF-8 whatever the terminal speaks. A line is given out at the latest when the next must be waited for.
            using var cases = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            if (output != Console.Out)
            {
                await RunAsync(houses, cases, output, cancel);
                return;
            }
            await using var results = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 64 * 1024);
            await RunAsync(houses, cases, results, cancel);
        });
        return understand;
    }

    /// <summary>Case by case, in their order; empty lines are no cases.</summary>
    internal static async Task RunAsync(string houses, TextReader cases, TextWriter results, CancellationToken cancel)
    {
        var batch = new Batch(HouseFiles.Read(houses));
        while (true)
        {
            var next = cases.ReadLineAsync(cancel);
            if (!next.IsCompleted) await results.FlushAsync(cancel);
            if (await next is not { } line) break;
            if (string.IsNullOrWhiteSpace(line)) continue;
            await results.WriteAsync(batch.Line(line));
            await results.WriteAsync('\n');
        }
        await results.FlushAsync(cancel);
    }
}
