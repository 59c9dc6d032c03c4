using System.Text.RegularExpressions;

namespace Kith.Gateway.Tests.Protocol;

/// <summary>
/// One example of docs/protocol.md, as its fence says: ```json up|down TOPIC [as DEVICE] [= WHAT COMES OF IT].
/// up: a device publishes it; down: it must hear exactly this.
/// </summary>
internal sealed record Example(bool Up, string Topic, string? As, string? Outcome, string Json)
{
    internal string Device => Topic.Split('/')[1];

    internal string Verb => Topic.Split('/', 3)[2];
}

internal static partial class Page
{
    internal static string Text { get; } = Read();

    internal static IReadOnlyList<Example> Examples { get; } = [.. Fence().Matches(Text).Select(match => new Example(
        match.Groups["way"].Value == "up", match.Groups["topic"].Value, Of(match, "as"), Of(match, "outcome"), match.Groups["json"].Value.Trim()))];

    /// <summary>The rows of the first table after a heading, without its head.</summary>
    internal static IReadOnlyList<string[]> Table(string heading) =>
        [.. Text[Text.IndexOf($"## {heading}\n", StringComparison.Ordinal)..].Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
            .Skip(2).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    private static string? Of(Match match, string group) => match.Groups[group].Success ? match.Groups[group].Value : null;

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("protocol.md")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^```json (?<way>up|down) (?<topic>\S+)( as (?<as>\S+))?( = (?<outcome>\S+))?\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
