namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>A part of an expression.</summary>
internal abstract record Node
{
    internal object? In(Scope scope)
    {
        scope.Step();
        return Evaluate(scope);
    }

    protected abstract object? Evaluate(Scope scope);
}

internal sealed record Literal(object? Value) : Node
{
    protected override object? Evaluate(Scope scope) => Value;
}

internal sealed record Name(string Word) : Node
{
    protected override object? Evaluate(Scope scope) => scope[Word];
}

internal sealed record Member(Node Of, Node Key) : Node
{
    protected override object? Evaluate(Scope scope) => Values.Member(Of.In(scope), Key.In(scope));
}

/// <summary>x[1:3]: a stretch of a text or a list.</summary>
internal sealed record Slice(Node Of, Node? From, Node? To) : Node
{
    protected override object? Evaluate(Scope scope) => Values.Stretch(Of.In(scope), From?.In(scope), To?.In(scope));
}

internal sealed record ListOf(IReadOnlyList<Node> Items) : Node
{
    protected override object? Evaluate(Scope scope) => Items.Select(item => item.In(scope)).ToList();
}

internal sealed record MapOf(IReadOnlyList<(Node Key, Node Value)> Rows) : Node
{
    protected override object? Evaluate(Scope scope)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Rows) map[Values.Key(key.In(scope))] = value.In(scope);
        return map;
    }
}

/// <summary>A filter, a method or a function: they differ in where their first argument stands.</summary>
internal sealed record Call(Function Function, IReadOnlyList<Node> Arguments, IReadOnlyList<(string Name, Node Value)> Named) : Node
{
    protected override object? Evaluate(Scope scope) =>
        Function.Do(new Arguments([.. Arguments.Select(argument => argument.In(scope))], Named.ToDictionary(row => row.Name, row => row.Value.In(scope), StringComparer.Ordinal)));
}

internal sealed record Either(Node Condition, Node Then, Node? Otherwise) : Node
{
    protected override object? Evaluate(Scope scope) => Values.Truth(Condition.In(scope)) ? Then.In(scope) : Otherwise is null ? Missing.It : Otherwise.In(scope);
}

internal sealed record Not(Node Of) : Node
{
    protected override object? Evaluate(Scope scope) => !Values.Truth(Of.In(scope));
}

/// <summary>and, or: the deciding side is the value.</summary>
internal sealed record Both(Node Left, Node Right, bool IsAnd) : Node
{
    protected override object? Evaluate(Scope scope)
    {
        var left = Left.In(scope);
        return Values.Truth(left) == IsAnd ? Right.In(scope) : left;
    }
}

internal sealed record Negative(Node Of) : Node
{
    protected override object? Evaluate(Scope scope) => Of.In(scope) switch
    {
        long whole => (object)-whole,
        double number => -number,
        _ => throw new TemplateFault("takes the negative of what is no number"),
    };
}

internal sealed record Binary(string Sign, Node Left, Node Right) : Node
{
    protected override object? Evaluate(Scope scope) => Operators.Do(Sign, Left.In(scope), Right.In(scope));
}
