using System.Text.Json;
using Kith.Mqtt.Broker.Tailing;

namespace Kith.Gateway.Watching;

/// <summary>One line of what a device or a program of a bridge says and hears.</summary>
/// <param name="Kind">says, hears, comes or goes.</param>
/// <param name="Client">What it calls itself.</param>
/// <param name="Size">Bytes of the payload.</param>
/// <param name="Payload">What of it can be shown, see format; cut says that it goes on.</param>
/// <param name="Hidden">Secrets and pictures that were replaced or left out.</param>
/// <param name="Refused">It may not publish there.</param>
/// <param name="Cause">Why it went: normal, will, keepAlive, takenOver, revoked, protocolError, tooSlow, io, shuttingDown.</param>
/// <param name="Missed">Lines before this one that came faster than they were read.</param>
public sealed record TrafficView(
    DateTimeOffset At, string Kind, string Client, string? Topic, byte? Qos, bool? Retain, bool? Duplicate, int? Size, PayloadFormat? Format, string? Payload, bool? Cut, int? Hidden,
    bool? Refused, string? Cause, int? Missed)
{
    internal static TrafficView Of(TrafficLine line, string client, in Shown shown, int missed)
    {
        var isMessage = line.Kind is TrafficKind.Says or TrafficKind.Hears;
        return new(
            line.At, Name(line.Kind), client, isMessage ? line.Topic : null, isMessage ? (byte)line.Qos : null, Yes(line.Retain), Yes(line.Duplicate), isMessage ? line.Size : null,
            isMessage ? shown.Format : null, shown.Text is { Length: > 0 } text ? text : null, Yes(shown.IsCut), shown.Hidden > 0 ? shown.Hidden : null, Yes(line.IsRefused), line.Cause is { } cause ? Name(cause) : null, missed > 0 ? missed : null);
    }

    private static string Name<T>(T value)
        where T : struct, Enum
        => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static bool? Yes(bool value) => value ? true : null;
}
