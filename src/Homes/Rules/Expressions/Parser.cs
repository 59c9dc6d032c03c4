using Kith.Model.Values;

namespace Kith.Homes.Rules.Expressions;

/// <summary>Compiles an expression, typed against the specs of the home's devices: what compiles can run, what cannot is told when the rule is saved.</summary>
internal sealed class Parser
{
    private readonly List<Token> _tokens;
    private readonly INames _names;
    private int _place, _depth, _nodes;

    private Parser(List<Token> tokens, INames names) => (_tokens, _names) = (tokens, names);

    private Token Next => _tokens[_place];

    /// <summary>The compiled expression.</summary>
    /// <exception cref="ExpressionException">It breaks the grammar, a type or a limit.</exception>
    internal static Node Compile(string text, INames names)
    {
        if (text.Length > RuleLimits.Expression) throw new ExpressionException($"an expression has at most {RuleLimits.Expression} characters", RuleLimits.Expression);
        var parser = new Parser(Lexer.Cut(text), names);
        var node = parser.Choice();
        return parser.Next.Kind is TokenKind.End ? node : throw new ExpressionException($"'{parser.Next.Text}' is too much here", parser.Next.At);
    }

    private Node Choice()
    {
        if (++_depth > RuleLimits.ExpressionDepth) throw new ExpressionException($"an expression is at most {RuleLimits.ExpressionDepth} deep", Next.At);
        var node = Either();
        if (Takes("?"))
        {
            var test = Need(node, Kind.Truth);
            var yes = Choice();
            if (!Takes(":")) throw new ExpressionException("a ? needs a :", Next.At);
            var no = Need(Choice(), yes.Kind);
            node = Make(yes.Kind, scope => test.Eval(scope) is { IsNone: false } known ? (known.AsBool() ? yes : no).Eval(scope) : default);
        }
        _depth--;
        return node;
    }

    private Node Either()
    {
        var left = Both();
        while (Takes("||"))
        {
            var (one, other) = (Need(left, Kind.Truth), Need(Both(), Kind.Truth));
            left = Make(Kind.Truth, scope => Decide(one, other, scope, decides: true));
        }
        return left;
    }

    private Node Both()
    {
        var left = Comparison();
        while (Takes("&&"))
        {
            var (one, other) = (Need(left, Kind.Truth), Need(Comparison(), Kind.Truth));
            left = Make(Kind.Truth, scope => Decide(one, other, scope, decides: false));
        }
        return left;
    }

    private Node Comparison()
    {
        var left = Sum();
        if (Next.Kind is not TokenKind.Sign || Next.Text is not ("==" or "!=" or "<" or "<=" or ">" or ">=")) return left;
        var sign = Take().Text;
        var right = Need(Sum(), left.Kind);
        if (sign is not ("==" or "!=")) Need(left, Kind.Number);
        return Make(Kind.Truth, scope =>
        {
            var (one, other) = (left.Eval(scope), right.Eval(scope));
            if (one.IsNone || other.IsNone) return default;
            return Value.Of(sign switch
            {
                "==" => Same(one, other),
                "!=" => !Same(one, other),
                "<" => one.AsDouble() < other.AsDouble(),
                "<=" => one.AsDouble() <= other.AsDouble(),
                ">" => one.AsDouble() > other.AsDouble(),
                _ => one.AsDouble() >= other.AsDouble(),
            });
        });
    }

    private Node Sum()
    {
        var left = Product();
        while (Next.Kind is TokenKind.Sign && Next.Text is "+" or "-")
        {
            var (sign, first, next) = (Take().Text, left, Product());
            left = sign == "+" && (first.Kind is Kind.Text || next.Kind is Kind.Text)
                ? Make(Kind.Text, scope => (first.Eval(scope), next.Eval(scope)) is ({ IsNone: false } one, { IsNone: false } other) ? Value.Of(Cut($"{one}{other}")) : default)
                : Arithmetic(first, sign, next);
        }
        return left;
    }

    private Node Product()
    {
        var left = Unary();
        while (Next.Kind is TokenKind.Sign && Next.Text is "*" or "/" or "%") left = Arithmetic(left, Take().Text, Unary());
        return left;
    }

