using System.Text;
using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class SecondFactorTests
{
    /// <summary>RFC 6238, appendix B: the SHA-1 rows, their last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_RFC(long seconds, string code)
    {
        Assert.Equal(code, Totp.CodeOf(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    /// <summary>RFC 4648, section 10, without the padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_in_base_32(string text, string written)
    {
        Assert.Equal(written, Base32.Write(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public async Task A_confirmed_authenticator_is_asked_for_at_sign_in_and_a_code_works_once()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var (key, _) = await EnrolAsync(owner, time);
        time.Advance(TimeSpan.FromMinutes(1));
        using var browser = kith.Open();

        var without = await browser.SignInAsync("anna");
        var wrong = await SignInAsync(browser, "000000");
        var right = await SignInAsync(browser, Code(key, time));
        var again = await SignInAsync(kith.Open(), Code(key, time));

        Assert.Equal((401, "auth.code_needed", "code"), (without.Status, without.Code, without.Text("field")));
        Assert.Equal("auth.code_wrong", wrong.Code);
        Assert.Equal(200, right.Status);
        Assert.Equal("auth.code_wrong", again.Code);
    }

    [Fact]
    public async Task A_wrong_password_does_not_tell_that_there_is_a_second_factor()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        await EnrolAsync(owner, time);

        Assert.Equal("auth.wrong", (await kith.Open().SignInAsync("anna", "not the password")).Code);
    }

    [Fact]
    public async Task The_code_that_confirmed_does_not_sign_in_and_clocks_may_be_a_step_off()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var (key, _) = await EnrolAsync(owner, time);

        Assert.Equal("auth.code_wrong", (await SignInAsync(kith.Open(), Code(key, time))).Code);
        Assert.Equal(200, (await SignInAsync(kith.Open(), Code(key, time, steps: 1))).Status);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("auth.code_wrong", (await SignInAsync(kith.Open(), Code(key, time, steps: -2))).Code);
        Assert.Equal(200, (await SignInAsync(kith.Open(), Code(key, time, steps: -1))).Status);
    }

    [Fact]
    public async Task One_code_given_many_times_at_once_lets_in_one()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var (key, _) = await EnrolAsync(owner, time);
        time.Advance(TimeSpan.FromMinutes(1));

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync(kith.Open(), Code(key, time))));

        Assert.Single(tries, answer => answer.Status == 200);
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_for_who_knows_the_password_and_never_ends_the_owners_session()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        await EnrolAsync(owner, time);
        var looked = 0;

        for (var guess = 0; guess < 300; guess++)
        {
            var answer = await SignInAsync(kith.Open(), "abcdef");
            if (answer.Code == "auth.code_wrong") looked++;
            else Assert.Equal((429, "rate.limited"), (answer.Status, answer.Code));
            time.Advance(TimeSpan.FromSeconds(10));
        }

        // 3000 s: 5 free, then waits of 1, 2, 4 ... 512, 900 s.
        Assert.InRange(looked, 10, 20);
        Assert.Equal(200, (await owner.GetAsync("/api/v1/session")).Status);
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed_and_new_ones_end_the_old()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var (_, codes) = await EnrolAsync(owner, time);

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.Equal(200, (await SignInAsync(kith.Open(), codes[0])).Status);
        Assert.Equal("auth.code_wrong", (await SignInAsync(kith.Open(), codes[0])).Code);
        Assert.Equal(200, (await SignInAsync(kith.Open(), codes[1].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Status);
        Assert.Equal("8", (await owner.GetAsync("/api/v1/account/security")).Text("recoveryCodes"));

        var renewed = await owner.PostAsync("/api/v1/account/second-factor/codes", new { password = TestKith.Password });
        Assert.Equal("auth.code_wrong", (await SignInAsync(kith.Open(), codes[2])).Code);
        Assert.Equal(200, (await SignInAsync(kith.Open(), renewed.Text("recoveryCodes.0"))).Status);
    }

    [Fact]
    public async Task Every_change_of_it_needs_the_password()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var wrong = new { password = "not the password" };

        Assert.Equal((403, "password.wrong"), await owner.PostAsync("/api/v1/account/second-factor", wrong) is var begun ? (begun.Status, begun.Code) : default);
        await EnrolAsync(owner, time);
        Assert.Equal("password.wrong", (await owner.PostAsync("/api/v1/account/second-factor/codes", wrong)).Code);
        Assert.Equal("password.wrong", (await owner.SendAsync(HttpMethod.Delete, "/api/v1/account/second-factor", wrong)).Code);
        Assert.Equal("conflict", (await owner.PostAsync("/api/v1/account/second-factor", new { password = TestKith.Password })).Code);
        Assert.Equal("True", (await owner.GetAsync("/api/v1/account/security")).Json["secondFactor"]!.GetValue<bool>().ToString());

        Assert.Equal(204, (await owner.SendAsync(HttpMethod.Delete, "/api/v1/account/second-factor", new { password = TestKith.Password })).Status);
        Assert.Equal(200, (await kith.Open().SignInAsync("anna")).Status);
    }

    [Fact]
    public async Task A_key_that_was_never_confirmed_asks_nobody_for_anything()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, _) = await kith.SetUpAsync();
        await owner.PostAsync("/api/v1/account/second-factor", new { password = TestKith.Password });

        Assert.Equal(200, (await kith.Open().SignInAsync("anna")).Status);
        Assert.Equal("auth.code_wrong", (await owner.PostAsync("/api/v1/account/second-factor/confirm", new { code = "12345a" })).Code);
    }

    [Fact]
    public async Task An_invitation_taken_with_an_existing_account_asks_for_its_code_too()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var (mallory, _) = await kith.AddStrangerAsync();
        await EnrolAsync(mallory, time);
        var invited = await owner.PostAsync($"/api/v1/homes/{home}/people", new { name = "M", role = "guest" });

        var taken = await kith.Open().PostAsync("/api/v1/invitations/accept",
            new { token = invited.Text("invitation.url").Split('/')[^1], user = "mallory", name = "M", password = TestKith.Password, language = "en" });

        Assert.Equal("auth.code_needed", taken.Code);
    }

    [Fact]
    public async Task What_is_kept_of_recovery_codes_is_not_the_codes()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        var (_, codes) = await EnrolAsync(owner, time);
        await kith.StopAsync();

        var bytes = string.Concat(Directory.EnumerateFiles(kith.Folder, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.All(codes, code => Assert.DoesNotContain(code, bytes, StringComparison.Ordinal));
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), bytes, StringComparison.Ordinal));
    }

    private static async Task<(byte[] Key, string[] Codes)> EnrolAsync(Browser browser, ManualTime time)
    {
        var begun = await browser.PostAsync("/api/v1/account/second-factor", new { password = TestKith.Password });
        Assert.True(begun.Status == 201, begun.ToString());
        Assert.Contains(begun.Text("key"), begun.Text("uri"), StringComparison.Ordinal);
        Assert.StartsWith("<svg", begun.Text("qr"), StringComparison.Ordinal);
        var key = Read(begun.Text("key"));
        var confirmed = await browser.PostAsync("/api/v1/account/second-factor/confirm", new { code = Code(key, time) });
        Assert.True(confirmed.Status == 200, confirmed.ToString());
        return (key, [.. confirmed.Json["recoveryCodes"]!.AsArray().Select(code => code!.ToString())]);
    }

    private static Task<Answered> SignInAsync(Browser browser, string code) =>
        browser.PostAsync("/api/v1/session", new { user = "anna", password = TestKith.Password, code });

    private static string Code(byte[] key, ManualTime time, int steps = 0) => Totp.CodeOf(key, Totp.StepAt(time.GetUtcNow()) + steps);

    /// <summary>Base 32 as an authenticator app reads it.</summary>
    private static byte[] Read(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
