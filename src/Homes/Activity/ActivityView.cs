using System.Text;
using System.Text.Json;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Homes.Activity;

/// <summary>What stands beside a fact for reading: names as they were then. Doer is the rule or partner that did it. Person, Cause and Room are what activity is searched by.</summary>
public sealed record ActivityDetail(
    string? Room = null,
    string? Person = null,
    string? Cause = null,
    string? DeviceName = null,
    Operation? Operation = null,
    IReadOnlyDictionary<string, Value>? Arguments = null,
    Said? Said = null,
    string? Doer = null,
    RuleTrace? Trace = null)
{
    /// <summary>What somebody did by hand.</summary>
    internal static ActivityDetail By(Asker asker, Said said) => new(
        Person: asker.Person?.Id.ToString(), Cause: asker.Person is null ? "system" : "person", Said: said);

    /// <summary>What somebody or something did, for the reason that is given.</summary>
    internal static ActivityDetail Of(Cause cause, Said said) => new(
        Person: cause.Kind is CauseKind.Person or CauseKind.Voice ? cause.Actor : null,
        Cause: JsonNamingPolicy.CamelCase.ConvertName(cause.Kind.ToString()),
        Said: said,
        Doer: cause.Kind is CauseKind.Rule or CauseKind.Partner ? cause.Name : null);

    /// <summary>Longest detail the ledger takes, in UTF-8 bytes (LedgerOptions.MaxDetailBytes).</summary>
    internal const int MostBytes = 16 * 1024;

    /// <summary>Room that an operation's end may take beyond its beginning: code, detail and time of its outcome.</summary>
    internal const int RoomForOutcome = 2 * 1024;

    internal static ActivityDetail Read(in Fact fact) => fact.Detail is { } json ? JsonSerializer.Deserialize(json, HomesJson.Default.ActivityDetail)! : new ActivityDetail();

    internal string ToJson() => KeptJson.Of(this);

    internal bool Fits(int room = 0) => Encoding.UTF8.GetByteCount(ToJson()) <= MostBytes - room;

    /// <summary>As the ledger keeps it. What is too large was refused at the door; should it come here all the same, the line stays without it.</summary>
    internal string ToKept()
    {
        var json = ToJson();
        return Encoding.UTF8.GetByteCount(json) <= MostBytes ? json : (this with { Operation = null, Arguments = null, Trace = null }).ToJson();
    }
}

/// <summary>What somebody did to a thing, without words of any language: who shows it has the words.</summary>
/// <param name="What">added, renamed, moved, changed, removed, joined, updated, credentialIssued, credentialRevoked, ...</param>
/// <param name="Name">What the thing was called then.</param>
/// <param name="To">What it became: the new name, the role, the version.</param>
public sealed record Said(string What, string Name, string? To = null);

/// <summary>One line of "what happened".</summary>
/// <param name="Sequence">The fact's number in its home.</param>
/// <param name="Kind">operation, event, change, presence, device, room, membership, credential, home.</param>
/// <param name="Doer">The name of the rule or partner behind it.</param>
/// <param name="Subject">The property or event address, the operation's or other thing's id.</param>
public sealed record ActivityView(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    string? Device,
    string? DeviceName,
    string? Room,
    string? Person,
    string? Cause,
    string? Subject,
    Value? Value,
    Operation? Operation,
    IReadOnlyDictionary<string, Value>? Arguments,
    Said? Said,
    string? Doer)
{
    internal static ActivityView Of(in Fact fact) =>
        Of(fact, ActivityDetail.Read(fact));

    internal static ActivityView Of(in Fact fact, ActivityDetail detail) => new(
        fact.Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(fact.AtMs),
        // People read of operations; the ledger keeps their beginning and their end apart.
        fact.Kind is FactKind.Outcome ? "operation" : JsonNamingPolicy.CamelCase.ConvertName(fact.Kind.ToString()),
        fact.Device.Length > 0 ? fact.Device : null,
        detail.DeviceName, detail.Room, detail.Person, detail.Cause,
        fact.Subject.Length > 0 ? fact.Subject : null,
        fact.Value.IsNone ? null : fact.Value,
        detail.Operation, detail.Arguments, detail.Said, detail.Doer);
}
