using System.Text;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>A stretch of a template: what it adds to the text.</summary>
internal abstract record Part
{
    internal abstract void Write(Scope scope, StringBuilder to);
}

internal sealed record Words(string Text) : Part
{
    internal override void Write(Scope scope, StringBuilder to) => to.Append(Text);
}

internal sealed record Output(Node Of) : Part
{
    internal override void Write(Scope scope, StringBuilder to)
    {
        to.Append(Values.Text(Of.In(scope)));
        if (to.Length > TemplateLimits.TextLength) throw new TemplateFault("makes too long a text");
    }
}

internal sealed record Setting(string Name, Node Of) : Part
{
    internal override void Write(Scope scope, StringBuilder to) => scope[Name] = Of.In(scope);
}

internal sealed record Branches(IReadOnlyList<(Node? If, IReadOnlyList<Part> Then)> Rows) : Part
{
    internal override void Write(Scope scope, StringBuilder to)
    {
        foreach (var (condition, parts) in Rows)
        {
            if (condition is not null && !Values.Truth(condition.In(scope))) continue;
            foreach (var part in parts) part.Write(scope, to);
            return;
        }
    }
}
