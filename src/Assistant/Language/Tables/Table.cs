namespace Kith.Assistant.Language.Tables;

/// <summary>The tables that travel inside the assembly.</summary>
internal static class Table
{
    internal static string Read(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream($"tables/{name}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
