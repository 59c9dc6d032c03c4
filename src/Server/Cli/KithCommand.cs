using System.CommandLine;

namespace Kith.Server.Cli;

/// <summary>The command line of Kith: its table of contents.</summary>
internal static class KithCommand
{
    internal static RootCommand Make()
    {
        var common = new CommonOptions();
        var root = new RootCommand(
            """
            Kith runs a home: devices of any maker connect, people see and control them, everything that happened can be looked up.

            First steps:
              kith demo                      a home that works, with simulated devices, to look around in
              kith serve                     your own home; the first start prints a link to set it up
              kith device list --home Home   what is in it (needs a token: app > account > tokens)
            """);
        common.AddTo(root);
        root.Subcommands.Add(ServeCommand.Make(common));
        root.Subcommands.Add(DemoCommand.Make(common));
        root.Subcommands.Add(SimulateCommand.Make(common));
        root.Subcommands.Add(BrokerCommand.Make(common));
        root.Subcommands.Add(HomeCommand.Make(common));
        root.Subcommands.Add(DeviceCommand.Make(common));
        root.Subcommands.Add(ConnectionsCommand.Make(common));
        root.Subcommands.Add(TailCommand.Make(common));
        root.Subcommands.Add(CertificateCommand.Make(common));
        root.Subcommands.Add(RuleCommand.Make(common));
        root.Subcommands.Add(ImportCommand.Make(common));
        root.Subcommands.Add(UnderstandCommand.Make());
        root.Subcommands.Add(ExplainCommand.Make(common));
        root.Subcommands.Add(TokenCommand.Make(common));
        root.Subcommands.Add(AccountCommand.Make(common));
        root.Subcommands.Add(SpecCommand.Make(common));
        root.Subcommands.Add(BridgesCommand.Make(common));
        root.Subcommands.Add(DataCommands.Check(common));
        root.Subcommands.Add(DataCommands.Backup(common));
        root.Subcommands.Add(DataCommands.Restore(common));
        return root;
    }

    /// <summary>Runs one command line; the answer is the exit code: 0 done, 1 refused or failed, 2 not understood.</summary>
    internal static Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? errors = null)
    {
        // The server stops by the host's own handling of SIGTERM and Ctrl-C, which waits for what is under way.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
        if (output is not null) configuration.Output = output;
        if (errors is not null) configuration.Error = errors;
        return Make().Parse(args).InvokeAsync(configuration);
    }
}
