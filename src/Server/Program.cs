using Kith.Server.Cli;

return await KithCommand.RunAsync(args);
