using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Homes.Skills;
using Kith.Server.Api;
using Kith.Server.Delivery;

namespace Kith.Server.Skills;

/// <summary>Why a skill has no answer, for who waits for one.</summary>
internal enum SkillTrouble : byte { None, Unreachable, Slow, Odd }

/// <summary>Asks a skill at its address: signed as the Standard Webhooks say, once, and with the patience of somebody who stands there waiting.</summary>
internal sealed partial class SkillCalls(Destinations destinations, TimeProvider time, ILogger<SkillCalls> logger)
{
    /// <summary>Somebody waits for the answer.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    internal const int LongestAnswer = 32 * 1024, MostActs = 10, LongestSay = 500, LongestState = 2000;

    internal async Task<(SkillAnswer? Answer, SkillTrouble Trouble)> AskAsync(KeptSkill skill, SkillQuestion question, CancellationToken cancel)
    {
        // Looked at again with each call: what may be kept once may be forbidden later.
        if (skill.Skill.Http is not { } address || destinations.Check(address, "http") is not null) return (null, SkillTrouble.Unreachable);
        var body = JsonSerializer.SerializeToUtf8Bytes(question, ApiJson.Wire.SkillQuestion);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } } };
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", question.Id);
        request.Headers.Add("webhook-timestamp", at);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{question.Id}.{at}."), .. body];
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(skill.Secret!, signed))}");
        var got = await destinations.AskAsync(request, Limit, LongestAnswer, cancel);
        if (got.Body is not { } answer || (int)got.Status! is < 200 or >= 300)
        {
            Failed(skill.Skill.Id.ToString(), got.Trouble ?? $"status {(int)got.Status!}");
            return (null, got.IsSlow ? SkillTrouble.Slow : got.Trouble is null || got.Body is null && got.Status is not null ? SkillTrouble.Odd : SkillTrouble.Unreachable);
        }
        try
        {
            var read = JsonSerializer.Deserialize(answer, ApiJson.Wire.SkillAnswer);
            if (read is not null && Fits(read)) return (read, SkillTrouble.None);
            Failed(skill.Skill.Id.ToString(), "an answer without words, or over a limit");
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or ArgumentException)
        {
            Failed(skill.Skill.Id.ToString(), wrong.Message);
        }
        return (null, SkillTrouble.Odd);
    }

    private static bool Fits(SkillAnswer answer) =>
        (answer.Say ?? answer.Ask) is not null && IsText(answer.Say) && IsText(answer.Ask) && (answer.Acts?.Count ?? 0) <= MostActs && (answer.State?.Length ?? 0) <= LongestState
        && (answer.Acts ?? []).All(act => act is not null && (act.Set is null) != (act.Call is null));

    private static bool IsText(Model.Values.LocalText? text) => text is null || (text.En.Length is > 0 and <= LongestSay && text.Zh.Length is > 0 and <= LongestSay);

    [LoggerMessage(Level = LogLevel.Information, Message = "The skill {Skill} did not answer: {Trouble}")]
    private partial void Failed(string skill, string trouble);
}
