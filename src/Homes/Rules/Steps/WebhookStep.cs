using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>
/// Calls a program on the internet, once: a post or put with a JSON object, a get or delete without; goes on when it answered, or after 10 seconds. Only https, and only addresses
/// that are everybody's (docs/notices.md).
/// </summary>
/// <param name="Url">Up to 1,000 characters. What stands in it is shown to who may see the rule: keep no secret there that you need.</param>
/// <param name="Body">The object's fields; a text that begins with "=" is an expression. What is not known is null.</param>
/// <param name="Method">How it is called.</param>
public sealed record WebhookStep(string Url, IReadOnlyDictionary<string, Value>? Body = null, HookMethod Method = HookMethod.Post) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (Url is not { Length: <= 1_000 } || !Uri.TryCreate(Url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || address.UserInfo.Length > 0)
        {
            check.Wrong($"{path}.url", ErrorCodes.RequestInvalid.Code, "an address begins with https://, has no password in it and at most 1,000 characters");
            return;
        }
        var hasBody = Method is HookMethod.Post or HookMethod.Put;
        if (!hasBody && Body is { Count: > 0 }) check.Wrong($"{path}.body", ErrorCodes.RequestInvalid.Code, "a get or delete carries nothing: give it no body");
        var body = (Body ?? new Dictionary<string, Value>()).ToDictionary(field => field.Key, field => check.Operand(field.Value, null, $"{path}.body.{field.Key}"));
        program.Add(new Instruction(path, (run, scope) => run.Call(scope, path, Method, address,
            () => hasBody ? Json(body.ToDictionary(field => field.Key, field => field.Value.Read(scope))) : null)));
    }

    private static string Json(Dictionary<string, Value> fields) => JsonSerializer.Serialize(fields, RulesJson.Default.DictionaryStringValue);
}

/// <summary>How a program is called, as HTTP says it.</summary>
[JsonConverter(typeof(CamelEnum<HookMethod>))]
public enum HookMethod : byte
{
    /// <summary>Tell it something.</summary>
    Post,
    /// <summary>Set something to what it is told.</summary>
    Put,
    /// <summary>Only call it.</summary>
    Get,
    /// <summary>Take something away there.</summary>
    Delete,
}
