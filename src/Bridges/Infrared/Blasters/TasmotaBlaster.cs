using System.Globalization;
using System.Text.Json;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>
/// A Tasmota with an infrared diode: cmnd/TOPIC/IRSend carrier,times -> stat/TOPIC/RESULT {"IRSend":"Done"}; what it hears comes on
/// tele/TOPIC/RESULT {"IrReceived":{"RawData":...}} once SetOption58 is on; tele/TOPIC/LWT says whether it is there.
/// </summary>
internal sealed class TasmotaBlaster(BridgeSeat seat, string topic, string name, Action changed, Action<string> malformed) : Blaster(seat, IdOf(topic), "tasmota", name, changed)
{
    /// <summary>Bytes of its usual MQTT buffer, with the topic in it.</summary>
    private const int Buffer = 1_200;

    private const int MessageBytes = 16 * 1024;

    private readonly List<IDisposable> _subscriptions = [];
    private TaskCompletionSource<string>? _answer;

    internal static string IdOf(string topic) => $"tasmota:{topic}";

    internal override string Where => topic;

    internal override void Start()
    {
        base.Start();
        _subscriptions.Add(Seat.Client.Subscribe($"tele/{topic}/LWT", message => IsOnline = message.PayloadText == "Online"));
        _subscriptions.Add(Seat.Client.Subscribe($"stat/{topic}/RESULT", message => Take(message, TakeAnswer)));
        _subscriptions.Add(Seat.Client.Subscribe($"tele/{topic}/RESULT", message => Take(message, TakeHeard)));
    }

    protected override async Task<Fault?> EmitAsync(Signal signal, CancellationToken cancel)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{signal.CarrierHz},{TasmotaRaw.Write(signal)}");
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _answer, answer);
        try
        {
            if (!Seat.Client.Publish($"cmnd/{topic}/IRSend", text, Qos.AtLeastOnce, properties: Expiring)) return new Fault(ErrorCodes.DeviceOffline, $"the blaster {Name} is not connected");
            var said = await answer.Task.WaitAsync(InfraredLimits.Sending, Seat.Time, cancel);
            return said.StartsWith("Done", StringComparison.OrdinalIgnoreCase) ? null : new Fault(ErrorCodes.DeviceRefused, $"the blaster {Name} says: {said}");
        }
        catch (TimeoutException)
        {
            var why = text.Length + topic.Length + 20 > Buffer ? $"; the code has {text.Length} characters, and a usual Tasmota takes {Buffer}" : "";
            return new Fault(ErrorCodes.DeviceTimeout, $"the blaster {Name} did not answer{why}");
        }
        finally
        {
            Volatile.Write(ref _answer, null);
        }
    }

    /// <summary>Without this option it tells a number of what it heard and not the times.</summary>
    protected override Task<Fault?> ListenAsync(CancellationToken cancel) =>
        Task.FromResult(Seat.Client.Publish($"cmnd/{topic}/SetOption58", "1", Qos.AtLeastOnce, properties: Expiring) ? null : new Fault(ErrorCodes.DeviceOffline, $"the blaster {Name} is not connected"));

    /// <summary>What cannot be handed over at once must not be sent after the person was told that it was not.</summary>
    internal static readonly MessageProperties Expiring = new() { Expiry = InfraredLimits.Sending };

    private void Take(LocalMessage message, Action<JsonElement> take)
    {
        if (message.IsRetained) return;
        if (Json.Read(message.Payload, MessageBytes) is { } json) take(json);
        else malformed("tasmota");
    }

    private void TakeAnswer(JsonElement json)
    {
        var said = Json.Text(json, "IRSend") ?? (Json.Text(json, "Command") is { } command ? $"{command} command: it has no infrared" : null);
        if (said is not null) Volatile.Read(ref _answer)?.TrySetResult(said.Length <= 100 ? said : said[..100]);
    }

    private void TakeHeard(JsonElement json)
    {
        if (Json.Object(json, "IrReceived") is not { } heard || Ear.Learning is not { IsListening: true }) return;
        var signal = !heard.TryGetProperty("RawData", out var raw) ? Signal.Wrong("")
            : raw.ValueKind is JsonValueKind.String ? TasmotaRaw.Read(raw.GetString()!)
            : RawTimes.Read(raw.GetRawText());
        if (signal.Ok) Ear.Hear(signal.Value);
        else malformed("infrared");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        await base.DisposeAsync();
    }
}
