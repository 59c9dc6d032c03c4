using System.Text.Json;
using Dapper;
using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Homes.Notices;

/// <summary>A notice on its way to one person by one way.</summary>
/// <param name="Made">When it was told.</param>
/// <param name="Tries">How often it was tried without success.</param>
/// <param name="Account">Who the person signs in as now.</param>
public sealed record Outgoing(HomeId Home, PersonId Person, NoticeChannel Channel, Notice Notice, DateTimeOffset Made, int Tries, AccountId? Account);

/// <summary>
/// Notices that are to leave the house. Laid here in the commit that holds the notice, and taken away only when they were delivered or given
/// up: a power cut may repeat one, and never loses one. Whoever carries them (Server) asks for those that are due.
/// </summary>
public static class Outbox
{
    internal const string Put = "INSERT INTO notice_outbox(home, id, person, channel, body, made, due) VALUES(@Home, @Id, @Person, @Channel, @Body, @NowMs, @NowMs)";

    /// <summary>What waits for a person who is no longer here.</summary>
    internal const string DropPerson = "DELETE FROM notice_outbox WHERE home = @Home AND person = @Id";

    private const string Where = "WHERE home = @Home AND id = @Id AND person = @Person AND channel = @Channel";

    private sealed record Kept(string Home, string Person, string Channel, string Body, long Made, long Tries, string? Account);

    internal static object Row(HomeId home, Notice notice, PersonId person, NoticeChannel channel, long nowMs) => new
    {
        Home = home.ToString(), Id = notice.Id.ToString(), Person = person.ToString(), Channel = channel.ToString(), Body = KeptJson.Of(notice), NowMs = nowMs,
    };

    /// <summary>Those that are due, the oldest first.</summary>
    public static async ValueTask<IReadOnlyList<Outgoing>> DueAsync(this HomeHost homes, int most)
    {
        var rows = await homes.Ledger.ReadAsync(connection => connection.Query<Kept>(
            """
            SELECT o.home, o.person, o.channel, o.body, o.made, o.tries, p.account FROM notice_outbox o LEFT JOIN person p ON p.home = o.home AND p.id = o.person
            WHERE o.due <= @NowMs ORDER BY o.due LIMIT @most
            """, new { NowMs = NowMs(homes), most }).AsList());
        return [.. rows.Select(row => new Outgoing(
            HomeId.Parse(row.Home), PersonId.Parse(row.Person), Enum.Parse<NoticeChannel>(row.Channel),
            JsonSerializer.Deserialize(row.Body, HomesJson.Default.Notice)!, DateTimeOffset.FromUnixTimeMilliseconds(row.Made), (int)row.Tries,
            row.Account is { } account ? AccountId.Parse(account) : null))];
    }

    /// <summary>When the next one is due; null when nothing waits.</summary>
    public static async ValueTask<DateTimeOffset?> NextDueAsync(this HomeHost homes) =>
        await homes.Ledger.ReadAsync(connection => connection.QuerySingle<long?>("SELECT min(due) FROM notice_outbox")) is { } due
            ? DateTimeOffset.FromUnixTimeMilliseconds(due)
            : null;

    /// <summary>It arrived, or nobody waits for it any more.</summary>
    public static async ValueTask SettleAsync(this HomeHost homes, Outgoing outgoing) =>
        await homes.Ledger.WriteAsync([new RecordWrite($"DELETE FROM notice_outbox {Where}", Key(outgoing))]);

    /// <summary>It did not arrive; it is due again after a while.</summary>
    public static async ValueTask PutOffAsync(this HomeHost homes, Outgoing outgoing, TimeSpan by) =>
        await homes.Ledger.WriteAsync([new RecordWrite($"UPDATE notice_outbox SET tries = tries + 1, due = @Due {Where}", new
        {
            Home = outgoing.Home.ToString(), Id = outgoing.Notice.Id.ToString(), Person = outgoing.Person.ToString(), Channel = outgoing.Channel.ToString(),
            Due = NowMs(homes) + (long)by.TotalMilliseconds,
        })]);

    private static object Key(Outgoing outgoing) => new
    {
        Home = outgoing.Home.ToString(), Id = outgoing.Notice.Id.ToString(), Person = outgoing.Person.ToString(), Channel = outgoing.Channel.ToString(),
    };

    private static long NowMs(HomeHost homes) => homes.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
