using System.Globalization;
using Kith.Model.Errors;

namespace Kith.Homes.Notices;

/// <summary>When a person wants to be left alone, in the home's own time; may go over midnight.</summary>
/// <param name="From">HH:mm, included.</param>
/// <param name="Until">HH:mm, excluded; the same as <paramref name="From"/> is the whole day.</param>
public sealed record QuietHours(string From, string Until)
{
    /// <summary>By the clock on the wall, so that it begins and ends right on days on which clocks change.</summary>
    internal bool Holds(TimeOnly wall)
    {
        var (from, until) = (Time(From)!.Value, Time(Until)!.Value);
        return from < until ? wall >= from && wall < until : wall >= from || wall < until;
    }

    internal Fault? Check() =>
        Time(From) is null ? Wrong("from") : Time(Until) is null ? Wrong("until") : null;

    private static Fault Wrong(string field) => new(ErrorCodes.RequestInvalid, "a time is HH:mm, 00:00 to 23:59", $"quiet.{field}");

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>How one person wants to hear of what.</summary>
/// <param name="Channels">The ways for each kind; a kind that is not named is as it is for everybody at first.</param>
/// <param name="Quiet">When only what is critical rings; null for never. What comes meanwhile is found in the app.</param>
public sealed record NoticeSettings(IReadOnlyDictionary<NoticeKind, IReadOnlyList<NoticeChannel>>? Channels = null, QuietHours? Quiet = null)
{
    private static readonly IReadOnlyList<NoticeChannel> All = Enum.GetValues<NoticeChannel>();

    /// <summary>What nobody wants to miss rings; who comes and goes is told to those who ask for it.</summary>
    private static readonly Dictionary<NoticeKind, IReadOnlyList<NoticeChannel>> Defaults = new Dictionary<NoticeKind, IReadOnlyList<NoticeChannel>>
    {
        [NoticeKind.Danger] = All,
        [NoticeKind.Alarm] = All,
        [NoticeKind.Device] = [NoticeChannel.App],
        [NoticeKind.People] = [],
        [NoticeKind.Rule] = All,
        [NoticeKind.House] = [NoticeChannel.App],
    };

    internal static NoticeSettings Untouched { get; } = new();

    /// <summary>With every kind named, as it is shown and sent back.</summary>
    internal NoticeSettings Whole => this with { Channels = Enum.GetValues<NoticeKind>().ToDictionary(kind => kind, Of) };

    /// <summary>The ways by which a notice goes now.</summary>
    internal IReadOnlyList<NoticeChannel> For(NoticeDraft draft, TimeOnly wall)
    {
        if (draft.Everywhere || draft.Level is NoticeLevel.Critical) return All;
        var wanted = Of(draft.Kind);
        return Quiet?.Holds(wall) == true ? [.. wanted.Where(channel => channel is NoticeChannel.App)] : wanted;
    }

    internal Fault? Check() => Quiet?.Check();

    private IReadOnlyList<NoticeChannel> Of(NoticeKind kind) =>
        Channels is not null && Channels.TryGetValue(kind, out var chosen) ? [.. chosen.Distinct()] : Defaults[kind];
}
