using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Server.Api;

namespace Kith.Server.Errors;

/// <summary>A fault as application/problem+json (RFC 9457): the one way from the table of errors to HTTP.</summary>
internal sealed class Problem(Fault fault, TimeSpan? retryAfter = null, int? status = null) : IResult
{
    internal const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status ?? fault.Error.Status;
        response.Headers.CacheControl = "no-store";
        if (response.StatusCode == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (retryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(Body(fault, response.StatusCode, httpContext), ApiJson.Wire.ProblemBody, ContentType);
    }

    private static ProblemBody Body(Fault fault, int status, HttpContext context) => new(
        $"/errors#{fault.Error.Code}", fault.Error.Title, status, fault.Detail, fault.Error.Code, fault.Field, fault.Error.Remedy,
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
}

/// <summary>The body of every error.</summary>
/// <param name="Type">Where the error is explained.</param>
/// <param name="Title">What it means in general.</param>
/// <param name="Status">The HTTP status, again.</param>
/// <param name="Detail">This case.</param>
/// <param name="Code">The stable code that programs compare.</param>
/// <param name="Field">The field or property address at fault.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="TraceId">Finds the request in the log.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field, string Remedy, string TraceId);
