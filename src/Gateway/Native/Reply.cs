using System.Text.Json;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Gateway.Native;

/// <summary>
/// A device's answer: {"op":"…","code":"done"}; code accepted when it will take longer, any other code is its refusal. Property addresses
/// beside it say what holds now instead of what was asked; "out" holds what an action gives back.
/// </summary>
internal sealed record Reply(OperationId Operation, Outcome Outcome, IReadOnlyDictionary<string, Value>? Values)
{
    /// <summary>Longest code or detail that is kept, in characters.</summary>
    private const int LongestText = 200;

    internal static Reply? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return null;
            OperationId? operation = null;
            string? code = null, detail = null;
            Dictionary<string, Value>? values = null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "out")
                {
                    if (reader.TokenType is not JsonTokenType.StartObject) return null;
                    while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                    {
                        var given = reader.GetString()!;
                        reader.Read();
                        if (!ValueJson.TryRead(ref reader, out var result)) return null;
                        (values ??= [])[given] = result;
                    }
                    continue;
                }
                if (!ValueJson.TryRead(ref reader, out var value)) return null;
                if (name == "op") operation = OperationId.TryParse(value.AsText(), null, out var id) ? id : null;
                else if (name == "code") code = Cut(value.AsText());
                else if (name == "detail") detail = Cut(value.AsText());
                else if (name.Contains('.')) (values ??= [])[name] = value;
            }
            if (reader.Read()) return null;
            return operation is { } its && code is not null ? new Reply(its, OutcomeOf(code, detail), values) : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The reader finds bytes that are not UTF-8, and half surrogate pairs, only when it makes a text of them.
            return null;
        }
    }

    private static Outcome OutcomeOf(string code, string? detail) => code switch
    {
        "done" => Outcome.Done,
        "accepted" => new Outcome(OutcomeKind.Accepted),
        _ => new Outcome(OutcomeKind.Rejected, ErrorCodes.All.Any(error => error.Code == code) ? code : ErrorCodes.DeviceRefused.Code, detail ?? code),
    };

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
