using Kith.Assistant.Households;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>
/// What one speaker and the home have been talking about: the focus, what waits for a yes, what was asked back, what can be taken back.
/// Held by whoever talks to people; expires after <see cref="Life"/> without a word. Not safe for more than one turn at a time.
/// </summary>
public sealed class Conversation
{
    /// <summary>How long "it" and "the other one" keep their meaning without a word being said.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(90);

    internal Focus Focus { get; private set; } = new();
    internal Understood? Waiting { get; set; }
    internal (string Text, IReadOnlyList<string> About)? Asked { get; set; }

    private DateTime _last = DateTime.MinValue;

    internal void Wake(DateTime now)
    {
        if (_last != DateTime.MinValue && (now - _last).Duration() > Life) (Focus, Waiting, Asked) = (new(), null, null);
        _last = now;
    }
}

/// <summary>A sentence as it was said or typed, with who said it where and when. Language is a hint: en, zh, zh-CN, zh-TW or zh-HK.</summary>
public sealed record Utterance(string Text, string? Language, DateTime Now)
{
    public string? Room { get; init; }
    public Person? Person { get; init; }
    public IReadOnlyList<RunningTimer> Timers { get; init; } = [];
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
