using System.Text.Json.Serialization;

namespace Kith.Homes.Rules.Steps;

/// <summary>Something that a rule does. A new kind is a file beside this one and a row here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SetStep), "set")]
[JsonDerivedType(typeof(CallStep), "call")]
[JsonDerivedType(typeof(DelayStep), "delay")]
[JsonDerivedType(typeof(WaitStep), "wait")]
[JsonDerivedType(typeof(RepeatStep), "repeat")]
[JsonDerivedType(typeof(ChooseStep), "choose")]
[JsonDerivedType(typeof(LetStep), "let")]
[JsonDerivedType(typeof(ModeStep), "mode")]
[JsonDerivedType(typeof(NotifyStep), "notify")]
[JsonDerivedType(typeof(WebhookStep), "webhook")]
[JsonDerivedType(typeof(RuleStep), "rule")]
[JsonDerivedType(typeof(StopStep), "stop")]
public abstract record Step
{
    /// <summary>Checks it, and adds what it does to the program.</summary>
    internal abstract void Compile(RuleCheck check, List<Instruction> program, string path, int depth);
}

/// <summary>
/// One thing a run does, by its place in the program. Asked again after each wake until it goes on, so that a run is nothing but its place,
/// its due time, its counters and its variables: that much is kept, and found again after a restart.
/// </summary>
/// <param name="Path">Where it stands in the document.</param>
/// <param name="Do">Does it, and says where to go on.</param>
internal sealed record Instruction(string Path, Func<Run, RuleScope, Go> Do);

/// <summary>Where a run goes on: at the next place, at another, later, or not at all.</summary>
internal readonly record struct Go(GoKind Kind, int Place = 0)
{
    internal static readonly Go On = new(GoKind.On), Later = new(GoKind.Later), Stop = new(GoKind.Stop);

    internal static Go To(int place) => new(GoKind.To, place);
}

internal enum GoKind : byte { On, To, Later, Stop }

internal static class StepList
{
    internal static void Compile(this IReadOnlyList<Step>? steps, RuleCheck check, List<Instruction> program, string path, int depth)
    {
        for (var place = 0; place < (steps?.Count ?? 0); place++)
        {
            var at = $"{path}.{place}";
            check.Count(at, isStep: true, depth);
            if (steps![place] is not { } step) check.Wrong(at, "request.invalid", "a step is null");
            else if (depth <= RuleLimits.Depth) step.Compile(check, program, at, depth);
        }
    }

    /// <summary>An instruction whose jump is filled in when its end is known.</summary>
    internal static int Reserve(this List<Instruction> program)
    {
        program.Add(null!);
        return program.Count - 1;
    }
}
