using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Bridges.Matter.Wire;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Matter;

/// <summary>
/// The Matter devices of one home. Keeps a controller running (or calls a server), and hands what it tells on:
///   nodes and their attributes -> <see cref="MatterDevices"/>     commands -> <see cref="CommandRunner"/>
///   devices of the home to be shown elsewhere -> <see cref="Showing.Showcase"/>
/// </summary>
internal sealed partial class MatterBridge : ConnectedBridge
{
    private readonly BridgeSeat _seat;
    private readonly MatterSettings _settings;
    private readonly CancellationTokenSource _stop = new();
    private readonly MatterDevices _devices;
    private readonly CommandRunner _commands;
    private readonly Showing.Showcase _showcase;
    private readonly ControllerProgram _program;
    private Task _running = Task.CompletedTask;
    private volatile MatterClient? _client;
    private volatile BoxedState _state = new(BridgeLink.Waiting, "starting");
    private volatile string? _lastError;
    private long _malformed;

    internal MatterBridge(BridgeSeat seat)
    {
        _seat = seat;
        // What does not fit was refused when it was set; a record of an older version opens with Kith's own.
        _settings = MatterSettings.Read(seat.Record.Settings) is { Ok: true } read ? read.Value : new MatterSettings((Uri?)null);
        _devices = new MatterDevices(seat, AskAsync, Wrong);
        _commands = new CommandRunner(AskAsync, _devices);
        _showcase = new Showing.Showcase(seat, AskAsync, Wrong);
        _program = new ControllerProgram(seat.Folder, Path.Combine(seat.Folder, "..", "..", "matter-packages"));
    }

    internal override BridgeStatus Status => new(
        _state.Link, _devices.Count, _devices.Newcomers, _client?.Version, null, _lastError, Interlocked.Read(ref _malformed),
        new JsonObject { ["stage"] = _state.Stage, ["pairing"] = _pairing, ["nodes"] = _devices.Nodes, ["showing"] = _showcase.Describe(_client?.ShowsDevices ?? _settings.Server is null) });

    internal override void Start()
    {
        _running = Task.WhenAll(RunAsync(), _devices.RunAsync(_stop.Token), _showcase.RunAsync(_stop.Token));
        Listens();
    }

    internal override Fault? Deliver(Device device, Spec spec, Operation operation) =>
        _client is null ? new Fault(ErrorCodes.DeviceOffline, "the Matter controller is not connected") : _commands.Send(device.NativeId, operation, _stop.Token);

    internal override void Forget(Device device) => _ = _devices.ForgetAsync(device.NativeId, _stop.Token);

    private async Task RunAsync()
    {
        var pause = MatterLimits.Again;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(() => pause = MatterLimits.Again);
                _state = new BoxedState(BridgeLink.Offline, "again");
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The connection's edge: the controller is another program, and whatever it does is over when it is started again.
                _state = new BoxedState(failure is ProgramMissingException ? BridgeLink.Waiting : BridgeLink.Offline, failure is ProgramMissingException ? "missing" : "again");
                Wrong(failure.Message);
                LogFailed(_seat.Logger, _seat.Via, failure.Message);
            }
            _devices.Leave();
            try
            {
                await Task.Delay(pause, _seat.Time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            pause = pause * 2 < MatterLimits.AgainAtMost ? pause * 2 : MatterLimits.AgainAtMost;
        }
    }

    /// <summary>From the start of the controller to its end.</summary>
    private async Task ServeAsync(Action connected)
    {
        Process? process = null;
        MatterClient? client = null;
        try
        {
            if (_settings.Server is null) process = await _program.StartAsync(stage => _state = new BoxedState(_state.Link, stage), _stop.Token);
            client = await MatterClient.CallAsync(_settings.Server ?? new Uri("ws://kith/ws"), process is null ? null : _program.Socket, _seat.Network, _stop.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            // In order, and never so many that a broken controller fills the memory: the socket waits.
            var happenings = Channel.CreateBounded<(string Name, JsonElement Data)>(10_000);
            var reading = client.RunAsync((name, data) => { if (!happenings.Writer.TryWrite((name, data))) throw new IOException("the Matter controller tells more than can be heard"); }, () => Malformed("message"), over.Token);
            var listening = await client.AskAsync("start_listening", [], MatterLimits.Patience, over.Token);
            if (listening.Fault is { } fault) throw new IOException(fault.Detail);
            _client = client;
            await _devices.AllAsync(listening.Value, Malformed);
            (_state, _lastError) = (new BoxedState(BridgeLink.Online, "online"), null);
            connected();
            LogConnected(_seat.Logger, _seat.Via, client.Version ?? "?");
            _showcase.Connected(client.ShowsDevices);
            var taking = TakeAsync(happenings.Reader, over.Token);
            await Task.WhenAny(reading, taking);
            await over.CancelAsync();
            happenings.Writer.TryComplete();
            await Task.WhenAll(reading, taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stop.IsCancellationRequested) Wrong(process is null ? "the Matter server ended the connection" : _program.LastWords());
        }
        finally
        {
            _client = null;
            _showcase.Connected(false);
            if (client is not null) await client.DisposeAsync();
            if (process is not null) await ControllerProgram.StopAsync(process);
        }
    }

    private async Task TakeAsync(ChannelReader<(string Name, JsonElement Data)> happenings, CancellationToken cancel)
    {
        await foreach (var (name, data) in happenings.ReadAllAsync(cancel))
        {
            _seat.Metrics.Used();
            if (name == "kith_progress") _pairing = MatterClient.Text(data, "stage");
            else if (!_showcase.Take(name, data) && !await _devices.TakeAsync(name, data)) Malformed(name);
        }
    }

    private Task<Result<JsonElement>> AskAsync(string command, JsonObject arguments, TimeSpan patience, CancellationToken cancel) =>
        _client is { } client ? client.AskAsync(command, arguments, patience, cancel) : Task.FromResult<Result<JsonElement>>(new Fault(ErrorCodes.DeviceOffline, "the Matter controller is not connected"));

    private void Wrong(string what) => _lastError = what.Length <= 300 ? what : what[..300];

    private void Malformed(string what)
    {
        _seat.Metrics.Malformed(what);
        // Once per power of two: a broken program must not fill the log.
        var count = Interlocked.Increment(ref _malformed);
        if ((count & (count - 1)) == 0) LogMalformed(_seat.Logger, _seat.Via, what, count);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _devices.Leave();
        _devices.Dispose();
        _seat.Client.Dispose();
        _stop.Dispose();
    }

    private sealed record BoxedState(BridgeLink Link, string Stage);

    [LoggerMessage(6200, LogLevel.Information, "{Via} is connected to {Version}")]
    private static partial void LogConnected(ILogger logger, string via, string version);

    [LoggerMessage(6201, LogLevel.Warning, "The controller of {Via} does not run: {Why}")]
    private static partial void LogFailed(ILogger logger, string via, string why);

    [LoggerMessage(6202, LogLevel.Warning, "{Via} told what could not be read: {What}, {Count} so far")]
    private static partial void LogMalformed(ILogger logger, string via, string what, long count);
}
