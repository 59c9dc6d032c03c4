using Kith.Homes.Actor;
using Kith.Model.Ids;

namespace Kith.Homes.Notices;

/// <summary>What a home keeps in memory of its notices: the last ones, what people want, and what keeps one happening from ringing twice.</summary>
internal sealed class NoticeBoard
{
    private const long MinuteMs = 60_000;

    private readonly List<Notice> _notices = [];
    private readonly Dictionary<(DeviceId, NoticeKind), long> _toldMs = [];
    private long _minute;
    private int _inMinute;

    internal Dictionary<PersonId, NoticeSettings> Settings { get; } = [];

    /// <summary>Devices that are gone, and when that is worth a notice, Unix milliseconds.</summary>
    internal Dictionary<DeviceId, long> Outages { get; } = [];

    /// <summary>Looks at them when the first is due; null while none is.</summary>
    internal Wake? OutageWatch { get; set; }

    internal IEnumerable<Notice> NewestFirst => Enumerable.Reverse(_notices);

    internal int Count => _notices.Count;

    internal Notice Oldest => _notices[0];

    /// <summary>A time for the next one: after all others, so that their order holds however they are read again.</summary>
    internal DateTimeOffset Next(DateTimeOffset now) => _notices.Count > 0 && _notices[^1].At >= now ? _notices[^1].At.AddMilliseconds(1) : now;

    internal void Add(Notice notice) => _notices.Add(notice);

    internal void DropOldest() => _notices.RemoveAt(0);

    internal Notice? Find(NoticeId id) => _notices.Find(notice => notice.Id == id);

    internal void Replace(Notice notice) => _notices[_notices.FindIndex(old => old.Id == notice.Id)] = notice;

    internal int UnreadOf(PersonId person)
    {
        var count = 0;
        foreach (var notice in _notices)
            if (notice.Unread.Contains(person)) count++;
        return count;
    }

    /// <summary>False when this device said the like a moment ago.</summary>
    internal bool IsNews(DeviceId device, NoticeKind kind, long nowMs, TimeSpan quiet)
    {
        if (_toldMs.TryGetValue((device, kind), out var before) && nowMs - before < quiet.TotalMilliseconds) return false;
        _toldMs[(device, kind)] = nowMs;
        return true;
    }

    /// <summary>False when this minute is full.</summary>
    internal bool HasRoom(long nowMs, int perMinute)
    {
        if (nowMs / MinuteMs != _minute) (_minute, _inMinute) = (nowMs / MinuteMs, 0);
        return ++_inMinute <= perMinute;
    }
}
