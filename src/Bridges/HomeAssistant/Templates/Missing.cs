namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>What is not there: a field that the message does not have, a name that nobody set. Not null, which a message may say.</summary>
internal sealed class Missing
{
    internal static readonly Missing It = new();
}
