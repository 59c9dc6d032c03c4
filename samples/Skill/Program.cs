// A skill in one file: how long tea wants to brew, and the kettle switched on if the home granted it.
//   dotnet run --project samples/Skill -- whsec_... [port]
// Give the home tea.json with your address in "http"; it shows the secret, once. docs/skills.md says what comes and goes.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var teas = new Dictionary<string, (string En, string Zh, int Minutes, int Celsius)>
{
    ["green"] = ("Green tea", "绿茶", 2, 80),
    ["black"] = ("Black tea", "红茶", 4, 100),
    ["oolong"] = ("Oolong", "乌龙茶", 3, 90),
    ["puer"] = ("Pu'er", "普洱茶", 5, 100),
};
if (args is not [var shown, ..] || !shown.StartsWith("whsec_", StringComparison.Ordinal))
{
    Console.Error.WriteLine("The secret that the home showed is missing: dotnet run --project samples/Skill -- whsec_... [port]");
    return 2;
}
var secret = Convert.FromBase64String(shown["whsec_".Length..]);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{(args.Length > 1 ? args[1] : "8090")}");
var app = builder.Build();
app.Run(async context =>
{
    using var body = new MemoryStream();
    await context.Request.Body.CopyToAsync(body, context.RequestAborted);
    // Whoever does not know the secret is nobody: not read, not answered.
    if (!IsSigned(context.Request.Headers, body.ToArray()))
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return;
    }
    var asked = JsonNode.Parse(body.ToArray())!;
    context.Response.ContentType = "application/json";
    await context.Response.WriteAsync(Answer(asked).ToJsonString(), context.RequestAborted);
});
await app.StartAsync();
Console.WriteLine($"Answers at {app.Urls.Single()}");
await app.WaitForShutdownAsync();
return 0;

JsonObject Answer(JsonNode asked)
{
    if ((string?)asked["intent"] == "kettle") return Kettle(asked["devices"]!.AsArray());
    var (en, zh, minutes, celsius) = teas[(string)asked["slots"]!["tea"]!["value"]!];
    return new() { ["say"] = new JsonObject { ["en"] = $"{en}: {minutes} minutes at {celsius} degrees.", ["zh"] = $"{zh}：{celsius}度，泡{minutes}分钟。" } };
}

// The first granted thing that can be switched; the home looks at the grant again.
static JsonObject Kettle(JsonArray devices)
{
    foreach (var device in devices)
        foreach (var (address, _) in device!["values"]!.AsObject())
            if (address.EndsWith(".on", StringComparison.Ordinal))
                return new()
                {
                    ["say"] = new JsonObject { ["en"] = "Water is on.", ["zh"] = "水烧上了。" },
                    ["acts"] = new JsonArray(new JsonObject { ["device"] = (string)device["id"]!, ["set"] = new JsonObject { [address] = true } }),
                };
    return new() { ["say"] = new JsonObject { ["en"] = "I was granted nothing that boils water.", ["zh"] = "没有给我烧水的设备。" } };
}

// Standard Webhooks: HMAC-SHA256 over id, time and body, and a time that is not long ago.
bool IsSigned(IHeaderDictionary headers, byte[] body)
{
    var (id, at) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
    if (!long.TryParse(at, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300) return false;
    byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{at}."), .. body];
    var right = HMACSHA256.HashData(secret, signed);
    foreach (var one in headers["webhook-signature"].ToString().Split(' '))
        if (one.StartsWith("v1,", StringComparison.Ordinal) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one[3..]), Encoding.ASCII.GetBytes(Convert.ToBase64String(right)))) return true;
    return false;
}