    private Node Arithmetic(Node left, string sign, Node right)
    {
        var (one, other) = (Need(left, Kind.Number), Need(right, Kind.Number));
        return Make(Kind.Number, scope =>
        {
            var (a, b) = (one.Eval(scope).AsDouble(), other.Eval(scope).AsDouble());
            return Functions.Finite(sign switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => a % b });
        });
    }

    private Node Unary()
    {
        if (++_depth > RuleLimits.ExpressionDepth) throw new ExpressionException($"an expression is at most {RuleLimits.ExpressionDepth} deep", Next.At);
        Node node;
        if (Takes("-"))
        {
            var number = Need(Unary(), Kind.Number);
            node = Make(Kind.Number, scope => Functions.Finite(-number.Eval(scope).AsDouble()));
        }
        else if (Takes("!"))
        {
            var truth = Need(Unary(), Kind.Truth);
            node = Make(Kind.Truth, scope => truth.Eval(scope) is { IsNone: false } known ? Value.Of(!known.AsBool()) : default);
        }
        else node = Atom();
        _depth--;
        return node;
    }

    private Node Atom()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Number:
                var number = Value.Of(token.Number);
                return Make(Kind.Number, _ => number);
            case TokenKind.Text:
                var text = Value.Of(token.Text);
                return Make(Kind.Text, _ => text);
            case TokenKind.Property:
                if (!PropertyRef.TryParse(token.Text, out var property)) throw new ExpressionException($"[{token.Text}] is not [device/service.property]", token.At);
                var its = _names.KindOf(property) ?? throw new ExpressionException($"there is no [{token.Text}]", token.At);
                return Make(its, scope => scope.Read(property));
            case TokenKind.Name when token.Text is "true" or "false":
                var truth = Value.Of(token.Text == "true");
                return Make(Kind.Truth, _ => truth);
            case TokenKind.Name when Next is { Kind: TokenKind.Sign, Text: "(" }:
                return Call(token);
            case TokenKind.Name:
                var kind = _names.KindOf(token.Text) ?? throw new ExpressionException($"there is no variable {token.Text}", token.At);
                return Make(kind, scope => scope.Read(token.Text));
            case TokenKind.Sign when token.Text == "(":
                var inner = Choice();
                if (!Takes(")")) throw new ExpressionException("a closing ) is missing", Next.At);
                return inner;
            default:
                throw new ExpressionException(token.Kind is TokenKind.End ? "the expression ends too early" : $"'{token.Text}' does not belong here", token.At);
        }
    }

    private Node Call(Token name)
    {
        Take();
        var its = new List<Node>();
        if (!Takes(")"))
        {
            do its.Add(Choice());
            while (Takes(","));
            if (!Takes(")")) throw new ExpressionException("a closing ) is missing", Next.At);
        }
        var call = Functions.Call(name, its);
        return Make(call.Kind, call.Eval);
    }

    private Node Need(Node node, Kind kind) =>
        node.Kind == kind ? node : throw new ExpressionException($"a {Functions.Name(kind)} is needed here, not a {Functions.Name(node.Kind)}", Next.At);

    private Node Make(Kind kind, Func<IScope, Value> eval) => ++_nodes <= RuleLimits.ExpressionNodes
        ? new Node(kind, eval)
        : throw new ExpressionException($"an expression has at most {RuleLimits.ExpressionNodes} parts", Next.At);

    private Token Take() => _tokens[Next.Kind is TokenKind.End ? _place : _place++];

    private bool Takes(string sign)
    {
        if (Next.Kind is not TokenKind.Sign || Next.Text != sign) return false;
        _place++;
        return true;
    }

    /// <summary>One side may decide alone; where neither does, what is not known makes the whole not known.</summary>
    private static Value Decide(Node one, Node other, IScope scope, bool decides)
    {
        var first = one.Eval(scope);
        if (!first.IsNone && first.AsBool() == decides) return first;
        var second = other.Eval(scope);
        return !second.IsNone && second.AsBool() == decides ? second : first.IsNone ? first : second;
    }

    /// <summary>1 and 1.0 are the same number.</summary>
    private static bool Same(Value one, Value other) => one == other || (one.Kind is not ValueKind.Text && one.AsDouble() == other.AsDouble());

    private static string Cut(string text) => text.Length <= RuleLimits.Text ? text : text[..RuleLimits.Text];
}
