using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>A property of a device of this home: desk-lamp/light.brightness.</summary>
[JsonConverter(typeof(PropertyRefJson))]
public readonly record struct PropertyRef(DeviceId Device, string Address)
{
    /// <summary>False for anything but device/service.property.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PropertyRef property)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var whole = slash > 0 && DeviceId.TryParse(text.AsSpan(0, slash), null, out _) && text!.IndexOf('.', slash) > slash + 1 && text.Length <= 200;
        property = whole ? new PropertyRef(DeviceId.Parse(text.AsSpan(0, slash), null), text![(slash + 1)..]) : default;
        return whole;
    }

    /// <summary>As it stands in documents and expressions.</summary>
    /// <inheritdoc/>
    public override string ToString() => $"{Device}/{Address}";
}

/// <summary>device/service.property.</summary>
public sealed class PropertyRefJson : JsonConverter<PropertyRef>
{
    /// <inheritdoc/>
    public override PropertyRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PropertyRef.TryParse(reader.GetString(), out var property) ? property : throw new JsonException("a property is device/service.property");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PropertyRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
