namespace Kith.Assistant.Language;

/// <summary>How a clause hangs on the one before it.</summary>
internal enum Join : byte { None, And, Comma, Then, Stop, Mean }

/// <summary>A value as it was said: a number with its unit, a colour, a mode, an extreme.</summary>
internal sealed record Said(Role Role, string Id, double Number, Token Token)
{
    internal bool Numeric => Role is Role.Number or Role.Fraction or Role.Extreme or Role.Level;
}

/// <summary>One thing that is said: what to do, to what, how much, when. Filled word by word, in any order.</summary>
internal sealed class Clause(Join join)
{
    internal Join Join { get; } = join;
    internal List<Target> Targets { get; } = [];
    internal List<Target> Excepts { get; } = [];
    internal List<Said> Values { get; } = [];
    internal List<string> Questions { get; } = [];
    internal List<string> States { get; } = [];
    internal List<string> Events { get; } = [];
    internal List<string> People { get; } = [];
    internal List<Token> Unknown { get; } = [];
    internal List<Token> Others { get; } = [];
    internal Moment Moment { get; } = new();
    internal string? Verb { get; set; }
    internal string? Generic { get; set; }
    internal string? Direction { get; set; }
    internal string? Trait { get; set; }
    internal string? Degree { get; set; }
    internal bool More { get; set; }
    internal bool Heats { get; set; }
    internal bool Lit { get; set; }
    internal bool Latin { get; set; }
    internal bool Not { get; set; }
    internal bool Too { get; set; }

    /// <summary>"leave", "keep": as it is, unless a value is said.</summary>
    internal bool Keeps { get; set; }
    internal bool Absolute { get; set; }
    internal bool Relative { get; set; }
    internal bool TargetFirst { get; set; }
    internal int From { get; set; } = int.MaxValue;
    internal int To { get; set; }

    /// <summary>Whether it says what to do; a value alone says "set".</summary>
    internal bool Acts => Verb is not null || Direction is not null || Values.Count > 0;
    internal bool Empty => !Acts && Generic is null && Targets.Count == 0 && Excepts.Count == 0 && Questions.Count == 0 && States.Count == 0 && Events.Count == 0
        && Trait is null && Degree is null && Others.Count == 0 && Unknown.Count == 0 && Moment.Empty && !Not && !Too && People.Count == 0;
}
