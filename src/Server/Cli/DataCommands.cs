using System.CommandLine;
using Kith.Ledger;
using Kith.Server.Composition;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Server.Cli;

/// <summary>kith check, backup and restore: care for the data folder, while the server is stopped.</summary>
internal static class DataCommands
{
    internal static Command Check(CommonOptions common)
    {
        var check = new Command("check", "Reads everything in the data folder and says what is damaged (while the server is stopped)");
        check.Does(async (parsed, output, cancel) =>
        {
            await using var ledger = await OpenAsync(common, parsed, cancel);
            var report = await ledger.CheckAsync(cancel);
            foreach (var finding in report.Findings) output.WriteLine(finding);
            if (report.Findings.Count > 0)
                throw new CliError($"{report.Findings.Count} things are damaged. A copy made by `kith backup` is put back by `kith restore`.");
            output.WriteLine($"Everything can be read: {report.Parts} parts of {report.Homes} homes.");
        });
        return check;
    }

    internal static Command Backup(CommonOptions common)
    {
        var to = new Argument<string>("file") { Description = "The copy, a new file" };
        var keys = new Option<string?>("--keys") { Description = "Copy the keys too, to a folder that is kept apart: without them a copy opens only on this machine", HelpName = "folder" };
        var backup = new Command("backup", "Copies the data (while the server is stopped). A home deleted later stays deleted: the copy holds no keys") { to, keys };
        backup.Does(async (parsed, output, cancel) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(to)!);
            if (File.Exists(file)) throw new CliError($"{file} is there already; name a new file.");
            await using var ledger = await OpenAsync(common, parsed, cancel);
            await ledger.BackupAsync(file, cancel);
            if (parsed.GetValue(keys) is { } folder) await ledger.BackupKeysAsync(Path.GetFullPath(folder), cancel);
            output.WriteLine($"{file}: {new FileInfo(file).Length / 1024} kB");
        });
        return backup;
    }

    internal static Command Restore(CommonOptions common)
    {
        var from = new Argument<string>("file") { Description = "A copy made by kith backup" };
        var restore = new Command("restore", "Puts a copy in the place of the data (while the server is stopped)") { from };
        restore.Does(async (parsed, output, cancel) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(from)!);
            if (!File.Exists(file)) throw new CliError($"There is no file {file}.");
            var folder = common.Read(parsed).Data;
            await Expected(folder, async () =>
            {
                await SqliteLedger.RestoreAsync(folder, file, House.Migrations, cancel);
                return true;
            });
            output.WriteLine($"{folder} is as it was in {Path.GetFileName(file)}.");
        });
        return restore;
    }

    private static Task<SqliteLedger> OpenAsync(CommonOptions common, ParseResult parsed, CancellationToken cancel)
    {
        var folder = common.Read(parsed).Data;
        if (!Directory.Exists(folder)) throw new CliError($"There is no folder {folder}.");
        return Expected(folder, () => SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, House.Migrations, TimeProvider.System,
            NullLogger.Instance, cancel));
    }

    /// <summary>The ledger's troubles in words.</summary>
    internal static async Task<T> Expected<T>(string folder, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (LedgerException trouble)
        {
            throw new CliError(trouble.Trouble switch
            {
                LedgerTrouble.InUse => $"{folder} is in use by another Kith. Stop that one, or choose another folder with --data.",
                LedgerTrouble.Newer => $"{folder} was written by a newer Kith. Run that version, or choose another folder with --data.",
                _ => $"{folder} cannot be opened: {trouble.Message}",
            });
        }
    }
}
