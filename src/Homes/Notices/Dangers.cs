using Kith.Homes.Actor;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Notices;

/// <summary>
/// What devices say that everybody must hear of at once, by day and night. One row per property or event of the library's services;
/// the words come from the device's own spec. A device that says it by property and event, or flaps, is heard once in a while.
/// </summary>
internal static class Dangers
{
    /// <param name="Choice">The key of the choice that means it; null for a truth or an event.</param>
    private sealed record Sign(NoticeKind Kind, string? Choice = null);

    private static readonly Dictionary<(string Service, string Name), Sign> Signs = new()
    {
        [("smoke-sensor", "smoke")] = new(NoticeKind.Danger),
        [("smoke-sensor", "smoke-detected")] = new(NoticeKind.Danger),
        [("gas-sensor", "gas")] = new(NoticeKind.Danger),
        [("gas-sensor", "gas-detected")] = new(NoticeKind.Danger),
        [("carbon-monoxide-sensor", "carbon-monoxide")] = new(NoticeKind.Danger),
        [("carbon-monoxide-sensor", "carbon-monoxide-detected")] = new(NoticeKind.Danger),
        [("submersion-sensor", "leak")] = new(NoticeKind.Danger),
        [("submersion-sensor", "leak-detected")] = new(NoticeKind.Danger),
        [("water-consumption", "leak-suspected")] = new(NoticeKind.Danger),
        [("water-purifier", "leak")] = new(NoticeKind.Danger),
        [("arming", "status")] = new(NoticeKind.Alarm, "alarm"),
        [("arming", "alarm-raised")] = new(NoticeKind.Alarm),
        [("arming", "panic")] = new(NoticeKind.Alarm),
        [("tamper", "tampered")] = new(NoticeKind.Alarm),
        [("doorbell", "doorbell-forcibly-removed")] = new(NoticeKind.Alarm),
        [("fall-detection", "help")] = new(NoticeKind.Alarm),
    };

    /// <summary>A property has another value than before.</summary>
    internal static void Seen(Turn turn, Twin twin, Property property, Value value)
    {
        if (property.Sensing is not Sensing.Safety || SignOf(twin, property.Address, property.Name) is not { } sign) return;
        if (sign.Choice is null) { if (value == Value.Of(true)) Tell(turn, twin, sign.Kind, property.Title); }
        else if (property.Choices?.FirstOrDefault(choice => choice.Key == sign.Choice) is { } choice && value == Value.Of(choice.Value)) Tell(turn, twin, sign.Kind, choice.Name);
    }

    internal static void Heard(Turn turn, Twin twin, SpecEvent happening)
    {
        if (happening.Sensing is Sensing.Safety && SignOf(twin, happening.Address, happening.Name) is { } sign) Tell(turn, twin, sign.Kind, happening.Title);
    }

    private static Sign? SignOf(Twin twin, string address, string name)
    {
        var id = address[..^(name.Length + 1)];
        return twin.Spec.Services.FirstOrDefault(service => service.Id == id) is { } service ? Signs.GetValueOrDefault((service.Type, name)) : null;
    }

    private static void Tell(Turn turn, Twin twin, NoticeKind kind, LocalText what)
    {
        // What is the home's own only repeats it: a group its members, the alarm system its sensors, which it names itself.
        if (twin.Device.Via == VirtualDevice.Via || !turn.Home.Board.IsNews(twin.Device.Id, kind, turn.NowMs, turn.Home.Options.DangerQuiet)) return;
        var room = twin.Device.Room is { } id && turn.Home.Rooms.TryGetValue(id, out var its) ? LocalText.Same(its.Name) : null;
        NoticeFlow.Tell(turn, new NoticeDraft(kind, NoticeLevel.Critical, NoticeWords.Of(twin.Device.Name, what), room, twin.Device.Id));
    }
}
