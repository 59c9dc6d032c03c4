namespace Kith.Server.Tests.Running;

/// <summary>Files of the sources and of the build that tests look at.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The program as it was built beside these tests, with the app.</summary>
    internal static string Program => Path.Combine(Root, "artifacts", "bin", "Server", new DirectoryInfo(AppContext.BaseDirectory).Name,
        "kith");

    internal static string App => Path.Combine(Path.GetDirectoryName(Program)!, "app");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kith.slnx"))) folder = folder.Parent
            ?? throw new InvalidOperationException("There is no Kith.slnx above the tests.");
        return folder.FullName;
    }
}
