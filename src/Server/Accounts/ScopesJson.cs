using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Homes.People;

namespace Kith.Server.Accounts;

/// <summary>Scopes as a list of their names: ["read","control"].</summary>
internal sealed class ScopesJson : JsonConverter<Scopes>
{
    private static readonly (Scopes Scope, string Name)[] Names =
        [(Scopes.Read, "read"), (Scopes.Control, "control"), (Scopes.Manage, "manage")];

    /// <summary>Control includes read, manage includes both.</summary>
    internal static Scopes WithIncluded(Scopes scopes) =>
        scopes.HasFlag(Scopes.Manage) ? Scopes.All : scopes.HasFlag(Scopes.Control) ? Scopes.Read | Scopes.Control : scopes;

    internal static string NameOf(Scopes scope) => Array.Find(Names, row => row.Scope == scope).Name ?? scope.ToString();

    public override Scopes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("scopes are a list");
        var scopes = Scopes.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var name = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            var known = Array.FindIndex(Names, row => row.Name == name);
            if (known < 0) throw new JsonException("a scope is read, control or manage");
            scopes |= Names[known].Scope;
        }
        return scopes;
    }

    public override void Write(Utf8JsonWriter writer, Scopes value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (scope, name) in Names)
            if (value.HasFlag(scope)) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
