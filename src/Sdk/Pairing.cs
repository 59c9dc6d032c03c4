using System.Text;
using System.Text.Json;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Sdk;

/// <summary>A server did not take a device in.</summary>
/// <param name="code">The server's code: pairing.expired, spec.unknown, ...; server.unreachable when it did not answer.</param>
/// <param name="detail">What was wrong.</param>
public sealed class PairingException(string code, string detail) : Exception($"{code}: {detail}")
{
    /// <summary>The server's code.</summary>
    public string Code { get; } = code;
}

/// <summary>Joins a home with a code: a person made it in the app, or it stands on the device (docs/protocol.md, Pairing).</summary>
public static class Pairing
{
    /// <summary>How long the server has to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Trades a code for this device's own credential. The code works once.</summary>
    /// <exception cref="PairingException">The code is wrong or too old, the spec does not fit, or nobody answers.</exception>
    public static async Task<DeviceCredential> PairAsync(DeviceOptions options, string code, CancellationToken cancellation = default)
    {
        var reply = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new MqttClient(DeviceConnection.ClientOptions(options, "pair", code) with { OnMessage = message => reply.TrySetResult(message.Payload.ToArray()) });
        var connected = await client.ConnectAsync(cancellation);
        if (!connected.IsConnected)
            throw connected.Reason is ReasonCode.ServerUnavailable
                ? new PairingException("server.unreachable", $"{options.Host}:{options.Port} does not answer")
                : new PairingException("pairing.expired", "the code is wrong, used or too old");
        await AskAsync(client, options, cancellation);
        return Read(await AnswerAsync(reply.Task, cancellation));
    }

    /// <summary>
    /// Waits with the code that stands on this device, however long, until a person scans or types it; reconnects meanwhile.
    /// Choose it at random for each device, 8 to 24 digits: whoever knows it can claim the device while it waits.
    /// </summary>
    /// <exception cref="PairingException">A person claimed it, and the home does not take it in.</exception>
    public static async Task<DeviceCredential> WaitAsync(DeviceOptions options, string ownCode, CancellationToken cancellation = default)
    {
        var reply = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new MqttClient(DeviceConnection.ClientOptions(options, "setup", ownCode) with { OnMessage = message => reply.TrySetResult(message.Payload.ToArray()) });
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new ReconnectingClient(client, BackOff.Default, (_, token) => AskAsync(client, options, token), _ => false).RunAsync(waiting.Token);
        try
        {
            return Read(await reply.Task.WaitAsync(cancellation));
        }
        finally
        {
            await waiting.CancelAsync();
            await running;
        }
    }

    /// <summary>What the QR code on a device says that waits with a code of its own.</summary>
    public static string Label(DeviceOptions options, string ownCode) =>
        $"kith:device?code={Uri.EscapeDataString(ownCode)}&product={Uri.EscapeDataString(options.Product)}&id={Uri.EscapeDataString(options.Serial)}";

    private static async Task AskAsync(MqttClient client, DeviceOptions options, CancellationToken cancellation)
    {
        await client.SubscribeAsync("kith/pair/reply", Qos.AtLeastOnce, cancellation);
        var spec = options.SpecJson is { } json ? JsonDocument.Parse(json).RootElement : (JsonElement?)null;
        var request = JsonSerializer.SerializeToUtf8Bytes(new PairingRequest(options.Serial, options.Product, spec, options.Name, options.Certificate is null ? null : true), SdkJson.Default.PairingRequest);
        await client.PublishAsync("kith/pair/request", request, cancellationToken: cancellation);
    }

    private static async Task<byte[]> AnswerAsync(Task<byte[]> reply, CancellationToken cancellation)
    {
        try
        {
            return await reply.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new PairingException("server.unreachable", "the server took the request and did not answer");
        }
    }

    private static DeviceCredential Read(byte[] reply)
    {
        using var answer = JsonDocument.Parse(reply);
        if (answer.RootElement.TryGetProperty("code", out var code))
            throw new PairingException(code.GetString() ?? "", answer.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? "" : "");
        return JsonSerializer.Deserialize(reply, SdkJson.Default.DeviceCredential)
            ?? throw new PairingException("server.unreachable", $"an answer of {Encoding.UTF8.GetCharCount(reply)} characters makes no sense");
    }
}
