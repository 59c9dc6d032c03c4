using System.Text.Json.Serialization;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Notices;

/// <summary>What a notice is about; people choose by it how they hear.</summary>
[JsonConverter(typeof(CamelEnum<NoticeKind>))]
public enum NoticeKind : byte
{
    /// <summary>Smoke, gas, water.</summary>
    Danger,
    /// <summary>Somebody broke in, tampers with something or calls for help.</summary>
    Alarm,
    /// <summary>A device needs care.</summary>
    Device,
    /// <summary>Somebody came or left.</summary>
    People,
    /// <summary>A rule says so.</summary>
    Rule,
    /// <summary>The house itself: a test.</summary>
    House,
}

/// <summary>How much it matters.</summary>
[JsonConverter(typeof(CamelEnum<NoticeLevel>))]
public enum NoticeLevel : byte
{
    Info,
    Important,
    /// <summary>Comes at night and by every way, whatever somebody chose.</summary>
    Critical,
}

/// <summary>A way to a person.</summary>
[JsonConverter(typeof(CamelEnum<NoticeChannel>))]
public enum NoticeChannel : byte
{
    /// <summary>The list and the number on the bell.</summary>
    App,
    /// <summary>Their phones and browsers, also while the app is closed.</summary>
    Push,
    /// <summary>A program of theirs, over HTTP.</summary>
    Webhook,
}

/// <summary>What somebody is to be told.</summary>
/// <param name="Device">The device it is about; who may not see its room is not told.</param>
/// <param name="Rule">The id of the rule that says so.</param>
/// <param name="To">These people; null for everybody of the roles.</param>
/// <param name="Roles">Everybody of these roles; null for all roles.</param>
/// <param name="Everywhere">By all ways now, whatever they chose: for a test that they asked for.</param>
internal sealed record NoticeDraft(
    NoticeKind Kind,
    NoticeLevel Level,
    LocalText Title,
    LocalText? Text = null,
    DeviceId? Device = null,
    string? Rule = null,
    IReadOnlyCollection<PersonId>? To = null,
    IReadOnlyCollection<Role>? Roles = null,
    bool Everywhere = false);

/// <summary>A notice, as kept.</summary>
/// <param name="To">Who finds it in the app.</param>
/// <param name="Unread">Who of them has not looked at it.</param>
public sealed record Notice(
    NoticeId Id,
    NoticeKind Kind,
    NoticeLevel Level,
    LocalText Title,
    LocalText? Text,
    DeviceId? Device,
    string? Rule,
    DateTimeOffset At,
    IReadOnlyList<PersonId> To,
    IReadOnlyList<PersonId> Unread);

/// <summary>A notice as one of its readers sees it.</summary>
public sealed record NoticeView(
    NoticeId Id, NoticeKind Kind, NoticeLevel Level, LocalText Title, LocalText? Text, DeviceId? Device, string? Rule, DateTimeOffset At, bool Read)
{
    internal static NoticeView Of(Notice notice, PersonId reader) =>
        new(notice.Id, notice.Kind, notice.Level, notice.Title, notice.Text, notice.Device, notice.Rule, notice.At, !notice.Unread.Contains(reader));
}
