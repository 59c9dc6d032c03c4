using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Kith.Homes.Actor;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Kept;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Satellites;
using Kith.Homes.Twins;
using Kith.Ledger.Records;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Extensions.Logging;
using Kith.Ledger;

namespace Kith.Homes;

/// <summary>
/// The homes of this machine, and the only door to them. People ask through the methods that stand in each feature's folder
/// (Rooms, People, Devices, Operations, Feed, Activity); links tell through the methods here. All may be called from any thread.
/// </summary>
public sealed class HomeHost : IAsyncDisposable
{
    private readonly Partition[] _partitions;
    private readonly ConcurrentDictionary<string, IDeviceLink> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OperationId, bool> _calling = new();
    private readonly CancellationTokenSource _stop = new();
    private IOutside? _outside;
    private readonly ITimer _sweep;
    private readonly HomesOptions _options;

    /// <summary>Starts the loops; homes are loaded when first used.</summary>
    public HomeHost(SqliteLedger ledger, HomesOptions options, TimeProvider time, ILogger<HomeHost> logger)
    {
        (Ledger, _options, Time) = (ledger, options, time);
        _partitions = [.. Enumerable.Range(0, HomesOptions.Partitions).Select(_ => new Partition(this, options, time, logger))];
        Metrics = new HomesMetrics(() => _partitions.Sum(partition => partition.Waiting));
        foreach (var partition in _partitions) partition.Start(_stop.Token);
        _sweep = time.CreateTimer(_ => WakeOverdue(), null, options.Sweep, options.Sweep);
    }

