using Kith.Ledger;

namespace Kith.Server.Accounts;

/// <summary>Accounts' table of contents.</summary>
internal static class Setup
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services, int passwordRounds) => services
        .AddSingleton(provider => new Records(provider.GetRequiredService<SqliteLedger>()))
        .AddSingleton<AccountStore>()
        .AddSingleton<Sessions>()
        .AddSingleton<Tokens>()
        .AddSingleton<Links>()
        .AddSingleton(_ => new Passwords(passwordRounds))
        .AddSingleton<Attempts>()
        .AddSingleton<SecondFactors>()
        .AddSingleton<DeviceFlows>()
        .AddSingleton<Pins>()
        .AddSingleton<Credentials>()
        .AddSingleton<SignIn>();
}
