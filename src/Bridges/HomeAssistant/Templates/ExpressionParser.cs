using System.Globalization;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>
/// Expressions by recursive descent, loosest first:
///   a if b else c | or | and | not | == != &lt; &gt; in | + - | ~ | * / // % | - | ** | x.y x[y] x(y) x|filter x is test
/// </summary>
internal sealed class ExpressionParser(List<Token> tokens, Func<int> count)
{
    private int _place, _depth;

    private Token Next => tokens[_place];

    internal bool IsAtEnd => Next.Kind is TokenKind.End;

    /// <summary>The whole of it.</summary>
    internal Node Whole()
    {
        var node = Expression();
        return IsAtEnd ? node : throw new TemplateFault($"uses \"{Next.Text}\" where it cannot stand");
    }

    internal bool Word(string word)
    {
        if (!Next.IsWord(word)) return false;
        _place++;
        return true;
    }

    internal string Named() => Next.Kind is TokenKind.Name ? tokens[_place++].Text : throw new TemplateFault("lacks a name");

    internal bool Sign(string sign)
    {
        if (!Next.Is(sign)) return false;
        _place++;
        return true;
    }

    internal Node Expression()
    {
        if (++_depth > TemplateLimits.Depth) throw new TemplateFault("is too deep");
        var node = Or();
        while (Word("if"))
        {
            var condition = Or();
            node = Made(new Either(condition, node, Word("else") ? Expression() : null));
        }
        _depth--;
        return node;
    }

    private Node Made(Node node) => count() <= TemplateLimits.Nodes ? node : throw new TemplateFault("is too long");

    private Node Or()
    {
        var node = And();
        while (Word("or")) node = Made(new Both(node, And(), IsAnd: false));
        return node;
    }

    private Node And()
    {
        var node = Negated();
        while (Word("and")) node = Made(new Both(node, Negated(), IsAnd: true));
        return node;
    }

    private Node Negated()
    {
        var turns = 0;
        while (Word("not")) turns++;
        var node = Compared();
        return turns == 0 ? node : turns % 2 == 1 ? Made(new Not(node)) : Made(new Not(Made(new Not(node))));
    }

    private Node Compared()
    {
        var node = Sum();
        while (true)
        {
            var sign = Next.Kind is TokenKind.Sign && Next.Text is "==" or "!=" or "<" or "<=" or ">" or ">=" or "in" ? Next.Text : Next.IsWord("in") ? "in" : Next.IsWord("not") && tokens[_place + 1].IsWord("in") ? "not in" : null;
            if (sign is null) return node;
            _place += sign == "not in" ? 2 : 1;
            node = Made(new Binary(sign, node, Sum()));
        }
    }

    private Node Sum() => Chain(Joined, "+", "-");

    private Node Joined() => Chain(Product, "~");

    private Node Product() => Chain(Signed, "*", "/", "//", "%");

    private Node Chain(Func<Node> inner, params ReadOnlySpan<string> signs)
    {
        var node = inner();
        while (Next.Kind is TokenKind.Sign && signs.Contains(Next.Text))
        {
            var sign = tokens[_place++].Text;
            node = Made(new Binary(sign, node, inner()));
        }
        return node;
    }

    private Node Signed()
    {
        var turns = 0;
        for (; Next.Is("-") || Next.Is("+"); _place++)
            if (Next.Is("-")) turns++;
        var node = Filtered(Postfixed(Primary()));
        if (Sign("**")) node = Made(new Binary("**", node, Filtered(Postfixed(Primary()))));
        return turns % 2 == 1 ? Made(new Negative(node)) : node;
    }

    private Node Filtered(Node node)
    {
        while (true)
        {
            if (Sign("|"))
            {
                var function = Functions.Filter(Named());
                node = Postfixed(Sign("(") ? Called(function, node) : Made(new Call(function, [node], [])));
            }
            else if (Word("is"))
            {
                var isNot = Word("not");
                // "is in" and tests with an argument are said by operators too.
                node = Made(new Call(Functions.Test(Named().ToLowerInvariant()), [node], []));
                if (isNot) node = Made(new Not(node));
            }
            else return node;
        }
    }

    private Node Postfixed(Node node)
    {
        while (true)
        {
            if (Sign("."))
            {
                if (Next.Kind is TokenKind.Integer) node = Made(new Member(node, new Literal(Whole(tokens[_place++].Text))));
                else
                {
                    var name = Named();
                    node = Sign("(") ? Called(Functions.Method(name), node) : Made(new Member(node, new Literal(name)));
                }
            }
            else if (Sign("["))
            {
                var key = Next.Is(":") ? null : Expression();
                if (Sign(":")) node = Made(new Slice(node, key, Next.Is("]") ? null : Expression()));
                else node = Made(new Member(node, key!));
                Expect("]");
            }
            else return node;
        }
    }

    private Node Called(Function function, Node? first)
    {
        var (arguments, named) = (new List<Node>(), new List<(string, Node)>());
        if (first is not null) arguments.Add(first);
        while (!Sign(")"))
        {
            if (Next.Kind is TokenKind.Name && tokens[_place + 1].Is("="))
            {
                var name = Named();
                _place++;
                if (named.Exists(row => row.Item1 == name)) throw new TemplateFault($"says {name} twice");
                named.Add((name, Expression()));
            }
            else arguments.Add(Expression());
            if (!Next.Is(")")) Expect(",");
        }
        return Made(new Call(function, arguments, named));
    }

    private Node Primary()
    {
        var token = tokens[_place++];
        switch (token.Kind)
        {
            case TokenKind.Text: return Made(new Literal(token.Text));
            case TokenKind.Integer: return Made(new Literal(Whole(token.Text)));
            case TokenKind.Float: return Made(new Literal(double.Parse(token.Text, CultureInfo.InvariantCulture)));
            case TokenKind.Name: return Word(token);
            case TokenKind.Sign when token.Text == "(":
                var inner = Expression();
                Expect(")");
                return inner;
            case TokenKind.Sign when token.Text == "[": return List();
            case TokenKind.Sign when token.Text == "{": return Map();
            default: throw new TemplateFault(token.Kind is TokenKind.End ? "ends in the middle" : $"uses \"{token.Text}\" where it cannot stand");
        }
    }

    private Node Word(Token token) => token.Text switch
    {
        "true" or "True" => Made(new Literal(true)),
        "false" or "False" => Made(new Literal(false)),
        "none" or "None" => Made(new Literal(null)),
        _ when Sign("(") => Called(Functions.Named(token.Text), null),
        _ => Made(new Name(token.Text)),
    };

    private Node List()
    {
        var items = new List<Node>();
        while (!Sign("]"))
        {
            items.Add(Expression());
            if (!Next.Is("]")) Expect(",");
        }
        return Made(new ListOf(items));
    }

    private Node Map()
    {
        var rows = new List<(Node, Node)>();
        while (!Sign("}"))
        {
            var key = Expression();
            Expect(":");
            rows.Add((key, Expression()));
            if (!Next.Is("}")) Expect(",");
        }
        return Made(new MapOf(rows));
    }

    private void Expect(string sign)
    {
        if (!Sign(sign)) throw new TemplateFault($"lacks a \"{sign}\"");
    }

    private static long Whole(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : throw new TemplateFault("uses too large a number");
}
