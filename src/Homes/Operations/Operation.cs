using System.Text.Json.Serialization;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Operations;

/// <summary>What a command does to a device.</summary>
[JsonConverter(typeof(CamelEnum<OperationKind>))]
public enum OperationKind : byte
{
    /// <summary>Sets properties.</summary>
    Set,
    /// <summary>Calls an action.</summary>
    Call,
}

/// <summary>The record of one command: what, why, and its one outcome.</summary>
/// <param name="Address">The action called: service.action; null for a set.</param>
/// <param name="Values">Property addresses and values set; null for a call.</param>
/// <param name="In">The action's arguments by name.</param>
/// <param name="PartOf">The command to a scene or group that this one is a part of; null for what was asked for itself.</param>
/// <param name="Out">What the action gave back, by name.</param>
public sealed record Operation(
    OperationId Id,
    DeviceId Device,
    OperationKind Kind,
    string? Address,
    IReadOnlyDictionary<string, Value>? Values,
    IReadOnlyDictionary<string, Value>? In,
    IReadOnlyDictionary<string, Value>? Out,
    Cause Cause,
    DateTimeOffset Issued,
    DateTimeOffset? Ended,
    Outcome Outcome,
    OperationId? PartOf = null);
