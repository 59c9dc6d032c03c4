using System.Text;
using System.Text.Json;
using Kith.Ledger.Facts;

namespace Kith.Ledger.Activity;

/// <summary>Whether a fact is what a filter wants.</summary>
internal static class Match
{
    public static bool Fits(this ActivityFilter filter, in Fact fact)
    {
        if (fact.Kind == FactKind.Report) return false;
        if (filter.Kinds is { } kinds && !kinds.Contains(fact.Kind)) return false;
        if (filter.Devices is { } devices && !devices.Contains(fact.Device)) return false;
        if (filter.Subject is { } subject && fact.Subject != subject) return false;
        if (fact.AtMs < filter.FromMs || fact.AtMs >= filter.ToMs) return false;
        if (filter.Room is null && filter.Person is null && filter.CauseKind is null) return true;
        return fact.Detail is { } detail && FitsDetail(filter, detail);
    }

    private static bool FitsDetail(ActivityFilter filter, string detail)
    {
        string? room = null, person = null, cause = null, actor = null;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(detail));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isRoom = reader.ValueTextEquals("room"u8);
                var isPerson = reader.ValueTextEquals("person"u8);
                var isCause = reader.ValueTextEquals("cause"u8);
                reader.Read();
                if (isRoom) room = TextOf(ref reader);
                else if (isPerson) person = TextOf(ref reader);
                else if (isCause && reader.TokenType == JsonTokenType.StartObject) ReadCause(ref reader, out cause, out actor);
                else if (isCause) cause = TextOf(ref reader);
                else reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false; // A detail that is no JSON has no person, room or cause.
        }
        if (cause is null || !(Same(cause, "person") || Same(cause, "voice"))) actor = null;
        return (filter.Room is null || filter.Room == room)
            && (filter.Person is null || filter.Person == person || filter.Person == actor)
            && (filter.CauseKind is null || (cause is not null && Same(filter.CauseKind, cause)));
    }

    private static void ReadCause(ref Utf8JsonReader reader, out string? kind, out string? actor)
    {
        (kind, actor) = (null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = reader.ValueTextEquals("kind"u8);
            var isActor = reader.ValueTextEquals("actor"u8);
            reader.Read();
            if (isKind) kind = TextOf(ref reader);
            else if (isActor) actor = TextOf(ref reader);
            else reader.Skip();
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
