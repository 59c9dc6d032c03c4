namespace Kith.Model.Errors;

/// <summary>One row of the table of errors.</summary>
/// <param name="Code">Stable and dotted, e.g. device.offline; programs compare it.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Title">What it means.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Error(string Code, int Status, string Title, string Remedy);

/// <summary>An expected failure: which error, and what exactly.</summary>
/// <param name="Error">The row of the table.</param>
/// <param name="Detail">This case in words, with the offending value and the limit.</param>
/// <param name="Field">The property address or JSON field at fault, if there is one.</param>
public sealed record Fault(Error Error, string Detail, string? Field = null);

/// <summary>Either what was asked for or why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Fault? fault)
    {
        _value = value;
        Fault = fault;
    }

    /// <summary>Why not; null on success.</summary>
    public Fault? Fault { get; }

    /// <summary>True on success.</summary>
    public bool Ok => Fault is null;

    /// <summary>What was asked for.</summary>
    /// <exception cref="InvalidOperationException">There is a fault instead.</exception>
    public T Value => Fault is null ? _value! : throw new InvalidOperationException(Fault.Detail);

    internal static Result<T> Success(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Fault fault) => new(default, fault);
}

/// <summary>Makes results whose type is an interface, for which C# has no implicit conversion.</summary>
public static class Result
{
    /// <summary>A success.</summary>
    public static Result<T> Of<T>(T value) => Result<T>.Success(value);
}
