using System.Text.Json;
using System.Text.Unicode;
using Kith.Homes.Actor;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Twins;

/// <summary>
/// A report on the wire (docs/protocol.md): an object whose keys are property addresses and, where the device knows it, "t" (Unix milliseconds);
/// or a list of at most 500 such objects. Each good value counts, whatever its neighbours; a text that is not JSON counts for nothing.
/// </summary>
internal static class ReportJson
{
    internal const int LongestAddress = 160;

    internal static ReportVerdict Take(Turn turn, Twin twin, ReadOnlySpan<byte> utf8)
    {
        if (Check(utf8) is { } malformed) return ReportVerdict.Refused(malformed);
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        var taken = new Taken(turn, twin);
        if (reader.TokenType is JsonTokenType.StartObject) taken.Object(ref reader);
        else
            while (reader.Read() && reader.TokenType is JsonTokenType.StartObject) taken.Object(ref reader);
        return taken.Verdict;
    }

    /// <summary>Walks the whole text once, so that a broken end leaves no half-taken beginning.</summary>
    private static Fault? Check(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return Malformed("the text is not UTF-8");
        var reader = new Utf8JsonReader(utf8);
        var reports = 0;
        try
        {
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return Malformed("a report is an object or a list of objects");
            var isList = reader.TokenType is JsonTokenType.StartArray;
            while (reader.Read())
            {
                if (isList && reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.StartObject) reports++;
                else if (isList && reader.CurrentDepth == 1 && reader.TokenType is not JsonTokenType.EndObject) return Malformed("a list of reports holds objects");
                // Half of a surrogate pair is found only when the escapes are read.
                if (reader.ValueIsEscaped) _ = reader.GetString();
            }
        }
        catch (JsonException broken)
        {
            return Malformed($"line {broken.LineNumber}, byte {broken.BytePositionInLine}");
        }
        catch (InvalidOperationException)
        {
            return Malformed("a text holds half of a surrogate pair");
        }
        return reports > ReportLimits.MostReports ? new Fault(ErrorCodes.PayloadTooLarge, $"{reports} reports in one message; {ReportLimits.MostReports} go at once") : null;
    }

    private static Fault Malformed(string detail) => new(ErrorCodes.JsonMalformed, detail);

    private ref struct Taken(Turn turn, Twin twin)
    {
        private int _accepted;
        private List<Fault>? _faults;

        internal readonly ReportVerdict Verdict => new(_accepted, _faults);

        /// <summary>Enters on the object's start, leaves on its end.</summary>
        internal void Object(ref Utf8JsonReader reader)
        {
            var at = Time(reader);
            scoped Span<char> address = stackalloc char[LongestAddress];
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("t"u8))
                {
                    reader.Read();
                    reader.Skip();
                    continue;
                }
                var length = reader.ValueSpan.Length <= LongestAddress ? reader.CopyString(address) : 0;
                reader.Read();
                Keep(address[..length], ref reader, at);
            }
        }

        private void Keep(scoped ReadOnlySpan<char> address, ref Utf8JsonReader reader, Moment at)
        {
            if (twin.Spec.FindProperty(address) is not { } property)
            {
                reader.Skip();
                Fail(new Fault(ErrorCodes.PropertyUnknown, $"{twin.Spec.Product} has no property {address}", address.ToString()));
                return;
            }
            if (!ValueJson.TryRead(ref reader, out var value))
            {
                if (reader.TokenType is JsonTokenType.Number)
                {
                    Fail(new Fault(ErrorCodes.ValueOutOfRange, $"{property.Address} is beyond any number", property.Address));
                    return;
                }
                reader.Skip();
                Fail(new Fault(ErrorCodes.ValueWrongType, $"{property.Address} is a single value, not an object or list", property.Address));
                return;
            }
            if (Reports.Take(turn, twin, property, value, at, by: null) is { } fault) Fail(fault);
            else _accepted++;
        }

        /// <summary>Looks ahead for the object's time without moving the reader (it is a copy).</summary>
        private Moment Time(Utf8JsonReader ahead)
        {
            var depth = ahead.CurrentDepth + 1;
            while (ahead.Read() && ahead.CurrentDepth >= depth)
            {
                if (ahead.CurrentDepth != depth || ahead.TokenType is not JsonTokenType.PropertyName || !ahead.ValueTextEquals("t"u8)) continue;
                ahead.Read();
                if (ahead.TokenType is JsonTokenType.Number && ahead.TryGetInt64(out var atMs) && Reports.IsPlausible(turn, atMs)) return new Moment(atMs, ByDevice: true);
                Fail(Reports.FarClock("report"));
                break;
            }
            return turn.Arrival;
        }

        private void Fail(Fault fault)
        {
            if ((_faults ??= []).Count < ReportVerdict.MostFaults) _faults.Add(fault);
        }
    }
}
