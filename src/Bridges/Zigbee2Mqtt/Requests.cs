using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>Requests to zigbee2mqtt itself: bridge/request/X with a transaction, answered on bridge/response/X, or never.</summary>
internal sealed class Requests(LocalClient client, string baseTopic, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Result<JsonElement>>> _waiting = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What it answered when it was done; device.refused with zigbee2mqtt's own words, device.timeout, or device.offline when nobody listens.</summary>
    internal async Task<Result<JsonElement>> AskAsync(string request, JsonObject arguments, TimeSpan? patience = null, CancellationToken cancel = default)
    {
        if (_waiting.Count >= ZigbeeLimits.Requests) return new Fault(ErrorCodes.ServerBusy, $"{ZigbeeLimits.Requests} requests wait for zigbee2mqtt already");
        var transaction = $"kith-{Interlocked.Increment(ref _count)}";
        var answer = new TaskCompletionSource<Result<JsonElement>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[transaction] = answer;
        try
        {
            arguments["transaction"] = transaction;
            if (!client.Publish($"{baseTopic}/bridge/request/{request}", arguments.ToJsonString(), Qos.AtLeastOnce, properties: Expiring))
                return new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt is not connected");
            return await answer.Task.WaitAsync(patience ?? ZigbeeLimits.RequestTimeout, time, cancel);
        }
        catch (TimeoutException)
        {
            return new Fault(ErrorCodes.DeviceTimeout, $"zigbee2mqtt did not answer {request}");
        }
        finally
        {
            _waiting.TryRemove(transaction, out _);
        }
    }

    /// <summary>A request that cannot be handed over at once must not take effect after we gave up on it.</summary>
    internal static readonly MessageProperties Expiring = new() { Expiry = ZigbeeLimits.RequestTimeout };

    internal void Answered(JsonElement response)
    {
        if (Json.Text(response, "transaction") is not { } transaction || !_waiting.TryGetValue(transaction, out var answer)) return;
        if (Json.Text(response, "status") == "ok") answer.TrySetResult(Json.Object(response, "data") ?? default);
        else answer.TrySetResult(new Fault(ErrorCodes.DeviceRefused, Json.Text(response, "error") ?? "zigbee2mqtt refused without a reason"));
    }
}
