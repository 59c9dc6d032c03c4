using System.Text.RegularExpressions;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// A line of zigbee2mqtt's log about a message to a device:
/// z2m: Publish 'set' 'state' to 'NAME' failed: 'Error: ZCL command ... failed (no response from 0x...)'
/// </summary>
/// <param name="Verb">set or get.</param>
/// <param name="Name">The device's friendly name.</param>
/// <param name="Why">The innermost reason.</param>
internal sealed partial record LogLine(string Verb, string Name, string Why)
{
    private const int LongestReason = 200;

    internal static LogLine? Read(string message)
    {
        var match = Pattern().Match(message);
        if (!match.Success) return null;
        var why = match.Groups["why"].Value;
        // A ZCL error names its whole command before it comes to the point, in brackets at the end.
        if (why.EndsWith(')') && why.LastIndexOf(" failed (", StringComparison.Ordinal) is >= 0 and var point) why = why[(point + " failed (".Length)..^1];
        return new LogLine(match.Groups["verb"].Value, match.Groups["name"].Value, why.Length <= LongestReason ? why : why[..LongestReason]);
    }

    [GeneratedRegex(@"Publish '(?<verb>set|get)' '[^']*' to '(?<name>.+?)' failed: '(?<why>.*)'$", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
