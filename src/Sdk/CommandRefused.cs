namespace Kith.Sdk;

/// <summary>Thrown by a handler that cannot do what was asked; the person reads why.</summary>
/// <param name="code">A code of the table of errors, or the maker's own.</param>
/// <param name="detail">Why, for a person.</param>
public sealed class CommandRefusedException(string code, string detail) : Exception(detail)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
