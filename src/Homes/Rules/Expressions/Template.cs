using System.Text;

namespace Kith.Homes.Rules.Expressions;

/// <summary>A text with expressions in braces: "It is {round([attic/temperature-humidity-sensor.temperature], 1)} °C". Two braces are one.</summary>
internal sealed class Template
{
    private readonly List<(string Text, Node? Node)> _pieces = [];

    /// <exception cref="ExpressionException">An expression in it does not compile, or a brace is not closed.</exception>
    internal static Template Compile(string text, INames names)
    {
        if (text.Length > RuleLimits.Text) throw new ExpressionException($"a text has at most {RuleLimits.Text} characters", RuleLimits.Text);
        var template = new Template();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '{' or '}' && at + 1 < text.Length && text[at + 1] == text[at]) plain.Append(text[at++]);
            else if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                if (end < 0) throw new ExpressionException("a closing } is missing", at);
                template._pieces.Add((plain.ToString(), Parser.Compile(text[(at + 1)..end], names)));
                plain.Clear();
                at = end;
            }
            else plain.Append(text[at]);
        }
        template._pieces.Add((plain.ToString(), null));
        return template;
    }

    /// <summary>What is not known is a question mark.</summary>
    internal string Fill(IScope scope)
    {
        var filled = new StringBuilder();
        foreach (var (text, node) in _pieces)
        {
            filled.Append(text);
            if (node is not null) filled.Append(node.Eval(scope) is { IsNone: false } value ? value.ToString() : "?");
        }
        return filled.Length <= RuleLimits.Text ? filled.ToString() : filled.ToString(0, RuleLimits.Text);
    }
}
