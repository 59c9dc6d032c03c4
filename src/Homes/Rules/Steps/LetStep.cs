using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Gives variables of the run a value.</summary>
/// <param name="Values">Names and values; a text that begins with "=" is an expression.</param>
public sealed record LetStep(IReadOnlyDictionary<string, Value> Values) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        foreach (var (name, value) in Values ?? new Dictionary<string, Value>())
        {
            var at = $"{path}.values.{name}";
            var operand = check.Operand(value, null, at);
            check.Variable(name, operand.Node?.Kind ?? RuleCheck.KindOf(value), at);
            program.Add(new Instruction(at, (run, scope) =>
            {
                run.Variables[name] = operand.Read(scope);
                return Go.On;
            }));
        }
    }
}
