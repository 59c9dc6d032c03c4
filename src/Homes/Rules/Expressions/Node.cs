using Kith.Model.Values;

namespace Kith.Homes.Rules.Expressions;

/// <summary>What an expression can be.</summary>
internal enum Kind : byte { Number, Truth, Text }

/// <summary>A compiled expression. It has no loop, no memory and no side effect: it ends, always, after as many steps as it has nodes.</summary>
/// <param name="Kind">What its value is, known before it runs.</param>
/// <param name="Eval">Its value; none where something it needs is not known, or a number is too large or divided by zero.</param>
internal sealed record Node(Kind Kind, Func<IScope, Value> Eval);

/// <summary>What an expression can see when it runs.</summary>
internal interface IScope
{
    /// <summary>The present value of a property; none when not known.</summary>
    Value Read(PropertyRef property);

    /// <summary>The present value of a variable; none when it was never set.</summary>
    Value Read(string variable);

    /// <summary>The home's local time.</summary>
    DateTime Now { get; }
}

/// <summary>What an expression can see while it is compiled.</summary>
internal interface INames
{
    /// <summary>What a property's value is; null when there is none, which has been told.</summary>
    Kind? KindOf(PropertyRef property);

    /// <summary>What a variable's value is; null when there is no such variable.</summary>
    Kind? KindOf(string variable);
}
