namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>One entity of each of the 29 platforms with all that it may have, as an emitter would describe it: what the figures are made of.</summary>
internal static class Examples
{
    /// <summary>Topic and payload.</summary>
    internal static IReadOnlyList<(string Topic, string Payload)> All { get; } = Read();

    private static List<(string, string)> Read()
    {
        using var reader = new StreamReader(typeof(Examples).Assembly.GetManifestResourceStream("homeassistant/examples.txt")!);
        var all = new List<(string, string)>();
        while (reader.ReadLine() is { } line) all.Add((line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]));
        return all;
    }
}
