using System.Text.RegularExpressions;
using Kith.Homes.Importing;

namespace Kith.Imports.OpenHab;

/// <summary>*.items: type, name, "label [format]", icon, (groups), ["tags"], {channel="..."}; over several lines if people like.</summary>
internal static partial class ItemFile
{
    internal static IEnumerable<Item> Read(string text)
    {
        foreach (Match match in Line().Matches(Comments.Strip(text)))
        {
            var label = match.Groups["label"].Value;
            if (label.IndexOf('[', StringComparison.Ordinal) is >= 0 and var format) label = label[..format];
            yield return new Item(match.Groups["type"].Value, match.Groups["name"].Value, label.Trim() is { Length: > 0 } said ? said : null, List(match.Groups["groups"].Value), List(match.Groups["tags"].Value),
                [.. Channel().Matches(match.Groups["meta"].Value).Select(found => found.Groups["uid"].Value)]);
        }
    }

    private static IReadOnlyList<string> List(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim('"'))];

    [GeneratedRegex("""^[ \t]*(?<type>Group(:\S+)?|Color|Contact|DateTime|Dimmer|Image|Location|Number(:\w+)?|Player|Rollershutter|String|Switch)\s+(?<name>[A-Za-z_]\w*)(\s+"(?<label>[^"\n]{0,200})")?(\s*<[^>\n]*>)?(\s*\((?<groups>[^)\n]*)\))?(\s*\[(?<tags>[^\]]*)\])?(\s*\{(?<meta>[^}]*)\})?""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Line();

    [GeneratedRegex("""channel\s*=\s*"(?<uid>[^"]+)"(\s*,\s*"(?<uid>[^"]+)")*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Channel();
}

/// <summary>*.things: Thing binding:type:id "label" @ "location" [parameters], also within a Bridge { }.</summary>
internal static partial class ThingFile
{
    internal static IEnumerable<Thing> Read(string text)
    {
        (string Binding, string Type, string Id)? bridge = null;
        foreach (Match match in Line().Matches(Comments.Strip(text)))
        {
            var parts = match.Groups["uid"].Value.Split(':');
            string? label = Named(match, "label"), location = Named(match, "location");
            if (match.Groups["kind"].Value == "Bridge" && parts.Length >= 3) bridge = (parts[0], parts[1], parts[2]);
            var uid = parts.Length >= 3 ? match.Groups["uid"].Value
                : bridge is var (binding, _, of) && Named(match, "id") is { } id ? parts.Length == 2 ? $"{match.Groups["uid"].Value}:{of}:{id}" : $"{binding}:{parts[0]}:{of}:{id}" : null;
            // A bridge is the program or radio in between.
            if (uid is not null && match.Groups["kind"].Value == "Thing")
                yield return new Thing(uid, label, location, [.. uid.Split(':').Skip(2).Where(NativeIds.IsSerial), .. Value().Matches(match.Groups["with"].Value).Select(found => found.Groups["value"].Value)]);
        }
    }

    private static string? Named(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    [GeneratedRegex("""^[ \t}]*(?<kind>Thing|Bridge)\s+(?<uid>[\w:\-#]+)(\s+(?<id>[\w\-#]+))?(\s+"(?<label>[^"\n]{0,200})")?(\s*\([^)\n]*\))?(\s*@\s*"(?<location>[^"\n]{0,100})")?(\s*\[(?<with>[^\]]*)\])?""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Line();

    /// <summary>Addresses only: other parameters may be passwords.</summary>
    [GeneratedRegex("""\b(macAddress|zigbee_macaddress|mac|ieeeAddress|serial|serialNumber|deviceId|nodeId|uniqueId)\s*=\s*"?(?<value>[^",\]\s]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}

internal static partial class Comments
{
    internal static string Strip(string text) => Any().Replace(text.Replace("\r", "", StringComparison.Ordinal), match => match.Value[0] == '"' ? match.Value : "");

    /// <summary>Texts first, so that what looks like a comment in one stays.</summary>
    [GeneratedRegex("""
        "(\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Any();
}
