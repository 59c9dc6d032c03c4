using System.Reflection;
using Kith.Model.Errors;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kith.Server.Errors;

/// <summary>200 with what was asked for, or the problem.</summary>
internal sealed class Answer<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private Answer(IResult result) => _result = result;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public static implicit operator Answer<T>(Result<T> result) =>
        new(result.Fault is { } fault ? new Problem(fault) : TypedResults.Ok(result.Value));

    public static implicit operator Answer<T>(T value) => new(TypedResults.Ok(value));

    public static implicit operator Answer<T>(Fault fault) => new(new Problem(fault));

    public static implicit operator Answer<T>(Problem problem) => new(problem);
}

/// <summary>201 with what was made, or the problem.</summary>
internal sealed class Made<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private Made(IResult result) => _result = result;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));

    public static implicit operator Made<T>(Result<T> result) =>
        new(result.Fault is { } fault ? new Problem(fault) : TypedResults.Created((string?)null, result.Value));

    public static implicit operator Made<T>(T value) => new(TypedResults.Created((string?)null, value));

    public static implicit operator Made<T>(Fault fault) => new(new Problem(fault));

    public static implicit operator Made<T>(Problem problem) => new(problem);
}

/// <summary>204, or the problem.</summary>
internal sealed class Done : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private Done(IResult result) => _result = result;

    /// <summary>There is nothing more to say.</summary>
    internal static Done Ok { get; } = new(TypedResults.NoContent());

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent));

    public static implicit operator Done(Fault? fault) => fault is null ? Ok : new(new Problem(fault));

    /// <summary>The end of a request whose value nobody needs.</summary>
    internal static Done Of<T>(Result<T> result) => result.Fault;
}

/// <summary>202: it was begun and shows elsewhere how it ends; or the problem.</summary>
internal sealed class Begun : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private Begun(IResult result) => _result = result;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted));

    public static implicit operator Begun(Fault? fault) => new(fault is null ? TypedResults.Accepted((string?)null) : new Problem(fault));
}
