using Kith.Server.Accounts;

namespace Kith.Server.Tests.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("password123")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop")]
    [InlineData("poiuytrewq1")]
    [InlineData("abcdefghijkl")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("letmein!!!!2025")]
    [InlineData("HelloWorld2026")]
    [InlineData("anna-in-the-garden")]
    [InlineData("2026-11-21!!")]
    public void Is_weak(string password)
    {
        Assert.Equal("password.weak", PasswordRule.Check(password, "anna")?.Error.Code);
    }

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("quiet river under glass")]
    [InlineData("Xk2-9fPq.vT7")]
    [InlineData("竹林深处有一座安静的小屋")]
    [InlineData("tr0ubadour&3 went")]
    public void Is_good_enough(string password)
    {
        Assert.Null(PasswordRule.Check(password, "anna"));
    }

    [Fact]
    public void A_password_longer_than_the_limit_is_refused_before_it_costs_hashing_time()
    {
        Assert.NotNull(PasswordRule.Check(new string('x', 40) + Guid.CreateVersion7() + new string('y', PasswordRule.Most), "anna"));
    }
}
