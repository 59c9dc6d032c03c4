using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A colour as a text of six hexadecimal digits behind a #; 0xRRGGBB here.</summary>
internal sealed class HexCodec : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var isColor = uint.TryParse((RawValue.Of(raw).AsText() ?? "").TrimStart('#'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) && rgb <= 0xFFFFFF;
        value = isColor ? Value.Of((long)rgb) : default;
        return isColor;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"#{value.AsInteger():X6}"));
}
