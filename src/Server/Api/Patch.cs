using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kith.Server.Api;

/// <summary>A field of a PATCH where null is a wish of its own: absent leaves it, null clears it.</summary>
internal readonly record struct Patch<T>(bool IsGiven, T? To)
{
    internal T? Or(T? kept) => IsGiven ? To : kept;
}

/// <summary>Reads a field that is there; one that is absent stays default.</summary>
internal sealed class PatchJson<T> : JsonConverter<Patch<T>>
{
    public override bool HandleNull => true;

    public override Patch<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(true, reader.TokenType is JsonTokenType.Null
            ? default
            : JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T))));

    [DoesNotReturn]
    public override void Write(Utf8JsonWriter writer, Patch<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A patch is only ever read.");
}
