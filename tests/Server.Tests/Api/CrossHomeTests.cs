using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>
/// Walks every operation of the OpenAPI document as somebody who has no business in a home, with the real ids of everything in it, and
/// looks for its walls. An operation that the test does not know how to fill fails it: a new route cannot come in unwatched.
/// </summary>
public sealed class CrossHomeTests
{
    [Fact]
    public async Task Nobody_from_outside_learns_or_changes_anything_of_a_home()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        var operations = await OperationsAsync(target.Owner);
        var before = (await target.Owner.GetAsync($"/api/v1/homes/{target.Home}/snapshot")).Body;
        var wrong = new List<string>();

        foreach (var intruder in await IntrudersAsync(kith, target))
            foreach (var operation in operations)
                if (await TryAsync(intruder, operation, target) is { } complaint)
                    wrong.Add($"{operation.Name} as {intruder.Name}: {complaint}");

        Assert.Empty(wrong);
        Assert.Equal(before, (await target.Owner.GetAsync($"/api/v1/homes/{target.Home}/snapshot")).Body);
        Assert.Equal(200, (await target.Owner.GetAsync("/api/v1/session")).Status);
    }

    /// <summary>The other half of the proof: each request above is one that lets the owner in.</summary>
    [Fact]
    public async Task The_same_requests_let_the_owner_in()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        var wrong = new List<string>();

        // What removes things comes last: the inner before the outer, the session at the very end.
        foreach (var operation in (await OperationsAsync(target.Owner)).OrderBy(operation =>
            (operation.Method == HttpMethod.Delete, operation.Name == "signOut", -operation.Path.Length)))
        {
            var status = await StatusAsync(target.Owner, operation, target);
            if (operation.Door != "public" && !OfTheMoment.Contains(operation.Name) && status is 401 or 403 or 404 or >= 500) wrong.Add($"{operation.Name}: {status}");
        }

        Assert.Empty(wrong);
    }

    /// <summary>They need a code that lives for seconds, so no list can hold it; each has tests of its own.</summary>
    private static readonly string[] OfTheMoment = ["confirmSecondFactor"];

    private sealed record Intruder(string Name, Browser Browser, int Expected, bool IsOwner = false);

    private static async Task<List<Intruder>> IntrudersAsync(TestKith kith, Target target)
    {
        var (stranger, _) = await kith.AddStrangerAsync("mallory");
        var (strangersToken, _) = await kith.TokenAsync(stranger, ["manage"]);
        var cabin = (await target.Owner.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" })).Text("id");
        var (elsewhere, _) = await kith.TokenAsync(target.Owner, ["manage"], [cabin]);
        var (revoked, id) = await kith.TokenAsync(target.Owner, ["manage"]);
        await target.Owner.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{id}");
        var (expired, expiredId) = await kith.TokenAsync(target.Owner, ["manage"]);
        await kith.Get<Kith.Server.Accounts.Records>().WriteAsync(new Kith.Ledger.Records.RecordWrite("UPDATE token SET expires = 1 WHERE id = @id", new { id = expiredId }));
        var signedOut = kith.Open();
        signedOut.UseCookie(await LeftCookieAsync(kith));
        var forged = kith.Open();
        forged.UseCookie(target.Owner.Cookie![..^1] + (target.Owner.Cookie[^1] == 'A' ? 'B' : 'A'));
        return
        [
            new("a stranger", stranger, 404), new("a stranger's token", strangersToken, 404),
                new("the owner's token for another home", elsewhere, 404, IsOwner: true),
            new("a revoked token", revoked, 401), new("an expired token", expired, 401), new("an ended session", signedOut, 401),
            new("a forged session", forged, 401), new("nobody", kith.Open(), 401),
        ];
    }

    private static async Task<string> LeftCookieAsync(TestKith kith)
    {
        using var other = kith.Open();
        await other.SignInAsync(Target.User);
        var cookie = other.Cookie!;
        await other.SendAsync(HttpMethod.Delete, "/api/v1/session");
        return cookie;
    }

    private static async Task<string?> TryAsync(Intruder intruder, Operation operation, Target target)
    {
        // A stranger's own sign-in and account are theirs to end and change; what matters there is whose things they are.
        if (operation.Name is "signOut" or "changeAccount" && intruder.Expected == 404) return null;
        var answer = await intruder.Browser.SendAsync(operation.Method, operation.Fill(target), operation.BodyFor(target));
        foreach (var secret in intruder.IsOwner ? target.SecretsOfHome : target.Secrets)
            if (answer.Body.Contains(secret, StringComparison.OrdinalIgnoreCase)) return $"tells {secret}: {answer}";
        return operation.Door switch
        {
            "home" when answer.Status != intruder.Expected => $"{answer}",
            "home" when intruder.Expected == 404 && answer.Text("detail") != "There is no such home." =>
                $"can be told from a home that is not there: {answer}",
            "account" when intruder.Expected == 401 && answer.Status != 401 => $"{answer}",
            "account" when operation.Path.Contains('{') && answer.Status is not (401 or 403 or 404) => $"{answer}",
            _ when answer.Status >= 500 => $"{answer}",
            _ => null,
        };
    }

    private static async Task<int> StatusAsync(Browser owner, Operation operation, Target target)
    {
        if (operation.Name is "followHome" or "observeThingProperty" or "followThingEvent" or "watchDevice" or "watchBridge")
        {
            using var feed = await owner.StreamAsync(operation.Fill(target));
            return feed.Status;
        }
        return (await owner.SendAsync(operation.Method, operation.Fill(target), operation.BodyFor(target))).Status;
    }

    private static async Task<List<Operation>> OperationsAsync(Browser browser)
    {
        var document = (await browser.GetAsync("/openapi/v1.json")).Json;
        var operations = new List<Operation>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
                operations.Add(new(operation!["operationId"]!.ToString(), path, HttpMethod.Parse(method),
                    operation["x-kith-door"]!.ToString(), operation["requestBody"] as JsonObject));
        Assert.True(operations.Count > 50, "The document is not the API's.");
        return operations;
    }

    /// <summary>One operation of the document.</summary>
    private sealed record Operation(string Name, string Path, HttpMethod Method, string Door, JsonObject? BodyAsked)
    {
        internal string Fill(Target target)
        {
            var path = Path;
            foreach (var (name, value) in target.Parameters(Name)) path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            Assert.False(path.Contains('{'), $"This test does not know how to fill {Name}: {path}. Teach it (Target.Parameters).");
            return path;
        }

        internal object? BodyFor(Target target)
        {
            if (BodyAsked is null) return null;
            Assert.True(target.Bodies.ContainsKey(Name), $"This test does not know what to send to {Name}. Teach it (Target.Bodies).");
            return target.Bodies[Name];
        }
    }
}
