using Kith.Model.Ids;
using Kith.Voice.Wyoming;

namespace Kith.Server.Composition;

/// <summary>What the operator lets Kith hear and speak with. Nothing is set at first: voice is off, and the API says so.</summary>
internal sealed record VoiceOptions
{
    /// <summary>Where speech becomes text.</summary>
    internal WyomingAddress? Hearing { get; init; }

    /// <summary>Where text becomes speech.</summary>
    internal WyomingAddress? Speaking { get; init; }

    /// <summary>Where wake words are found, for satellites that do not know one themselves.</summary>
    internal WyomingAddress? Waking { get; init; }

    /// <summary>Homes that another program of this machine may ask by Wyoming, each at its own port of the loopback address.</summary>
    internal IReadOnlyList<(HomeId Home, int Port)> Asked { get; init; } = [];
}
