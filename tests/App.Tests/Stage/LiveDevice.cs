using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Model.Values;
using Kith.Sdk;

namespace Kith.App.Tests.Stage;

/// <summary>A real device: paired with a code, connected over MQTT, doing what it is told.</summary>
internal sealed class LiveDevice : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DeviceOptions _options;
    private readonly DeviceCredential _credential;
    private readonly Dictionary<string, Value> _values;
    private readonly Channel<(string Address, Value Value)> _obeyed = Channel.CreateUnbounded<(string, Value)>();
    private readonly string[] _orders;
    private readonly SlowClock _clock = new();
    private KithDevice _device;
    private CancellationTokenSource _running = new();
    private Task _run = Task.CompletedTask;

    private LiveDevice(DeviceOptions options, DeviceCredential credential, Dictionary<string, Value> values, string[] orders)
    {
        (_options, _credential, _values, _orders) = (options, credential, values, orders);
        _device = new KithDevice(options, credential, _clock);
    }

    internal string Id => _credential.Device;

    /// <summary>By how much its clock is behind: what it reports was so that long ago.</summary>
    internal TimeSpan Behind { set => _clock.Behind = value; }

    /// <summary>What it answers to commands: null to obey, else the code of a refusal.</summary>
    internal string? Answer { get; set; }

    internal static DeviceOptions Options(KithProcess kith, string product, string name) =>
        new() { Product = $"kith-demo.{product}", Serial = $"{product}-{Guid.CreateVersion7():N}", Name = name, Host = "127.0.0.1", Port = kith.MqttPort, KeepAlive = TimeSpan.FromSeconds(5) };

    /// <summary>Pairs with a fresh code and connects.</summary>
    /// <param name="orders">Addresses that can be set or called and are not reported.</param>
    internal static async Task<LiveDevice> JoinAsync(KithProcess kith, HomeApi api, string product, string name, string room, Dictionary<string, Value> values, params string[] orders)
    {
        var pairing = await api.PostAsync("/pairings", new { room });
        return await JoinAsync(kith, pairing["code"]!.ToString(), product, name, values, orders);
    }

    internal static async Task<LiveDevice> JoinAsync(KithProcess kith, string code, string product, string name, Dictionary<string, Value> values, params string[] orders)
    {
        var options = Options(kith, product, name);
        var device = new LiveDevice(options, await Pairing.PairAsync(options, code), values, orders);
        await device.ConnectAsync();
        return device;
    }

    /// <summary>Waits with a code of its own until somebody claims it, and connects.</summary>
    internal static async Task<LiveDevice> WaitAsync(DeviceOptions options, string ownCode, Dictionary<string, Value> values)
    {
        var device = new LiveDevice(options, await Pairing.WaitAsync(options, ownCode).WaitAsync(Patience), values, []);
        await device.ConnectAsync();
        return device;
    }

    internal async Task ConnectAsync()
    {
        _running = new();
        _device = new KithDevice(_options, _credential, _clock);
        foreach (var address in _values.Keys)
        {
            _device.OnSet(address, value =>
            {
                if (Answer is { } code) throw new CommandRefusedException(code, "not today");
                _values[address] = value;
                _obeyed.Writer.TryWrite((address, value));
            });
        }
        foreach (var address in _orders)
        {
            _device.OnSet(address, value => _obeyed.Writer.TryWrite((address, value)));
            _device.OnCall(address, input =>
            {
                _obeyed.Writer.TryWrite((address, input.Values.FirstOrDefault()));
                return Task.FromResult<IReadOnlyDictionary<string, Value>?>(null);
            });
        }
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _device.Connected += () => connected.TrySetResult();
        _device.Report(_values);
        _run = _device.RunAsync(_running.Token);
        await connected.Task.WaitAsync(Patience);
    }

    internal void Report(string address, Value value)
    {
        _values[address] = value;
        _device.Report(address, value);
    }

    /// <summary>Says that something happened once, such as a press.</summary>
    internal void Say(string address) => _device.Event(address);

    /// <summary>Leaves as a device does that is switched off in order.</summary>
    internal async Task LeaveAsync()
    {
        await _running.CancelAsync();
        await _device.DisposeAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.Dispose();
    }

    /// <summary>Waits until it was told to set or call an address, and gives what to or with.</summary>
    internal async Task<Value> ObeyedAsync(string address, CancellationToken cancel)
    {
        await foreach (var (its, value) in _obeyed.Reader.ReadAllAsync(cancel))
            if (its == address) return value;
        throw new InvalidOperationException("nothing more is told");
    }

    /// <summary>Its value as the home has it.</summary>
    internal async Task<JsonNode?> InHomeAsync(HomeApi api, string address) => (await api.GetAsync($"/devices/{Id}"))["values"]?[address]?["v"];

    /// <summary>Waits until the home has what it last reported of an address: a report takes its way over a socket.</summary>
    internal async Task KnownAsync(HomeApi api, string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await InHomeAsync(api, address))?.ToString() != _values[address].ToString()) patience.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCancellationRequested) await LeaveAsync();
    }

    private sealed class SlowClock : TimeProvider
    {
        internal TimeSpan Behind { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Behind;
    }
}
