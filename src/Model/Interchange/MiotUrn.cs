using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kith.Model.Interchange;

/// <summary>
/// A type of MIoT-Spec-V2: urn:namespace:kind:name:value, and in instances :vendor-product:version with anything behind it
/// (a template's id, kept as it stands). Writes back exactly what it was read from.
/// </summary>
/// <param name="Namespace">miot-spec-v2, bluetooth-spec, or a vendor's own.</param>
/// <param name="Kind">device, service, property, action, event, template or module.</param>
/// <param name="Name">Lower-case words with hyphens and dots.</param>
/// <param name="Value">8 hexadecimal digits, unique within namespace and kind.</param>
/// <param name="Product">Instances only: vendor-product.</param>
/// <param name="Version">Instances only: 0 and up.</param>
/// <param name="Rest">Whatever followed the version, without its colon.</param>
public sealed record MiotUrn(string Namespace, string Kind, string Name, string Value, string? Product = null, int? Version = null, string? Rest = null)
{
    /// <summary>The longest URN that is read, in characters; real ones stay below 100.</summary>
    public const int LengthLimit = 256;

    /// <summary>The namespace of MIoT's own types.</summary>
    public const string MiotNamespace = "miot-spec-v2";

    /// <summary>The namespace of types that the library has and MIoT has not.</summary>
    public const string KithNamespace = "kith-spec";

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789ABCDEFabcdef");

    private static readonly string[] Kinds = ["device", "service", "property", "action", "event", "template", "module"];

    /// <summary>The type alone, without product and version: what the library knows.</summary>
    public string Type => $"urn:{Namespace}:{Kind}:{Name}:{Value}";

    /// <summary>Whether the library may know it.</summary>
    internal bool Standard => Namespace is MiotNamespace or KithNamespace;

    /// <summary>The type of something that only the library has: its value is the FNV-1a hash of its name, so it never changes.</summary>
    internal static string OfLibrary(string kind, string name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = unchecked((hash ^ c) * 16777619u);
        return string.Create(CultureInfo.InvariantCulture, $"urn:{KithNamespace}:{kind}:{name}:{hash:X8}");
    }

    /// <summary>The vendor: what stands before the first hyphen of the product.</summary>
    public string? Vendor => Product?.Split('-', 2)[0];

    /// <summary>False for anything that the grammar does not allow.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MiotUrn? urn)
    {
        urn = null;
        if (text is null || text.Length > LengthLimit) return false;
        var parts = text.Split(':', 8);
        if (parts.Length is < 5 or 6 || parts[0] != "urn" || !IsWord(parts[1]) || !Kinds.Contains(parts[2]) || !IsWord(parts[3]) || !IsShortUuid(parts[4]))
            return false;
        if (parts.Length == 5)
        {
            urn = new(parts[1], parts[2], parts[3], parts[4]);
            return true;
        }
        // Canonical digits only, so that what is written is what was read.
        if (!IsWord(parts[5]) || !int.TryParse(parts[6], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version.ToString(CultureInfo.InvariantCulture) != parts[6]) return false;
        urn = new(parts[1], parts[2], parts[3], parts[4], parts[5], version, parts.Length > 7 ? parts[7] : null);
        return true;
    }

    /// <summary>The whole URN.</summary>
    public override string ToString() =>
        Product is null ? Type : string.Create(CultureInfo.InvariantCulture, $"{Type}:{Product}:{Version}") + (Rest is null ? "" : ':' + Rest);

    internal static bool IsShortUuid(ReadOnlySpan<char> value) => value.Length == 8 && !value.ContainsAnyExcept(Digits);

    private static bool IsWord(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')) return false;
        return text.Length > 0;
    }
}
