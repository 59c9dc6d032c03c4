using Kith.Bridges.Infrared.Signals;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>What a command comes to: the signals in their order, and what is assumed to hold once they are sent.</summary>
internal sealed record Sending(IReadOnlyList<Signal> Signals, IReadOnlyList<KeyValuePair<string, Value>> Then);
