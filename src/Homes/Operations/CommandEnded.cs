using Kith.Homes.Actor;
using Kith.Homes.Twins;

namespace Kith.Homes.Operations;

/// <summary>A command has its outcome.</summary>
internal sealed record CommandEnded(Twin Twin, Operation Operation) : Happening;
