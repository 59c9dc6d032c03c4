using System.Diagnostics;
using System.Globalization;
using Kith.Bridges.Matter.Wire;
using Kith.Shared;

namespace Kith.Bridges.Tests.Matter;

/// <summary>A test that needs a network of its own: Matter's devices find each other by multicast. Where none can be made it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MatterFactAttribute : FactAttribute
{
    public MatterFactAttribute() => Skip = PrivateNetwork.WhyNot;
}

/// <summary>A network namespace with one interface that carries multicast (Peers/private-network.sh); nothing of it leaves the machine.</summary>
internal sealed class PrivateNetwork : IAsyncDisposable
{
    private static readonly Lazy<string?> Probed = new(Probe);
    private readonly string _wrapper = Path.Combine(Directory.CreateTempSubdirectory("kith-netns-").FullName, "node");
    private readonly Process _holder;

    private PrivateNetwork(Process holder)
    {
        _holder = holder;
        // Node inside: for Kith, which starts its controller by itself.
        var enter = string.Create(CultureInfo.InvariantCulture, $"nsenter --target {holder.Id} --user --preserve-credentials --net");
        var garbles = Path.Combine(PeerFolder.Path, "matter-garbler.cjs");
        File.WriteAllText(_wrapper, $"#!/bin/sh\nexport MATTER_MDNS_NETWORKINTERFACE=kith0\nexport NODE_OPTIONS='--require {garbles}'\n[ ! -e '{Gate}' ] || flock --shared '{Gate}' true\nexec {enter} '{PeerFolder.Node}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Why no network can be made here; null when one can.</summary>
    internal static string? WhyNot => Probed.Value;

    /// <summary>Starts Node inside.</summary>
    internal string Node => _wrapper;

    /// <summary>Nothing is started inside while this file is held open alone.</summary>
    internal string Gate => _wrapper + ".gate";

    /// <summary>Kith's own controller, whose packages ./test installed.</summary>
    internal static string Controller { get; } = Path.GetFullPath(Path.Combine(PeerFolder.Path, "..", "..", "..", "src", "Bridges", "Matter", "controller"));

    /// <summary>A network; Kith's controllers are started in it from now on.</summary>
    internal static async Task<PrivateNetwork> MakeAsync()
    {
        var holder = Process.Start(Of("bash", Path.Combine(PeerFolder.Path, "private-network.sh")))!;
        var said = await holder.StandardOutput.ReadLineAsync().WaitAsync(HomeWatch.Patience);
        Assert.True(said == "ready", said is null ? await holder.StandardError.ReadToEndAsync() : said);
        var network = new PrivateNetwork(holder);
        AppContext.SetData(ControllerProgram.NodePlace, network.Node);
        AppContext.SetData(ControllerProgram.Place, Controller);
        return network;
    }

    private static string? Probe()
    {
        try
        {
            using var process = Process.Start(Of("true"))!;
            var why = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"No network namespace can be made here: {why.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "No network namespace can be made here: there is no unshare";
        }
    }

    private static ProcessStartInfo Of(params ReadOnlySpan<string> command)
    {
        var start = new ProcessStartInfo("unshare") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (ReadOnlySpan<string>)["--user", "--map-root-user", "--net", .. command]) start.ArgumentList.Add(word);
        return start;
    }

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
        Directory.Delete(Path.GetDirectoryName(_wrapper)!, recursive: true);
    }
}
