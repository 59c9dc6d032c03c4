using System.Text.Json.Serialization;

namespace Kith.Model.Values;

/// <summary>A name in the two languages that every surface of Kith speaks.</summary>
/// <param name="En">English; never empty.</param>
/// <param name="Zh">Simplified Chinese; the English text where a maker gave none.</param>
[JsonConverter(typeof(LocalTextJson))]
public sealed record LocalText(string En, string Zh)
{
    /// <summary>The same words in both languages.</summary>
    public static LocalText Same(string text) => new(text, text);
}
