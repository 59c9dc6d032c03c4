using Kith.Model.Values;

namespace Kith.Homes.Rules.Expressions;

/// <summary>The functions of the language: this table is all of them.</summary>
internal static class Functions
{
    private delegate Value Body(IReadOnlyList<Node> its, IScope scope);

    private sealed record Row(int Least, int Most, Kind In, Kind Out, Body Body);

    private static readonly Dictionary<string, Row> All = new(StringComparer.Ordinal)
    {
        ["min"] = new(2, 8, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => numbers.Min())),
        ["max"] = new(2, 8, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => numbers.Max())),
        ["round"] = new(1, 2, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => Math.Round(numbers[0], (int)Math.Clamp(numbers.ElementAtOrDefault(1), 0, 10), MidpointRounding.AwayFromZero))),
        ["floor"] = new(1, 1, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => Math.Floor(numbers[0]))),
        ["ceil"] = new(1, 1, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => Math.Ceiling(numbers[0]))),
        ["abs"] = new(1, 1, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => Math.Abs(numbers[0]))),
        ["clamp"] = new(3, 3, Kind.Number, Kind.Number, (its, scope) => Number(its, scope, numbers => numbers[1] > numbers[2] ? double.NaN : Math.Clamp(numbers[0], numbers[1], numbers[2]))),
        ["hour"] = new(0, 0, Kind.Number, Kind.Number, (_, scope) => Value.Of((long)scope.Now.Hour)),
        ["minute"] = new(0, 0, Kind.Number, Kind.Number, (_, scope) => Value.Of((long)scope.Now.Minute)),
        ["weekday"] = new(0, 0, Kind.Number, Kind.Number, (_, scope) => Value.Of((long)(((int)scope.Now.DayOfWeek + 6) % 7 + 1))),
        ["length"] = new(1, 1, Kind.Text, Kind.Number, (its, scope) => its[0].Eval(scope).AsText() is { } text ? Value.Of((long)text.Length) : default),
    };

    internal static IEnumerable<string> Names => All.Keys.Append("known").Append("or");

    /// <exception cref="ExpressionException">There is no such function, or it does not take that.</exception>
    internal static Node Call(Token name, IReadOnlyList<Node> its)
    {
        switch (name.Text)
        {
            case "known" when its.Count == 1:
                return new Node(Kind.Truth, scope => Value.Of(!its[0].Eval(scope).IsNone));
            case "or" when its.Count == 2 && its[0].Kind == its[1].Kind:
                return new Node(its[0].Kind, scope => its[0].Eval(scope) is { IsNone: false } value ? value : its[1].Eval(scope));
        }
        if (!All.TryGetValue(name.Text, out var row))
            throw new ExpressionException($"there is no function {name.Text} of {its.Count}; there are {string.Join(", ", Names)}", name.At);
        if (its.Count < row.Least || its.Count > row.Most)
            throw new ExpressionException($"{name.Text} takes {row.Least}{(row.Most > row.Least ? $" to {row.Most}" : "")}, not {its.Count}", name.At);
        if (its.FirstOrDefault(node => node.Kind != row.In) is { } odd)
            throw new ExpressionException($"{name.Text} takes a {Name(row.In)}, not a {Name(odd.Kind)}", name.At);
        return new Node(row.Out, scope => row.Body(its, scope));
    }

    internal static string Name(Kind kind) => kind switch { Kind.Number => "number", Kind.Truth => "truth", _ => "text" };

    /// <summary>None where the number is none that a value can be.</summary>
    internal static Value Finite(double number) => double.IsFinite(number) ? Value.Of(number) : default;

    private static Value Number(IReadOnlyList<Node> its, IScope scope, Func<double[], double> body)
    {
        var numbers = new double[its.Count];
        for (var place = 0; place < its.Count; place++)
        {
            var value = its[place].Eval(scope);
            if (value.IsNone) return default;
            numbers[place] = value.AsDouble();
        }
        return Finite(body(numbers));
    }
}