    /// <summary>The migrations of this room's records.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = [
        new Migration(100, "homes", Sql("Kith.Homes.homes.sql")),
        new Migration(101, "presence", Sql("Kith.Homes.presence.sql")),
        new Migration(102, "arrangement", Sql("Kith.Homes.arrangement.sql")),
        new Migration(103, "erasing", Sql("Kith.Homes.erasing.sql")),
        new Migration(110, "notices", Sql("Kith.Homes.notices.sql")),
        new Migration(111, "whereabouts", Sql("Kith.Homes.whereabouts.sql")),
        new Migration(120, "virtual devices", Sql("Kith.Homes.virtual.sql")),
        new Migration(121, "rules", Sql("Kith.Homes.rules.sql")),
        new Migration(130, "calls of rules", Sql("Kith.Homes.calls.sql")),
        new Migration(150, "lists and transcripts", Sql("Kith.Homes.spoken.sql")),
        new Migration(170, "satellites", Sql("Kith.Homes.satellites.sql")),
        new Migration(180, "skills and phrases", Sql("Kith.Homes.skills.sql")),
        new Migration(190, "what bridges remember", Sql("Kith.Homes.bridges.sql")),
        KeptBytes.Migration,
    ];

    /// <summary>The clock that everything in a home goes by.</summary>
    internal TimeProvider Time { get; }

    internal SqliteLedger Ledger { get; }

    /// <summary>What the broker must not forget of the homes.</summary>
    public KeptBytes BrokerMemory => new(Ledger);

    internal HomesMetrics Metrics { get; }

    internal SpecShelf Specs { get; } = new();

    /// <summary>A home was deleted with all it had; whoever keeps something else of it lets go now.</summary>
    public event Action<HomeId>? Deleted;

    /// <summary>Names the way to devices of one kind. Once per kind, before the first command.</summary>
    public void AddLink(string via, IDeviceLink link) => _links[via] = link;

    /// <summary>Names the way by which rules call programs outside; without one such steps are told as unreachable.</summary>
    public void AddOutside(IOutside outside) => _outside = outside;

    /// <summary>Makes a call at most once: that it begins is on disk before it does.</summary>
    internal async Task CallOutsideAsync(HomeId home, OutsideCall call)
    {
        // A home that was loaded again after a failed commit asks for what is under way.
        if (!_calling.TryAdd(call.Operation, true)) return;
        var outcome = call.HasBegun ? OutsideCall.Unknown : await MakeAsync(home, call);
        PartitionOf(home).Post(new Tell(home, (its, turn) =>
        {
            its.Rules.Answered(turn, call.Operation, outcome);
            return default;
        }, null));
        _calling.TryRemove(call.Operation, out _);
    }

    private async Task<string> MakeAsync(HomeId home, OutsideCall call)
    {
        try
        {
            await Ledger.WriteAsync([new RecordWrite(HomeRecords.BeginCall, HomeRecords.Row(home, call.Operation.ToString()))], _stop.Token);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            return _outside is { } outside ? await outside.CallAsync(home, call.Method, call.Address, call.Json, limit.Token) : "unreachable";
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The consumer's edge: whatever a way to outside makes of it, the run must go on.
            return ErrorCodes.Unexpected.Code;
        }
    }

    internal IDeviceLink? LinkFor(string via) => _links.GetValueOrDefault(via);

    /// <summary>Credentials of a subject no longer work, but for the one named; raised after the commit, so that connections can be cut at once.</summary>
    public event Action<HomeId, CredentialKind, string, CredentialId?>? CredentialEnded;

    /// <summary>A bridge was added.</summary>
    public event Action<HomeId, Bridge>? BridgeAdded;

    /// <summary>A bridge was removed.</summary>
    public event Action<HomeId, Bridge>? BridgeRemoved;

    /// <summary>A bridge has other settings now.</summary>
    public event Action<HomeId, Bridge>? BridgeChanged;

    /// <summary>A satellite was added or is otherwise now.</summary>
    public event Action<HomeId, Satellite>? SatellitePut;

    /// <summary>A satellite was removed.</summary>
    public event Action<HomeId, DeviceId>? SatelliteRemoved;

    /// <summary>Something was laid in the outbox (Notices/Outbox) and is on disk.</summary>
    public event Action? NoticesWait;

    internal void WasLaidOut() => NoticesWait?.Invoke();

    internal void CredentialsEnded(HomeId home, CredentialKind kind, string subject, CredentialId? except) => CredentialEnded?.Invoke(home, kind, subject, except);

    internal void BridgeCame(HomeId home, Bridge bridge) => BridgeAdded?.Invoke(home, bridge);

    internal void BridgeWent(HomeId home, Bridge bridge) => BridgeRemoved?.Invoke(home, bridge);

    internal void BridgeIs(HomeId home, Bridge bridge) => BridgeChanged?.Invoke(home, bridge);

    internal void SatelliteCame(HomeId home, Satellite satellite) => SatellitePut?.Invoke(home, satellite);

    internal void SatelliteWent(HomeId home, DeviceId satellite) => SatelliteRemoved?.Invoke(home, satellite);

    internal void WasDeleted(HomeId home) => Deleted?.Invoke(home);

    /// <summary>A native report as it came; the receipt hears when it is on disk.</summary>
    /// <param name="mayDrop">Nobody waits for an acknowledgement (QoS 0): then false is answered, and nothing taken, while too much waits.</param>
    public bool Report(HomeId home, DeviceId device, ReadOnlySpan<byte> json, Receipt? receipt, bool mayDrop = false)
    {
        var partition = PartitionOf(home);
        if (mayDrop && partition.IsFull) return false;
        partition.Post(new ReportMail(home, device, json, receipt, Metrics));
        return true;
    }

    /// <summary>Values from a bridge, already in the spec's units. A time of null means now.</summary>
    public void Report(HomeId home, DeviceId device, IReadOnlyList<KeyValuePair<string, Value>> values, DateTimeOffset? at = null, Receipt? receipt = null) =>
        Tell(home, device, receipt, (turn, twin) =>
        {
            var accepted = 0;
            List<Fault>? faults = null;
            var moment = turn.Arrival;
            if (at?.ToUnixTimeMilliseconds() is { } given)
            {
                if (Reports.IsPlausible(turn, given)) moment = new Moment(given, ByDevice: true);
                else faults = [Reports.FarClock("report")];
            }
            foreach (var (address, value) in values)
            {
                var fault = twin.Spec.FindProperty(address) is { } property
                    ? Reports.Take(turn, twin, property, value, moment, by: null)
                    : new Fault(ErrorCodes.PropertyUnknown, $"{twin.Spec.Product} has no property {address}", address);
                if (fault is null) accepted++;
                else if ((faults ??= []).Count < ReportVerdict.MostFaults) faults.Add(fault);
            }
            return new ReportVerdict(accepted, faults);
        });

    /// <summary>Something happened once; arguments by name, a flat object.</summary>
    public void Event(HomeId home, DeviceId device, string address, IReadOnlyDictionary<string, Value>? arguments, DateTimeOffset? at = null, Receipt? receipt = null) =>
        Tell(home, device, receipt, (turn, twin) =>
            Reports.Event(turn, twin, address, arguments, at?.ToUnixTimeMilliseconds()));

    /// <summary>A device is there, or not any more. Repeats change nothing.</summary>
    public void Presence(HomeId home, DeviceId device, bool online, Receipt? receipt = null) =>
        PartitionOf(home).Post(new PresenceMail(home, device, online, receipt));

    /// <summary>So much waits that what nobody waits for (QoS 0) is to be dropped at the door.</summary>
    public bool IsBusy(HomeId home) => PartitionOf(home).IsFull;

    /// <summary>
    /// A device's answer to an operation. Done without values means that the values set now hold; values given are what holds instead.
    /// An answer to an operation that has ended is dropped.
    /// </summary>
    public void Reply(HomeId home, DeviceId device, OperationId operation, Outcome outcome, IReadOnlyDictionary<string, Value>? values = null, Receipt? receipt = null) =>
        Tell(home, device, receipt, (turn, twin) =>
        {
            OperationFlow.Answer(turn, twin, operation, outcome, values);
            return new ReportVerdict(1, null);
        });

    /// <summary>Makes a home with its first owner.</summary>
    public async ValueTask<Result<HomeView>> FoundAsync(AccountId owner, string ownerName, string name, string timeZone)
    {
        if ((Names.Check(name) ?? Names.Check(ownerName, "ownerName")) is { } wrong) return wrong;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) return new Fault(ErrorCodes.RequestInvalid, $"there is no time zone {timeZone}", "timeZone");
        var found = new Found(
            new HomeRecord(HomeId.New(), name.Trim(), timeZone, Time.GetUtcNow()),
            new Person(PersonId.New(), ownerName.Trim(), Role.Owner, owner));
        PartitionOf(found.Home).Post(found);
        return await found.Answer;
    }

    /// <summary>Loads the homes that want something by themselves: those with rules or an alarm system. Once, at the start, when links can be reached.</summary>
    public async ValueTask AwakeAsync()
    {
        foreach (var home in await Ledger.ReadAsync(connection => connection.Query<string>(
            "SELECT home FROM rule UNION SELECT home FROM virtual_device WHERE json_extract(body, '$.kind') = 'alarm'").ToList()))
            PartitionOf(HomeId.Parse(home)).Post(new Ask<bool>(HomeId.Parse(home), (_, _) => true));
    }

    /// <summary>The homes an account is a person of, whatever their time window.</summary>
    public async ValueTask<IReadOnlyList<HomeView>> HomesOfAsync(AccountId account)
    {
        var rows = await Ledger.ReadAsync(connection => connection.Query<(string Person, string Home)>(
            "SELECT person.body, home.body FROM person JOIN home ON home.id = person.home WHERE person.account = @Account", new { Account = account.ToString() }).ToList());
        return [.. rows.Select(row => (
                Person: JsonSerializer.Deserialize(row.Person, HomesJson.Default.Person)!,
                Home: JsonSerializer.Deserialize(row.Home, HomesJson.Default.HomeRecord)!))
            .OrderBy(row => row.Home.Created)
            .Select(row => new HomeView(row.Home.Id, row.Home.Name, row.Home.TimeZone, row.Person.Role, row.Person.Id, Rights.LearnsOfPeople(row.Person.Role) ? row.Home.Mode : null))];
    }

    /// <summary>A deed by a caller the home knows; everything that people do goes through here.</summary>
    internal async ValueTask<Result<T>> AskAsync<T>(HomeId home, Caller caller, Func<Home, Turn, Asker, Result<T>> deed)
    {
        var partition = PartitionOf(home);
        if (partition.IsFull) return new Fault(ErrorCodes.ServerBusy, "too much waits for this home");
        var ask = new Ask<T>(home, (its, turn) =>
        {
            var asker = its.Know(caller, turn.Now);
            return asker.Ok ? deed(its, turn, asker.Value) : asker.Fault!;
        });
        partition.Post(ask);
        return await ask.Answer;
    }

    private void Tell(HomeId home, DeviceId device, Receipt? receipt, Func<Turn, Twin, ReportVerdict> deed) =>
        PartitionOf(home).Post(new Tell(home, (its, turn) => Metrics.Count(
            its.Twins.TryGetValue(device, out var twin) ? deed(turn, twin) : ReportVerdict.Refused(Home.Unknown(device))), receipt));

    /// <summary>FNV-1a over the id, so that the partition of a home is the same on every machine and in every process.</summary>
    private Partition PartitionOf(HomeId home)
    {
        var hash = 2166136261u;
        foreach (var c in home.ToString()) hash = (hash ^ c) * 16777619u;
        return _partitions[hash % HomesOptions.Partitions];
    }

    internal static string Sql(string resource)
    {
        using var stream = typeof(HomeHost).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void WakeOverdue()
    {
        foreach (var partition in _partitions)
            if (partition.NeedsSweep) partition.PostSweep();
    }

    /// <summary>Takes no more, finishes what waits, and stops the loops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var partition in _partitions) await partition.StopAsync();
        await _stop.CancelAsync();
        _stop.Dispose();
        Metrics.Dispose();
    }
}
