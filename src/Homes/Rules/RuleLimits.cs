namespace Kith.Homes.Rules;

/// <summary>What a rule and its runs may take, so that none harms its home and no home its neighbours. docs/rules.md lists them.</summary>
internal static class RuleLimits
{
    /// <summary>Longest document, UTF-8 bytes.</summary>
    internal const int Document = 64 * 1024;

    /// <summary>Rules of one home.</summary>
    internal const int Rules = 2_000;

    /// <summary>Triggers, conditions and steps of one rule, each counted through all levels.</summary>
    internal const int Triggers = 50, Conditions = 100, Steps = 200;

    /// <summary>Levels of conditions in conditions and steps in steps.</summary>
    internal const int Depth = 8;

    /// <summary>Variables of one rule.</summary>
    internal const int Variables = 50;

    /// <summary>Characters of an expression; its levels; its parts.</summary>
    internal const int Expression = 500, ExpressionDepth = 32, ExpressionNodes = 200;

    /// <summary>Characters of a text that a rule makes.</summary>
    internal const int Text = 1_000;

    /// <summary>Runs of one rule at once, those that wait in its queue included.</summary>
    internal const int Runs = 20;

    /// <summary>Times round one loop.</summary>
    internal const int Rounds = 1_000;

    /// <summary>Steps of one run without a wait between them: more is a loop that would never end.</summary>
    internal const int StepsAtOnce = 1_000;

    /// <summary>Longest delay or wait.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Starts of one rule in <see cref="StartsWithin"/>; beyond, it rests for <see cref="Rest"/> and says so.</summary>
    internal const int Starts = 500;

    internal static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10), Rest = TimeSpan.FromMinutes(1);

    /// <summary>How often a rule may stand in the chain of what set it off: more, and it feeds itself.</summary>
    internal const int Echoes = 3;

    /// <summary>Calls to outside of one home that may be under way; one more is told as rate.limited.</summary>
    internal const int OutsideAtOnce = 10;

    /// <summary>A time that passed while the server was off is made up for when it is back within this time; later it is told as missed.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What a device reports later than this starts nothing: it is history. Battery devices send again for a minute or two; a lamp that goes on for
    /// who was there five minutes ago helps nobody.
    /// </summary>
    internal static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>Two rules that set one property to different values within this time fight over it.</summary>
    internal static readonly TimeSpan Fight = TimeSpan.FromSeconds(2);

    /// <summary>Traces of starts that came to nothing (a condition did not hold, it ran already) that a rule remembers.</summary>
    internal const int Skips = 20;

    /// <summary>Entries of one trace; what is beyond is counted.</summary>
    internal const int TraceSteps = 60;
}
