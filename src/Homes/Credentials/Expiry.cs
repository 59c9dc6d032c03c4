using Dapper;
using Kith.Homes.Actor;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Homes.Credentials;

/// <summary>
/// Tells those who arrange a home, once and some weeks before, that a certificate of it ends: until then the device works, and from that moment on
/// it is refused. Those that end together are one notice.
/// </summary>
public static class Expiry
{
    /// <summary>Four weeks: longer than a holiday.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(28);

    private const string Ending = "SELECT body FROM credential WHERE json_extract(body, '$.expires') IS NOT NULL AND json_extract(body, '$.warned') IS NULL";
    private const string PutWarned = "UPDATE credential SET body = json_set(body, '$.warned', @Warned) WHERE id = @Id";

    /// <summary>Looks through all homes, also those that are not in memory.</summary>
    public static async ValueTask WarnOfExpiryAsync(this HomeHost homes)
    {
        var bodies = await homes.Ledger.ReadAsync(connection => connection.Query<string>(Ending).ToList());
        var due = homes.Time.GetUtcNow() + Notice;
        foreach (var ofHome in bodies.Select(body => CredentialDeeds.Read(body)!).Where(its => its.Expires <= due).GroupBy(its => its.Home))
            await homes.AskAsync<bool>(ofHome.Key, Caller.House("credentials"), (its, turn, _) => Warn(its, turn, [.. ofHome.OrderBy(one => one.Expires)]));
    }

    private static bool Warn(Home home, Turn turn, IReadOnlyList<Credential> ending)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(home.Record.TimeZone);
        DateOnly DayOf(Credential its) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(its.Expires!.Value, zone).DateTime);
        var names = ending.Select(its => NameOf(home, its)).ToList();
        var (first, day) = (ending[0], DayOf(ending[0]));
        var (title, text, device) = ending.Count == 1
            ? (NoticeWords.Ends(names[0], day), NoticeWords.EndsText, first.Kind is CredentialKind.Device ? DeviceId.Parse(first.Subject) : (DeviceId?)null)
            : (NoticeWords.End(ending.Count, day), NoticeWords.Names(names), null);
        // Nobody heard, or too much was told this minute: tomorrow again.
        if (!NoticeFlow.Tell(turn, new NoticeDraft(NoticeKind.Device, NoticeLevel.Important, title, text, device, Roles: [Role.Owner, Role.Admin]))) return false;
        foreach (var its in ending) turn.Record(PutWarned, new { Id = its.Id.ToString(), Warned = CredentialDeeds.Text(turn.Now) });
        return true;
    }

    private static string NameOf(Home home, Credential its)
    {
        var id = DeviceId.Parse(its.Subject);
        return (its.Kind is CredentialKind.Bridge ? home.Bridges.GetValueOrDefault(id)?.Name : home.Twins.GetValueOrDefault(id)?.Device.Name) ?? its.Subject;
    }
}
