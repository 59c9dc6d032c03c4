using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Model.Errors;
using Microsoft.AspNetCore.Diagnostics;

namespace Kith.Server.Errors;

/// <summary>What a handler threw: a request that could not be read, or a bug of ours (logged, and told without its insides).</summary>
internal sealed partial class Unhandled(ILogger<Unhandled> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        await new Problem(FaultOf(exception, httpContext)).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The fault of a status that the framework set without a body: no route, wrong method, wrong media type.</summary>
    internal static Task OnBareStatus(StatusCodeContext context)
    {
        var (http, status) = (context.HttpContext, context.HttpContext.Response.StatusCode);
        var fault = status switch
        {
            StatusCodes.Status404NotFound => new Fault(ErrorCodes.NotFound, $"There is nothing at {http.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed =>
                new Fault(ErrorCodes.RequestInvalid, $"{http.Request.Method} is not possible at {http.Request.Path}."),
            StatusCodes.Status413PayloadTooLarge => new Fault(ErrorCodes.PayloadTooLarge, "The request is larger than the limit."),
            StatusCodes.Status415UnsupportedMediaType =>
                new Fault(ErrorCodes.RequestInvalid, "The body is not application/json.", "Content-Type"),
            StatusCodes.Status429TooManyRequests => new Fault(ErrorCodes.RateLimited, "Too many requests of this kind."),
            < 500 => new Fault(ErrorCodes.RequestInvalid, "The request could not be understood."),
            _ => new Fault(ErrorCodes.Unexpected, "The request could not be served."),
        };
        return new Problem(fault, status: status).ExecuteAsync(http);
    }

    private Fault FaultOf(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case BadHttpRequestException { InnerException: JsonException json }:
                return OfJson(json);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new(ErrorCodes.PayloadTooLarge, "The request is larger than the limit.");
            case BadHttpRequestException bad:
                return BadParameter().Match(bad.Message) is { Success: true } match
                    ? new(ErrorCodes.RequestInvalid, $"'{match.Groups["value"].Value}' is not a {match.Groups["name"].Value}.",
                        match.Groups["name"].Value)
                    : new(ErrorCodes.RequestInvalid, bad.Message);
            default:
                RequestFailed(logger, context.Request.Method, context.Request.Path, exception);
                return new(ErrorCodes.Unexpected, "The request failed; the server's log has the reason.");
        }
    }

    /// <summary>The reader's words without its positions and our type names.</summary>
    private static Fault OfJson(JsonException json)
    {
        const string missing = "missing required properties including: ";
        var field = json.Path is { Length: > 2 } path ? path[2..] : null;
        var lacks = json.Message.IndexOf(missing, StringComparison.Ordinal);
        if (lacks >= 0)
            return new(ErrorCodes.RequestInvalid, $"The body lacks {json.Message[(lacks + missing.Length)..].TrimEnd('.')}.", field);
        var end = json.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var said = end < 0 ? json.Message : json.Message[..end];
        return new(ErrorCodes.JsonMalformed, said.Contains("Kith.", StringComparison.Ordinal)
            ? "A value is not of the form that is asked for."
            : said, field);
    }

    /// <summary>The framework's words for a path or query parameter that does not parse.</summary>
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>[^\"]{0,100})")]
    private static partial Regex BadParameter();

    [LoggerMessage(5000, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger logger, string method, PathString path, Exception exception);
}
