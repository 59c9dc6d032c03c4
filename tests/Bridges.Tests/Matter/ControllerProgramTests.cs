using Kith.Bridges.Matter.Wire;
using Kith.Shared;

namespace Kith.Bridges.Tests.Matter;

/// <summary>How the controller comes to run, with a program in its place that only says that it is ready.</summary>
[Collection("own matter")]
public sealed class ControllerProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kith-controller-").FullName;

    [Fact]
    public async Task Its_packages_are_fetched_once_though_the_home_has_no_folder_yet()
    {
        var shipped = Directory.CreateDirectory(Path.Combine(_folder, "shipped")).FullName;
        await File.WriteAllTextAsync(Path.Combine(shipped, "kith-matter.mjs"), "console.log('ready'); process.stdin.resume();");
        await File.WriteAllTextAsync(Path.Combine(shipped, "package.json"), """{"name":"stand-in","version":"1.0.0"}""");
        await File.WriteAllTextAsync(Path.Combine(shipped, "package-lock.json"), """{"name":"stand-in","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"stand-in","version":"1.0.0"}}}""");
        AppContext.SetData(ControllerProgram.Place, shipped);
        AppContext.SetData(ControllerProgram.NodePlace, PeerFolder.Node);
        var home = Path.Combine(_folder, "bridges", "home", "matter");
        var stages = new List<string>();
        var program = new ControllerProgram(home, Path.Combine(home, "..", "..", "matter-packages"));

        for (var start = 0; start < 2; start++)
        {
            var process = await program.StartAsync(stages.Add, CancellationToken.None);
            await ControllerProgram.StopAsync(process);
        }

        Assert.Equal(["installing", "starting", "starting"], stages);
        Assert.True(File.Exists(Path.Combine(Directory.EnumerateDirectories(Path.Combine(_folder, "bridges", "matter-packages")).Single(), "installed")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
