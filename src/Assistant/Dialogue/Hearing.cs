using Kith.Assistant.Households;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>One sentence with what surrounds it: who said it, where and when, in which house and after what.</summary>
internal sealed record Hearing(Recogniser Recogniser, Normal Heard, IReadOnlyList<Token> Tokens, IState State, Focus Focus)
{
    internal required string Language { get; init; }
    internal required DateTime Now { get; init; }
    internal string? Room { get; init; }
    internal Person? Person { get; init; }
    internal IReadOnlyList<RunningTimer> Timers { get; init; } = [];
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal IReadOnlyList<Heard> Corrections { get; init; } = [];

    internal House House => Recogniser.House;
    internal bool Chinese => Language == "zh";
    internal string Text => Heard.Text;

    internal string Say(string english, string chinese) => Chinese ? chinese : english;

    internal string Spoken(Token token) => Heard.Original(token.From, token.To);
}

/// <summary>A timer that runs: seconds it was set to and seconds that are left.</summary>
public sealed record RunningTimer(string Id, string? Name, double Seconds, double Left, string? Room = null, bool Paused = false);

/// <summary>What a conversation is about: the devices spoken of last and what was done with them. Belongs to one speaker and expires.</summary>
internal sealed class Focus
{
    internal IReadOnlyList<Thing> Things { get; set; } = [];
    internal Clause? Clause { get; set; }
    internal Clause? Question { get; set; }
    internal string? Trait { get; set; }

    /// <summary>The intent that was understood last: what "add two more" and "cancel it" go on with.</summary>
    internal string? Topic { get; set; }
    internal string? Named { get; set; }

    /// <summary>What was chosen when a question "which one?" was answered.</summary>
    internal IReadOnlyList<Thing> Picked { get; set; } = [];

    internal Focus Copy() => (Focus)MemberwiseClone();

    /// <summary>Becomes what another way of reading the sentence came to.</summary>
    internal bool Take(Focus other)
    {
        (Things, Clause, Question, Trait, Topic, Named, Picked) = (other.Things, other.Clause, other.Question, other.Trait, other.Topic, other.Named, other.Picked);
        return true;
    }
}
