namespace Kith.Voice.Engines;

/// <summary>What a speech engine is for.</summary>
public enum EngineKind
{
    /// <summary>Speech to text.</summary>
    Hearing,
    /// <summary>Text to speech.</summary>
    Speaking,
    /// <summary>Wake words.</summary>
    Waking,
}
