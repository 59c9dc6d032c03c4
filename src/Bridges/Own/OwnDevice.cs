using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Own;

/// <summary>One described device at work: it listens to its topics and asks its addresses, tells the home, and sends what is asked for.</summary>
internal sealed class OwnDevice : IAsyncDisposable
{
    /// <summary>A command that cannot be handed over at once must not take effect after the person was told that it timed out.</summary>
    private static readonly MessageProperties Expiring = new() { Expiry = TimeSpan.FromSeconds(5) };

    private readonly BridgeSeat _seat;
    private readonly HttpClient _http;
    private readonly BridgedDevice _device;
    private readonly Action _malformed;
    private readonly Dictionary<string, List<(string Address, OwnRead Read, Selector Place)>> _byTopic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Address, OwnRead Read, Selector Place)>> _byGet = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _subscriptions = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _ask = new(0, 1);
    private Task _asking = Task.CompletedTask;

    internal OwnDevice(BridgeSeat seat, HttpClient http, OwnDocument document, Spec spec, BridgedDevice device, Action malformed)
    {
        (_seat, _http, Document, Spec, _device, _malformed) = (seat, http, document, spec, device, malformed);
        foreach (var (address, property) in document.Properties ?? new Dictionary<string, OwnProperty>())
            if (property.Read is { } read)
            {
                var (reads, key) = read.Topic is { } topic ? (_byTopic, topic) : (_byGet, read.Get!);
                if (!reads.TryGetValue(key, out var list)) reads[key] = list = [];
                list.Add((address, read, Selector.Parse(read.Path)!));
            }
    }

    internal OwnDocument Document { get; }

    internal Spec Spec { get; }

    /// <summary>Why it does not answer; null while it does.</summary>
    internal string? Trouble { get; private set; }

    internal DateTimeOffset? Heard { get; private set; }

    internal void Start()
    {
        foreach (var (topic, reads) in _byTopic) _subscriptions.Add(_seat.Client.Subscribe(topic, message => Take(message.Payload, reads)));
        foreach (var topic in (Document.Events ?? new Dictionary<string, OwnEvent>()).GroupBy(row => row.Value.Topic))
            _subscriptions.Add(_seat.Client.Subscribe(topic.Key, message => Happen(message, [.. topic])));
        if (Document.Available is { } available) _subscriptions.Add(_seat.Client.Subscribe(available.Topic, message => TakeAvailability(message.Payload, available)));
        if (_byGet.Count > 0) _asking = AskAsync();
    }

    internal Fault? Send(Operation operation)
    {
        if (operation.Kind is OperationKind.Call)
        {
            if (Document.Actions?.GetValueOrDefault(operation.Address!) is not { } action) return new Fault(ErrorCodes.ActionUnknown, $"its description has no {operation.Address}", operation.Address);
            return Deliver(operation, [(action, action.Body ?? "")], []);
        }
        var sends = new List<(OwnSend, string)>();
        var awaited = new List<string>();
        foreach (var (address, value) in operation.Values!)
        {
            if (Document.Properties?.GetValueOrDefault(address) is not { Write: { } write } own) return new Fault(ErrorCodes.PropertyNotWritable, $"its description does not write {address}", address);
            sends.Add((write, OwnValue.Body(value, write, own.Read, Spec.FindProperty(address)!)));
            if (own.Read is not null) awaited.Add(address);
        }
        return Deliver(operation, sends, awaited);
    }

    private Fault? Deliver(Operation operation, List<(OwnSend Send, string Body)> sends, List<string> awaited)
    {
        if (sends.Exists(row => row.Send.Topic is null))
        {
            _ = CallAllAsync(operation, sends, awaited);
            return null;
        }
        _device.Await(operation, awaited, Same);
        foreach (var (send, body) in sends)
            if (!_seat.Client.Publish(send.Topic!, body, Qos.AtLeastOnce, send.Retain, send.Retain ? null : Expiring)) return new Fault(ErrorCodes.DeviceOffline, "the message could not be handed over");
        return null;
    }

    private async Task CallAllAsync(Operation operation, List<(OwnSend Send, string Body)> sends, List<string> awaited)
    {
        foreach (var (send, body) in sends)
        {
            if (send.Topic is { } topic)
            {
                _seat.Client.Publish(topic, body, Qos.AtLeastOnce, send.Retain, send.Retain ? null : Expiring);
                continue;
            }
            var method = send.Get is not null ? HttpMethod.Get : send.Put is not null ? HttpMethod.Put : HttpMethod.Post;
            // In an address the value stands as an address can have it.
            var path = (send.Get ?? send.Put ?? send.Post)!.Replace("{value}", Uri.EscapeDataString(body), StringComparison.Ordinal);
            var (answer, why) = await CallAsync(method, path, send.Get is null ? body : null);
            if (answer is not null) continue;
            _device.Refuse(operation.Id, new Fault(ErrorCodes.DeviceRefused, why!));
            return;
        }
        if (awaited.Count == 0) _device.Done(operation.Id);
        else
        {
            _device.Await(operation, awaited, Same);
            if (_ask.CurrentCount == 0) _ask.Release();
        }
    }

    /// <summary>What comes back may be rounded to the device's own step.</summary>
    private bool Same(string address, Value asked, Value told) =>
        asked == told || (Spec.FindProperty(address) is { Format: Format.Float } property && Math.Abs(asked.AsDouble() - told.AsDouble()) <= (property.Range?.Step ?? 0.01) / 2 + 1e-9);

    private void Take(ReadOnlyMemory<byte> payload, List<(string Address, OwnRead Read, Selector Place)> reads)
    {
        if (payload.Length > OwnLimits.MessageBytes)
        {
            _malformed();
            return;
        }
        using var json = Parse(payload);
        var values = new List<KeyValuePair<string, Value>>();
        foreach (var (address, read, place) in reads)
            if (place.Find(payload, json) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } raw && Spec.FindProperty(address) is { } property
                && OwnValue.Read(raw, read, property) is { IsNone: false } value) values.Add(KeyValuePair.Create(address, value));
        if (values.Count == 0)
        {
            if (json is null) _malformed();
            return;
        }
        Heard = _seat.Time.GetUtcNow();
        if (Document.Available is null) _device.There(true);
        _device.Tell(values);
    }

    private void Happen(LocalMessage message, IReadOnlyList<KeyValuePair<string, OwnEvent>> events)
    {
        // What a broker kept tells how things are, not that a button was pressed.
        if (message.IsRetained || message.Payload.Length > OwnLimits.MessageBytes) return;
        using var json = Parse(message.Payload);
        foreach (var (address, its) in events)
            if (its.Is is null || OwnValue.TextOf(Selector.Parse(its.Path)!.Find(message.Payload, json)) == its.Is) _device.Happened(address);
    }

    private void TakeAvailability(ReadOnlyMemory<byte> payload, OwnAvailability available)
    {
        if (payload.Length > OwnLimits.MessageBytes) return;
        using var json = Parse(payload);
        var said = OwnValue.TextOf(Selector.Parse(available.Path)!.Find(payload, json));
        if (said == available.Online) _device.There(true);
        else if (said == available.Offline) _device.There(false);
    }

    private async Task AskAsync()
    {
        try
        {
            while (true)
            {
                await AskOnceAsync();
                await _ask.WaitAsync(TimeSpan.FromSeconds(Document.Http!.Every), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The device goes.
        }
    }

    private async Task AskOnceAsync()
    {
        foreach (var (path, reads) in _byGet)
        {
            var (answer, why) = await CallAsync(HttpMethod.Get, path, null);
            Trouble = why;
            if (answer is null)
            {
                _device.There(false);
                return;
            }
            Take(answer, reads);
        }
        _device.There(true);
    }

    /// <summary>The answer's body; or why there is none.</summary>
    private async Task<(byte[]? Body, string? Why)> CallAsync(HttpMethod method, string path, string? body)
    {
        try
        {
            using var request = new HttpRequestMessage(method, Document.Http!.Base.TrimEnd('/') + path);
            foreach (var (name, value) in Document.Http.Headers ?? new Dictionary<string, string>()) request.Headers.TryAddWithoutValidation(name, value);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, IsJson(body) ? "application/json" : "text/plain");
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            if (response.StatusCode is < HttpStatusCode.OK or >= HttpStatusCode.MultipleChoices) return (null, $"{method} {path}: HTTP {(int)response.StatusCode}");
            var bytes = new byte[OwnLimits.MessageBytes + 1];
            await using var stream = await response.Content.ReadAsStreamAsync(_stop.Token);
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, _stop.Token);
            return read > OwnLimits.MessageBytes ? (null, $"{method} {path}: more than {OwnLimits.MessageBytes} bytes") : (bytes[..read], null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidOperationException || (failure is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            // The connection's edge: why it does not answer is for people to read.
            return (null, $"{method} {path}: {(failure is OperationCanceledException ? "no answer" : failure.Message)}");
        }
    }

    private static bool IsJson(string body) => body.Length > 0 && body[0] is '{' or '[';

    private static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return payload.IsEmpty ? null : JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = OwnLimits.JsonDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>For a test: what each readable property says now, or that nothing came.</summary>
    internal async Task<JsonObject> TestAsync(CancellationToken cancel)
    {
        if (_byGet.Count > 0) await AskOnceAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(OwnLimits.Test);
        var readable = Document.Properties?.Where(row => row.Value.Read is not null).Select(row => row.Key).ToList() ?? [];
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (readable.Exists(address => _device.Told(address).IsNone) && Trouble is null) await look.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Listened long enough.
        }
        return new JsonObject
        {
            ["trouble"] = Trouble,
            ["values"] = new JsonObject(readable.Select(address => KeyValuePair.Create<string, JsonNode?>(address, _device.Told(address) is { IsNone: false } value ? Products.RawValue.Node(value) : null))),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        await _stop.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _ask.Dispose();
    }
}
