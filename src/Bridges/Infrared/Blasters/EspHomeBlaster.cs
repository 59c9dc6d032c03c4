using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>
/// An ESPHome with the few lines of docs/bridges/infrared.md: PREFIX/ir/send {"id","carrier","code":[on,-off,...]} -> PREFIX/ir/sent id; what it
/// hears comes on PREFIX/ir/received as times with signs; PREFIX/status says whether it is there.
/// </summary>
internal sealed class EspHomeBlaster(BridgeSeat seat, string topic, string name, Action changed, Action<string> malformed) : Blaster(seat, IdOf(topic), "esphome", name, changed)
{
    private const int MessageBytes = 16 * 1024;

    private readonly List<IDisposable> _subscriptions = [];
    private TaskCompletionSource? _sent;
    private int _number;

    internal static string IdOf(string topic) => $"esphome:{topic}";

    internal override string Where => topic;

    internal override void Start()
    {
        base.Start();
        _subscriptions.Add(Seat.Client.Subscribe($"{topic}/status", message => IsOnline = message.PayloadText == "online"));
        _subscriptions.Add(Seat.Client.Subscribe($"{topic}/ir/sent", TakeSent));
        _subscriptions.Add(Seat.Client.Subscribe($"{topic}/ir/received", TakeHeard));
    }

    protected override async Task<Fault?> EmitAsync(Signal signal, CancellationToken cancel)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _sent, sent);
        var code = new JsonArray([.. signal.Timings.Select((time, place) => (JsonNode)(place % 2 == 0 ? time : -time))]);
        var message = new JsonObject { ["id"] = Interlocked.Increment(ref _number), ["carrier"] = signal.CarrierHz, ["code"] = code };
        try
        {
            if (!Seat.Client.Publish($"{topic}/ir/send", message.ToJsonString(), Qos.AtLeastOnce, properties: TasmotaBlaster.Expiring)) return new Fault(ErrorCodes.DeviceOffline, $"the blaster {Name} is not connected");
            await sent.Task.WaitAsync(InfraredLimits.Sending, Seat.Time, cancel);
            return null;
        }
        catch (TimeoutException)
        {
            return new Fault(ErrorCodes.DeviceTimeout, $"the blaster {Name} did not answer on {topic}/ir/sent");
        }
    }

    /// <summary>It always listens.</summary>
    protected override Task<Fault?> ListenAsync(CancellationToken cancel) => Task.FromResult<Fault?>(null);

    private void TakeSent(LocalMessage message)
    {
        if (!message.IsRetained && message.PayloadText == Volatile.Read(ref _number).ToString(CultureInfo.InvariantCulture)) Volatile.Read(ref _sent)?.TrySetResult();
    }

    private void TakeHeard(LocalMessage message)
    {
        if (message.IsRetained || Ear.Learning is not { IsListening: true }) return;
        if (message.Payload.Length <= MessageBytes && RawTimes.Read(message.PayloadText) is { Ok: true } heard) Ear.Hear(heard.Value);
        else malformed("infrared");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        await base.DisposeAsync();
    }
}
