using System.Diagnostics;
using System.Globalization;

namespace Kith.Bench;

/// <summary>This program once more, as a process of its own.</summary>
internal static class ThisProgram
{
    /// <summary>Its input and output are the caller's to read and to close.</summary>
    internal static Process Start(params string[] args) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Kith.bench"), args) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    internal static async Task<int> NumberAsync(Process process) => int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
}
