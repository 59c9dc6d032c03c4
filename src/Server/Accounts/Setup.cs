using Kith.Ledger;

namespace Kith.Server.Accounts;

/// <summary>Accounts' table of contents.</summary>
internal static class Setup
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services, int passwordRounds, string? publicHost) => services
        .AddSingleton(provider => new Records(provider.GetRequiredService<SqliteLedger>()))
        .AddSingleton<AccountStore>()
        .AddSingleton<Sessions>()
        .AddSingleton<Tokens>()
        .AddSingleton<Links>()
        .AddSingleton(_ => new Passwords(passwordRounds))
        .AddSingleton<Attempts>()
        .AddSingleton<SecondFactors>()
        .AddSingleton<DeviceFlows>()
        .AddSingleton<SignInLog>()
        .AddSingleton<KnownDevices>()
        .AddSingleton<Pins>()
        .AddSingleton<PasskeyStore>()
        .AddSingleton(provider => new Passkeys(provider.GetRequiredService<PasskeyStore>(), publicHost, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<Credentials>()
        .AddSingleton<SignIn>();
}
