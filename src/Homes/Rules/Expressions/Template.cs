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
                var end = End(text, at + 1);
                if (end < 0) throw new ExpressionException("a closing } is missing", at);
                template._pieces.Add((plain.ToString(), Part(text[(at + 1)..end], at + 1, names)));
                plain.Clear();
                at = end;
            }
            else plain.Append(text[at]);
        }
        template._pieces.Add((plain.ToString(), null));
        return template;
    }

    /// <summary>Where an expression ends: a brace within its texts is one of theirs.</summary>
    private static int End(string text, int from)
    {
        var quoted = false;
        for (var at = from; at < text.Length; at++)
            if (text[at] == '\'') quoted = !quoted;
            else if (text[at] == '}' && !quoted) return at;
        return -1;
    }

    /// <summary>What is wrong with it is told by its place in the whole text.</summary>
    private static Node Part(string expression, int at, INames names)
    {
        try
        {
            return Parser.Compile(expression, names);
        }
        catch (ExpressionException wrong)
        {
            throw new ExpressionException(wrong.Message, at + wrong.At);
        }
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
