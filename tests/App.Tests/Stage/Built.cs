using System.Reflection;

namespace Kith.App.Tests.Stage;

/// <summary>What the build left, and where.</summary>
internal static class Built
{
    internal static string Kith { get; } = Metadata("Kith");

    internal static string Speech => Metadata("Speech");

    internal static string Repository { get; } = Metadata("Repository");

    internal static string Dist { get; } = Path.Combine(Repository, "src", "App", "dist");

    internal static string AppSource { get; } = Path.Combine(Repository, "src", "App", "src");

    private static string Metadata(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
