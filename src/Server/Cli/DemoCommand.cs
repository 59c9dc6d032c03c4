using System.CommandLine;
using Kith.Homes;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Server.Accounts;
using Kith.Server.Composition;
using Kith.Server.Simulation;

namespace Kith.Server.Cli;

/// <summary>kith demo: a home that works, made afresh.</summary>
internal static class DemoCommand
{
    internal static Command Make(CommonOptions common)
    {
        var demo = new Command("demo", "Runs Kith on a fresh folder with a demo household of simulated devices and two weeks of history, and prints a link to sign in");
        var language = new Option<string>("--language") { Description = "What the household speaks: en or zh",
            DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh");
        demo.Options.Add(language);
        demo.Does(async (parsed, output, cancel) =>
        {
            var options = common.Read(parsed);
            var given = parsed.GetValue(common.Data) is not null;
            if (!given) options = options with { Data = Directory.CreateTempSubdirectory("kith-demo-").FullName };
            else if (Directory.Exists(options.Data) && Directory.EnumerateFileSystemEntries(options.Data).Any())
                throw new CliError($"{options.Data} is not empty, and a demo begins afresh. Name another folder, or leave --data out.");
            try
            {
                await ServeCommand.RunAsync(options, output, (server, to) => GreetAsync(server, parsed.GetValue(language)!, to), cancel);
            }
            finally
            {
                if (!given) Directory.Delete(options.Data, recursive: true);
            }
        });
        return demo;
    }

    /// <summary>Makes the owner (with a password nobody knows), the household and its past, then says where it is.</summary>
    private static async Task<IAsyncDisposable?> GreetAsync(KithServer server, string language, TextWriter output)
    {
        output.WriteLine($"Kith {Api.SystemApi.Version} listens at {server.Address}; telling two weeks of the household's past ...");
        await output.FlushAsync();
        var services = server.Services;
        var time = services.GetRequiredService<TimeProvider>();
        var password = await services.GetRequiredService<Passwords>().HashAsync(Ticket.New().Secret);
        var owner = new Account(AccountId.New(), "demo", "Alex", language, password, time.GetUtcNow());
        await services.GetRequiredService<AccountStore>().WriteAsync(owner);
        var demo = await Demo.StartAsync(services.GetRequiredService<HomeHost>(), services.GetRequiredService<Library>(), owner.Id,
            owner.Name, language, server.MqttPort, time);
        var (ticket, _) = await services.GetRequiredService<Links>().MakeAsync(LinkKind.SignIn, owner.Id);
        output.WriteLine($"The demo household is ready: {Household.Devices.Count} devices in {Household.Rooms.Count} rooms.");
        output.WriteLine($"Sign in, once:  {server.Address}#/link/{ticket}");
        return demo;
    }
}
