using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>The program itself, given sockets that listen already, as systemd does it (sd_listen_fds(3)).</summary>
public sealed partial class InheritedSocketsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Opens a socket for each name, puts them at descriptor 3 and on, and becomes the program.</summary>
    private const string Launcher = """
        import os, socket, sys
        names = sys.argv[1].split(':')
        sockets = [socket.create_server(('127.0.0.1', 0)) for name in names]
        for at, each in enumerate(sockets): os.dup2(each.fileno(), 100 + at, inheritable=False)
        for at in range(len(names)): os.dup2(100 + at, 3 + at)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(names)), LISTEN_FDNAMES=sys.argv[1])
        os.execv(sys.argv[2], sys.argv[2:])
        """;

    [Theory]
    [InlineData("kestrel")]
    [InlineData("epoll")]
    public async Task Each_door_is_served_on_the_socket_of_its_name(string transport)
    {
        var folder = Directory.CreateTempSubdirectory("kith-sockets-");
        using var server = Start("mqtts:http:mqtt", "serve", "--data", folder.FullName, "--mqtt", "off", "--transport", transport);
        var said = new List<string>();
        while (said.LastOrDefault()?.Contains("#/setup/", StringComparison.Ordinal) is not true)
            said.Add(await server.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new Xunit.Sdk.XunitException(await server.StandardError.ReadToEndAsync()));
        var all = string.Join('\n', said);
        var (mqtt, mqtts) = (int.Parse(Mqtt().Match(all).Groups["port"].Value, CultureInfo.InvariantCulture), int.Parse(Mqtts().Match(all).Groups["port"].Value, CultureInfo.InvariantCulture));

        using var browser = new Browser(new Uri(Web().Match(all).Value));
        Assert.Equal(200, (await browser.GetAsync("/health")).Status);
        // Nobody knows these names and passwords: that a refusal comes is the proof that somebody serves there.
        foreach (var options in (MqttClientOptions[])[new() { Port = mqtt }, new() { Host = "localhost", Port = mqtts, UseTls = true, ValidateServer = (_, shown, _, _) => shown!.Subject == "CN=Kith" }])
        {
            await using var client = new MqttClient(options);
            Assert.Equal(ReasonCode.BadUserNameOrPassword, (await client.ConnectAsync()).Reason);
        }

        Assert.Equal(3, Regex.Count(all, "on a socket that systemd opened"));
        Assert.Contains($"({transport}", all, StringComparison.Ordinal);
        await StopAsync(server);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("http:telnet", "'telnet'")]
    [InlineData("mqtt:mqtt", "Two sockets")]
    public async Task What_cannot_be_served_is_named(string names, string said)
    {
        var folder = Directory.CreateTempSubdirectory("kith-sockets-");
        using var server = Start(names, "serve", "--data", folder.FullName);

        Assert.Contains(said, await server.StandardError.ReadToEndAsync().WaitAsync(Patience), StringComparison.Ordinal);
        await server.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(1, server.ExitCode);
        folder.Delete(recursive: true);
    }

    private static Process Start(string names, params string[] args) =>
        Process.Start(new ProcessStartInfo("python3", ["-c", Launcher, names, Repository.Program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task StopAsync(Process server)
    {
        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, server.ExitCode);
    }

    [GeneratedRegex(@"http://[^ /]+/(?= )")]
    private static partial Regex Web();

    [GeneratedRegex(@"over MQTT on port (?<port>\d+)")]
    private static partial Regex Mqtt();

    [GeneratedRegex(@"with TLS on port (?<port>\d+)")]
    private static partial Regex Mqtts();
}
