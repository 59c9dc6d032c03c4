using System.Diagnostics;
using System.Globalization;

namespace Kith.Bridges.Matter.Wire;

/// <summary>Kith's own Matter controller as a process: Node finds its packages, it is started, and it ends with Kith.</summary>
/// <param name="folder">The home's fabric lives here, and the socket on which it is called.</param>
/// <param name="packages">Where packages are put that are not beside the program; all homes share them, as they share Kith itself.</param>
internal sealed class ControllerProgram(string folder, string packages)
{
    /// <summary>Packagers and tests say here where a program with its packages stands.</summary>
    internal const string Place = "Kith.Matter.Controller";

    /// <summary>... and what starts Node.</summary>
    internal const string NodePlace = "Kith.Matter.Node";

    /// <summary>Below this Matter's packages do not run.</summary>
    private static readonly Version OldestNode = new(20, 19);

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(10);

    private readonly Queue<string> _last = new();

    internal string Socket { get; } = Path.Combine(folder, "matter.sock");

    /// <summary>Starts it and returns when it can be called. Throws <see cref="ProgramMissingException"/> with what to do.</summary>
    /// <param name="stage">Told what is being waited for: installing, starting.</param>
    internal async Task<Process> StartAsync(Action<string> stage, CancellationToken cancel)
    {
        var node = await NodeAsync(cancel);
        var program = await ProgramAsync(stage, cancel);
        stage("starting");
        Directory.CreateDirectory(folder);
        // What it keeps opens every device of the home.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = Of(node, program, "--folder", Path.Combine(folder, "fabric"), "--socket", Socket, "--watch-parent");
        start.RedirectStandardInput = true;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready") ready.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new IOException(LastWords()));
        try
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await ready.Task.WaitAsync(StartPatience, cancel);
            return process;
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>Its input ends, which it takes as a goodbye; what does not go is killed.</summary>
    internal static async Task StopAsync(Process process)
    {
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(6));
        }
        catch (Exception failure) when (failure is TimeoutException or IOException or InvalidOperationException)
        {
            // It hangs: below.
        }
        End(process);
    }

    /// <summary>What it complained of last, for the bridge's page.</summary>
    internal string LastWords()
    {
        lock (_last) return _last.Count == 0 ? "the Matter controller ended" : _last.Last();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It was never started, or is gone.
        }
        process.Dispose();
    }

    private async Task<string> ProgramAsync(Action<string> stage, CancellationToken cancel)
    {
        var shipped = AppContext.GetData(Place) as string ?? Environment.GetEnvironmentVariable("KITH_MATTER_CONTROLLER") ?? Path.Combine(AppContext.BaseDirectory, "matter-controller");
        const string Main = "kith-matter.mjs";
        if (!File.Exists(Path.Combine(shipped, Main))) throw new ProgramMissingException("Kith's Matter controller is not beside the program: install Kith again.");
        if (Directory.Exists(Path.Combine(shipped, "node_modules"))) return Path.Combine(shipped, Main);
        // A new Kith may need other packages: they stand in a folder by their lock.
        var lockText = await File.ReadAllBytesAsync(Path.Combine(shipped, "package-lock.json"), cancel);
        // Whole, without "..": a program cannot be started in a folder that is named by way of one that is not there yet.
        var place = Path.Combine(Path.GetFullPath(packages), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(lockText), 0, 6));
        var done = Path.Combine(place, "installed");
        if (!File.Exists(done))
        {
            stage("installing");
            Directory.CreateDirectory(place);
            await InstallAsync(shipped, place, cancel);
            await File.WriteAllTextAsync(done, "", cancel);
        }
        foreach (var file in Directory.EnumerateFiles(shipped, "*.mjs")) File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        return Path.Combine(place, Main);
    }

    private static async Task InstallAsync(string shipped, string place, CancellationToken cancel)
    {
        foreach (var name in (ReadOnlySpan<string>)["package.json", "package-lock.json"]) File.Copy(Path.Combine(shipped, name), Path.Combine(place, name), overwrite: true);
        var start = Of("npm", "ci", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts");
        start.WorkingDirectory = place;
        try
        {
            var (code, said) = await RunAsync(start, InstallPatience, cancel);
            if (code != 0) throw new ProgramMissingException($"The packages of the Matter controller could not be fetched; they come from the internet once. npm says: {said}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ProgramMissingException("npm is not installed; it comes with Node.js. Install Node.js 20.19 or newer, whole.");
        }
    }

    private static async Task<string> NodeAsync(CancellationToken cancel)
    {
        var node = AppContext.GetData(NodePlace) as string ?? "node";
        try
        {
            var (_, said) = await RunAsync(Of(node, "--version"), StartPatience, cancel);
            if (!Version.TryParse(said.Trim().TrimStart('v'), out var version) || version < OldestNode)
                throw new ProgramMissingException(string.Create(CultureInfo.InvariantCulture, $"Node.js here says it is {said.Trim()}; Matter needs {OldestNode} or newer. Install it and wait a moment."));
            return node;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ProgramMissingException("Node.js is not installed. Matter needs it: install Node.js 20.19 or newer and wait a moment.");
        }
    }

    private static ProcessStartInfo Of(string program, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private static async Task<(int Code, string Said)> RunAsync(ProcessStartInfo start, TimeSpan patience, CancellationToken cancel)
    {
        using var process = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel)).WaitAsync(patience, cancel);
            await process.WaitForExitAsync(cancel);
            var text = said[0].Trim().Length > 0 ? said[0].Trim() : said[1].Trim();
            return (process.ExitCode, text.Length <= 300 ? text : text[^300..]);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void Note(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_last)
        {
            if (_last.Count == 5) _last.Dequeue();
            _last.Enqueue(line.Length <= 300 ? line : line[..300]);
        }
    }
}

/// <summary>The controller cannot run here; the message says what a person does about it.</summary>
internal sealed class ProgramMissingException(string whatToDo) : Exception(whatToDo);
