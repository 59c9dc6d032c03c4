using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Model.Specs;

/// <summary>Access as MIoT writes it: ["read","write","notify"], any subset.</summary>
public sealed class AccessJson : JsonConverter<Access>
{
    private static readonly (Access Flag, string Name)[] Names = [(Access.Read, "read"), (Access.Write, "write"), (Access.Notify, "notify")];

    /// <inheritdoc/>
    public override Access Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("access is a list");
        var access = Access.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var name = reader.GetString();
            var known = Array.FindIndex(Names, row => row.Name == name);
            if (known < 0) throw new JsonException($"access is of read, write, notify, not '{name}'");
            access |= Names[known].Flag;
        }
        return access;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Access value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (flag, name) in Names)
            if (value.HasFlag(flag)) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
