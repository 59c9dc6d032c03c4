using System.Text.Json;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>
/// Calls a program on the internet: POST with a JSON object, once; goes on when it answered, or after 10 seconds. Only https, and only addresses
/// that are everybody's (docs/notices.md).
/// </summary>
/// <param name="Url">Up to 1,000 characters. What stands in it is shown to who may see the rule: keep no secret there that you need.</param>
/// <param name="Body">The object's fields; a text that begins with "=" is an expression. What is not known is null.</param>
public sealed record WebhookStep(string Url, IReadOnlyDictionary<string, Value>? Body = null) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (Url is not { Length: <= 1_000 } || !Uri.TryCreate(Url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || address.UserInfo.Length > 0)
        {
            check.Wrong($"{path}.url", ErrorCodes.RequestInvalid.Code, "an address begins with https://, has no password in it and at most 1,000 characters");
            return;
        }
        var body = (Body ?? new Dictionary<string, Value>()).ToDictionary(field => field.Key, field => check.Operand(field.Value, null, $"{path}.body.{field.Key}"));
        program.Add(new Instruction(path, (run, scope) => run.Call(scope, path, address, () => Json(body.ToDictionary(field => field.Key, field => field.Value.Read(scope))))));
    }

    private static string Json(Dictionary<string, Value> fields) => JsonSerializer.Serialize(fields, RulesJson.Default.DictionaryStringValue);
}
