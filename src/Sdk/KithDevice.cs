using System.Collections.Concurrent;
using System.Threading.Channels;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Sdk;

/// <summary>
/// A device in its home: register what it does with <see cref="OnSet(string, Action{Value})"/> and <see cref="OnCall"/>, say what is with <see cref="Report(string, Value)"/>,
/// and keep <see cref="RunAsync"/> running. It reconnects by itself, tells its whole state after each connect, and keeps reports
/// with their times until the home has them on disk.
/// </summary>
public sealed class KithDevice : IAsyncDisposable
{
    /// <summary>How long the last reports may take when the device stops: 2 s.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly DeviceCredential _credential;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Func<Value, Task>> _setters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<IReadOnlyDictionary<string, Value>, Task<IReadOnlyDictionary<string, Value>?>>> _actions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Value> _state = new(StringComparer.Ordinal);
    private readonly Channel<(string Topic, byte[] Payload)> _waiting;
    private readonly MqttClient _client;
    private long _dropped, _sent, _acknowledged;

    /// <summary>A device that is paired already; see <see cref="Pairing"/> for the first time.</summary>
    public KithDevice(DeviceOptions options, DeviceCredential credential, TimeProvider? time = null)
    {
        (_credential, _time) = (credential, time ?? TimeProvider.System);
        _waiting = Channel.CreateBounded<(string, byte[])>(
            new BoundedChannelOptions(options.MaxWaitingReports) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _client = new MqttClient(DeviceConnection.ClientOptions(options, credential.Username, credential.Password) with { OnMessage = Hear }, _time);
    }

    /// <summary>The device's id in its home.</summary>
    public string Id => _credential.Device;

    /// <summary>True while there is a connection to the server.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>Reports and events handed to the connection so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Those of them that the home has on disk.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Reports that were dropped because too many waited for a connection.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Connected and heard; also after each reconnect.</summary>
    public event Action? Connected;

    /// <summary>The home told something: an error about a report (code and detail as JSON), or that it forgets this device (forget).</summary>
    public event Action<string, string>? Told;

    /// <summary>Does what a person wants of a property, e.g. light.on. When it returns, the value holds and the person sees it; throw <see cref="CommandRefusedException"/> to refuse.</summary>
    public void OnSet(string address, Func<Value, Task> handler) => _setters[address] = handler;

    /// <inheritdoc cref="OnSet(string, Func{Value, Task})"/>
    public void OnSet(string address, Action<Value> handler) => _setters[address] = value =>
    {
        handler(value);
        return Task.CompletedTask;
    };

    /// <summary>Does an action, e.g. vacuum.start-sweep; gets its arguments and gives back its results by name, or null.</summary>
    public void OnCall(string address, Func<IReadOnlyDictionary<string, Value>, Task<IReadOnlyDictionary<string, Value>?>> handler) => _actions[address] = handler;

    /// <summary>Says what a property is now.</summary>
    public void Report(string address, Value value) => Report([new(address, value)]);

    /// <summary>Says what several properties are now, in one message.</summary>
    public void Report(IReadOnlyCollection<KeyValuePair<string, Value>> values)
    {
        foreach (var (address, value) in values) _state[address] = value;
        _waiting.Writer.TryWrite(($"kith/{Id}/report", DeviceMessages.Report(values, _time.GetUtcNow())));
    }

    /// <summary>Says that something happened once, e.g. left.click.</summary>
    public void Event(string address, IReadOnlyCollection<KeyValuePair<string, Value>>? arguments = null) =>
        _waiting.Writer.TryWrite(($"kith/{Id}/event/{address}", DeviceMessages.Event(arguments, _time.GetUtcNow())));

    /// <summary>
    /// Stays connected until cancelled, or until the server refuses the credential: then the device was removed and must be paired again.
    /// When cancelled, what waits still gets <see cref="Farewell"/> to arrive. Once per device object.
    /// </summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(CancellationToken cancellation = default)
    {
        using var connected = new CancellationTokenSource();
        var sending = SendAsync(connected.Token);
        var running = new ReconnectingClient(_client, BackOff.Default, GreetAsync, outcome => outcome.Reason is ReasonCode.BadUserNameOrPassword or ReasonCode.NotAuthorized)
            .RunAsync(connected.Token);
        await ((Task)running).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waiting.Writer.TryComplete();
        if (!running.IsCompleted) await sending.WaitAsync(Farewell, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connected.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (await running).Reason is ReasonCode.Success ? "stopped" : "the server no longer accepts this device's credential";
    }

    /// <summary>Leaves the server in order.</summary>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task GreetAsync(ConnectOutcome outcome, CancellationToken cancellation)
    {
        foreach (var down in (string[])["set", "call", "error", "forget", "update"])
            await _client.SubscribeAsync($"kith/{Id}/{down}", Qos.AtLeastOnce, cancellation);
        if (!_state.IsEmpty) _waiting.Writer.TryWrite(($"kith/{Id}/report", DeviceMessages.Report(_state, _time.GetUtcNow())));
        Connected?.Invoke();
    }

    /// <summary>One message after the other, each again until it is acknowledged: the home has it on disk then.</summary>
    private async Task SendAsync(CancellationToken cancellation)
    {
        await foreach (var (topic, payload) in _waiting.Reader.ReadAllAsync(cancellation))
        {
            Interlocked.Increment(ref _sent);
            ReasonCode reason;
            while ((reason = await _client.PublishAsync(topic, payload, cancellationToken: cancellation)) is ReasonCode.ServerUnavailable or ReasonCode.QuotaExceeded)
                await Task.Delay(TimeSpan.FromMilliseconds(200), _time, cancellation);
            if (!reason.IsError()) Interlocked.Increment(ref _acknowledged);
        }
    }

    private void Hear(MqttMessage message)
    {
        var verb = message.Topic[(message.Topic.LastIndexOf('/') + 1)..];
        if (verb is "set" or "call") _ = ObeyAsync(message.Payload);
        else Told?.Invoke(verb, System.Text.Encoding.UTF8.GetString(message.Payload.Span));
    }

    private async Task ObeyAsync(ReadOnlyMemory<byte> payload)
    {
        if (DeviceMessages.Command(payload) is not { } command) return;
        byte[] reply;
        try
        {
            reply = DeviceMessages.Done(command.Operation, await DoAsync(command.Action, command.Values));
        }
        catch (CommandRefusedException refused)
        {
            reply = DeviceMessages.Refused(command.Operation, refused.Code, refused.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The maker's handler is an edge: its bug must not end the device, and the person hears of it.
            reply = DeviceMessages.Refused(command.Operation, "device.refused", failure.Message);
        }
        await _client.PublishAsync($"kith/{Id}/reply", reply);
    }

    private async Task<IReadOnlyDictionary<string, Value>?> DoAsync(string? action, IReadOnlyDictionary<string, Value> values)
    {
        if (action is not null)
            return _actions.TryGetValue(action, out var act) ? await act(values) : throw new CommandRefusedException("action.unknown", $"this device does not do {action}");
        foreach (var (address, value) in values)
        {
            if (!_setters.TryGetValue(address, out var set)) throw new CommandRefusedException("property.not_writable", $"this device does not set {address}");
            await set(value);
            _state[address] = value;
        }
        return null;
    }
}
