namespace Kith.Homes;

/// <summary>The limits of a home and its loop; every one has a default that works.</summary>
public sealed class HomesOptions
{
    /// <summary>How homes are spread: hash of the home id. Fixed for the life of the data (design: unit of placement).</summary>
    public const int Partitions = 256;

    /// <summary>Messages one loop takes before it commits. 512: at 100 bytes a fact a commit stays below one megabyte.</summary>
    public int BatchLimit { get; init; } = 512;

    /// <summary>Messages that may wait in one partition before people and QoS 0 reports are turned away with server.busy.</summary>
    public int MailboxLimit { get; init; } = 8192;

    /// <summary>How long a device has to answer a command before it has timed out.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After a start: how long rules whose time came meanwhile, and runs that were under way, wait for devices to connect again. 10 s: devices try
    /// again within five (docs/protocol.md).
    /// </summary>
    public TimeSpan DevicesReturn { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often time-outs are looked for; the error of <see cref="CommandTimeout"/>.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an untouched home without connected devices or viewers stays in memory.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Change sets kept per home for viewers that resume.</summary>
    public int FeedRing { get; init; } = 256;

    /// <summary>Values and lines kept in those change sets; some 100 bytes each, so that a ring stays below two megabytes.</summary>
    public int FeedWeight { get; init; } = 16_384;

    /// <summary>How long after the last viewer left changes are still kept for one who resumes: a phone in a lift, a server's update.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Change sets that may wait for one slow viewer before it has to fetch afresh.</summary>
    public int FeedBacklog { get; init; } = 256;

    /// <summary>Viewers of one home at once.</summary>
    public int Viewers { get; init; } = 200;

    /// <summary>Ended operations that can be asked for by id without a search.</summary>
    public int RecentOperations { get; init; } = 200;

    /// <summary>Commands that may wait for one device at once.</summary>
    public int PendingPerDevice { get; init; } = 32;

    /// <summary>A report dated further ahead of the server is taken with the time of arrival.</summary>
    public TimeSpan ClockAhead { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A report dated further back is taken with the time of arrival.</summary>
    public TimeSpan ClockBehind { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How far a device's clock may be behind for its word to stand against the time of a command.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Notices that a home keeps for its people to look at; the oldest give way.</summary>
    public int NoticesKept { get; init; } = 200;

    /// <summary>Notices of one home in a minute, dangers not counted: a rule that runs wild must not ring a phone all night.</summary>
    public int NoticesPerMinute { get; init; } = 60;

    /// <summary>How long after a danger the same device's next one is the same danger: a sensor at the edge goes to and fro.</summary>
    public TimeSpan DangerQuiet { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after somebody left it counts, if they were not back meanwhile and their home says nothing else: longer than a phone is without network on the stairs.</summary>
    public TimeSpan LeaveAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What a home may say instead.</summary>
    public static readonly TimeSpan LeastLeaveAfter = TimeSpan.FromMinutes(1), MostLeaveAfter = TimeSpan.FromHours(1);

    /// <summary>How long a device is gone before people are told.</summary>
    public TimeSpan OutageAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Devices of one home.</summary>
    public int Devices { get; init; } = 5000;

    /// <summary>Rooms of one home.</summary>
    public int Rooms { get; init; } = 500;

    /// <summary>Devices and actions of one scene.</summary>
    public int SceneSteps { get; init; } = 200;

    /// <summary>Sensors and sirens of one alarm system.</summary>
    public int AlarmMembers { get; init; } = 200;

    /// <summary>Devices of one group.</summary>
    public int GroupMembers { get; init; } = 100;

    /// <summary>People of one home.</summary>
    public int People { get; init; } = 500;
}
