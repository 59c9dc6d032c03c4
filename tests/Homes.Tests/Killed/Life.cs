using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Ledger;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Homes.Tests.Killed;

/// <summary>
/// The child of <see cref="KillTests"/>: real homes on a real ledger, whose devices and programs outside are lines over a socket, until it is killed.
/// It hears "ask number what ..." and says "ok number answer"; it says "do operation device values" and "post number json", and hears "done" of them.
/// </summary>
public sealed class Life : IDeviceLink, IOutside
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, TaskCompletionSource<string>> _posts = [];
    private readonly HomeHost _host;
    private readonly HomeId _home;
    private readonly Caller _owner;
    private int _post;

    private Life(HomeHost host, HomeId home, AccountId owner) => (_host, _home, _owner) = (host, home, new Caller(owner, Scopes.All, "test", Confirmed: true));

    /// <summary>Short, so that many lives fit into a minute.</summary>
    internal static HomesOptions Options => new()
    {
        Sweep = TimeSpan.FromMilliseconds(10), DevicesReturn = TimeSpan.FromMilliseconds(50), CommandTimeout = TimeSpan.FromSeconds(1), NoticesPerMinute = 100_000,
    };

    public static async Task<int> LiveAsync(string folder, string port, string home, string owner)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture));
        await using var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, HomeHost.Migrations, TimeProvider.System, NullLogger.Instance);
        await using var host = new HomeHost(ledger, Options, TimeProvider.System, NullLogger<HomeHost>.Instance);
        var life = new Life(host, HomeId.Parse(home), AccountId.Parse(owner));
        host.AddLink("test", life);
        host.AddOutside(life);
        await host.AwakeAsync();
        await Task.WhenAny(life.SpeakAsync(socket.GetStream()), life.HearAsync(socket.GetStream()));
        return 0;
    }

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        Say($"do {operation.Id} {device.Id} {operation.Values!.First().Value}");
        return null;
    }

    public void Forget(HomeId home, Device device) { }

    public Task<string> CallAsync(HomeId home, HookMethod method, Uri address, string? json, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string number;
        lock (_posts) _posts[number = $"{++_post}"] = answer;
        Say($"post {number} {json}");
        return answer.Task;
    }

    private void Say(string line) => _lines.Writer.TryWrite(line);

    private async Task SpeakAsync(NetworkStream stream)
    {
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        await foreach (var line in _lines.Reader.ReadAllAsync()) await writer.WriteLineAsync(line);
    }

    private async Task HearAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
            switch (line.Split(' ', 4))
            {
                case ["posted", var number]:
                    lock (_posts) _posts[number].SetResult("done");
                    break;
                case ["done", var operation, var device]: _host.Reply(_home, DeviceId.Parse(device), OperationId.Parse(operation), Outcome.Done); break;
                case [var what, var number, var device, var rest]: _ = AnswerAsync(number, what, device, rest); break;
            }
    }

    private async Task AnswerAsync(string number, string what, string subject, string rest) => Say($"ok {number} {await (what switch
    {
        "come" => ComeAsync(DeviceId.Parse(subject)),
        "report" => ReportAsync(DeviceId.Parse(subject), rest),
        "acted" => ActedAsync(RuleId.Parse(subject)),
        "running" => RunningAsync(RuleId.Parse(subject)),
        "arm" => ArmAsync(DeviceId.Parse(subject), rest),
        _ => ReadAsync(DeviceId.Parse(subject), rest),
    })}");

    private async Task<string> ComeAsync(DeviceId device)
    {
        var receipt = new AwaitedReceipt();
        _host.Presence(_home, device, true, receipt);
        await receipt.Verdict;
        return "";
    }

    private async Task<string> ReportAsync(DeviceId device, string json)
    {
        var receipt = new AwaitedReceipt();
        _host.Report(_home, device, Encoding.UTF8.GetBytes(json), receipt);
        return $"{(await receipt.Verdict).Faults?.Count ?? 0}";
    }

    private async Task<string> ActedAsync(RuleId rule) => $"{(await KilledHome.TracesAsync(_host, _home, _owner, rule)).Count}";

    private async Task<string> RunningAsync(RuleId rule) => $"{(await _host.RuleAsync(_home, _owner, rule)).Value.Running}";

    private async Task<string> ArmAsync(DeviceId alarm, string mode) =>
        (await _host.SetAsync(_home, _owner, alarm, new Dictionary<string, Value> { ["arming.mode"] = Value.Of(long.Parse(mode, CultureInfo.InvariantCulture)) })).Value.Outcome.Kind.ToString();

    private async Task<string> ReadAsync(DeviceId device, string address) => (await _host.DeviceAsync(_home, _owner, device)).Value.Values[address].V.ToString();
}
