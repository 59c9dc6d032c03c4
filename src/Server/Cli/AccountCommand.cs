using System.CommandLine;
using Kith.Server.Accounts;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>kith account: help for somebody who is locked out; works on the folder, while the server is stopped.</summary>
internal static class AccountCommand
{
    internal static Command Make(CommonOptions common)
    {
        var list = new Command("list", "The accounts in the folder (--data)");
        list.Does((parsed, output, cancel) => WithAsync(common, parsed, async server =>
        {
            var accounts = await server.Services.GetRequiredService<AccountStore>().ListAsync();
            output.WriteTable(["USER", "NAME", "SINCE"], accounts.Select(account =>
                new[] { account.User, account.Name, $"{account.Created:yyyy-MM-dd}" }));
        }, cancel));

        var user = new Argument<string>("user") { Description = "The user name" };
        var link = new Command("link", "A one-time link to sign in without a password, good for an hour; then start the server and change the password in the app") { user };
        link.Does((parsed, output, cancel) => WithAsync(common, parsed, async server =>
        {
            var name = parsed.GetValue(user)!;
            var account = await server.Services.GetRequiredService<AccountStore>().FindAsync(name)
                ?? throw new CliError($"There is no account {name}.");
            var (ticket, _) = await server.Services.GetRequiredService<Links>().MakeAsync(LinkKind.SignIn, account.Id);
            output.WriteLine($"{common.UrlOf(parsed)}#/link/{ticket}");
        }, cancel));
        return new Command("account", "Accounts of this server, for its keeper: only while the server is stopped") { list, link };
    }

    /// <summary>Opens the folder with nothing listening but a free port of this machine.</summary>
    private static async Task WithAsync(CommonOptions common, ParseResult parsed, Func<KithServer, Task> work, CancellationToken cancel)
    {
        var options = common.Read(parsed);
        if (!Directory.Exists(options.Data)) throw new CliError($"There is no folder {options.Data}.");
        await using var server = await ServeCommand.StartAsync(options with { Http = Listen.Local(0), Mqtt = null, Mqtts = null,
            LogLevel = LogLevel.Warning }, cancel);
        await work(server);
    }
}
