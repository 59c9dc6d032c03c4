using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Twins;

/// <summary>A property is another than before; what it was is none when nothing was known. By is the command that made it so, if one did.</summary>
internal sealed record ValueChanged(Twin Twin, Property Property, Value Before, Value After, Operation? By) : Happening;

/// <summary>A device told what was so before the newest that is known: history, which changes nothing now.</summary>
internal sealed record HistoryCame(Twin Twin, Property Property, Value Value) : Happening;

/// <summary>A device told something once.</summary>
internal sealed record EventHappened(Twin Twin, string Address, IReadOnlyDictionary<string, Value> Arguments) : Happening;

/// <summary>A device came or went.</summary>
internal sealed record PresenceChanged(Twin Twin, bool Online) : Happening;
