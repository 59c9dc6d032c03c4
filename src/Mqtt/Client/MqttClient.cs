using System.Text;
using System.Threading.Channels;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>
/// An MQTT 3.1.1 and 5 client for devices and tools. It holds no thread, and no buffer while idle. Expected failures are values, never
/// exceptions. After a connection ended the same client may connect again; it does not by itself: see <see cref="ReconnectingClient"/>.
/// </summary>
public sealed class MqttClient(MqttClientOptions options, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private ClientConnection? _connection;
    private Channel<MqttMessage>? _messages;
    private HashSet<ushort>? _unreleased;

    public MqttClientOptions Options { get; } = options;

    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    public bool IsConnected => _connection is { Ended.IsCompleted: false };

    /// <summary>Completes when the present connection ends; when there is none it has completed.</summary>
    public Task<Disconnection> Ended => _connection?.Ended ?? Task.FromResult(new Disconnection(ReasonCode.Success, false, null));

    /// <summary>Received messages when no <see cref="MqttClientOptions.OnMessage"/> is given.</summary>
    public ChannelReader<MqttMessage> Messages => Channel.Reader;

    public async Task<ConnectOutcome> ConnectAsync(CancellationToken cancellationToken = default)
    {
        if (IsConnected)
        {
            throw new InvalidOperationException("Already connected");
        }
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stream = await ClientTransport.OpenAsync(Options, linked.Token);
            var connection = new ClientConnection(this, stream);
            connection.Start(ConnectRequest.From(Options));
            ConnackPacket connack;
            try
            {
                connack = await connection.Connack.WaitAsync(linked.Token);
            }
            catch (OperationCanceledException)
            {
                connection.Dispose();
                throw;
            }
            return Enter(connection, connack);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection's edge: no route, refused, TLS not trusted, time over.
            return new ConnectOutcome(ReasonCode.ServerUnavailable, false, Options.ClientId, exception.Message);
        }
    }

    /// <summary>
    /// Sends and, for QoS 1 and 2, waits for the broker's answer. Call it again without awaiting to have many in flight; they leave in
    /// the order of the calls. Leave the payload unchanged until then. When the connection ends first:
    /// <see cref="ReasonCode.ServerUnavailable"/>; the message may or may not have arrived. Cancelling ends the waiting, not the message.
    /// </summary>
    public async Task<ReasonCode> PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, Qos qos = Qos.AtLeastOnce, bool retain = false, MessageProperties? properties = null,
        CancellationToken cancellationToken = default)
    {
        if (qos == Qos.AtMostOnce)
        {
            return Publish(topic, payload.Span, retain, properties) ? ReasonCode.Success : ReasonCode.QuotaExceeded;
        }
        if (_connection is not { } connection)
        {
            return ReasonCode.ServerUnavailable;
        }
        var request = new PublishRequest(topic, payload, qos, retain, properties);
        connection.Window.Submit(request);
        return await request.Pending.Task.WaitAsync(cancellationToken);
    }

    public Task<ReasonCode> PublishAsync(
        string topic, string payload, Qos qos = Qos.AtLeastOnce, bool retain = false, CancellationToken cancellationToken = default)
        => PublishAsync(topic, Encoding.UTF8.GetBytes(payload), qos, retain, null, cancellationToken);

    /// <summary>
    /// Queues a QoS 0 message. False = not connected, or the queue to the broker is full, or larger than the broker takes.
    /// </summary>
    public bool Publish(string topic, ReadOnlySpan<byte> payload, bool retain = false, MessageProperties? properties = null)
        => _connection is { } connection && connection.Outgoing.HasRoom(topic.Length + payload.Length + 16)
            && connection.Window.Write(topic, payload, 0, Qos.AtMostOnce, retain, properties);

    /// <summary>Granted QoS as 0 to 2, or why not.</summary>
    public Task<ReasonCode> SubscribeAsync(string filter, Qos qos = Qos.AtMostOnce, CancellationToken cancellationToken = default)
        => SubscribeAsync(new SubscribeRequest(filter, qos), cancellationToken);

    public async Task<ReasonCode> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken = default)
    {
        var pending = new Pending { AwaitedType = PacketType.Suback };
        if (_connection is not { } connection || !connection.Pending.TryAdd(pending, out var packetId))
        {
            return ReasonCode.ServerUnavailable;
        }
        connection.Touch();
        connection.Outgoing.Write(
            (request, packetId, Options.Version),
            static (output, state) => SubscribeWriter.Subscribe(
                output, state.packetId, state.request.Filter, state.request.Options, state.request.Identifier, state.Version));
        return await pending.Task.WaitAsync(cancellationToken);
    }

    public async Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken cancellationToken = default)
    {
        var pending = new Pending { AwaitedType = PacketType.Unsuback };
        if (_connection is not { } connection || !connection.Pending.TryAdd(pending, out var packetId))
        {
            return ReasonCode.ServerUnavailable;
        }
        connection.Touch();
        connection.Outgoing.Write(
            (filter, packetId, Options.Version),
            static (output, state) => SubscribeWriter.Unsubscribe(output, state.packetId, state.filter, state.Version));
        return await pending.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Leaves in order: what was queued goes out, then DISCONNECT. <see cref="ReasonCode.DisconnectWithWill"/> asks for the will.
    /// </summary>
    public async Task DisconnectAsync(ReasonCode reason = ReasonCode.Success)
    {
        if (_connection is not { } connection)
        {
            return;
        }
        if (connection.Outgoing.Write(
            (reason, Options.Version),
            static (output, state) => DisconnectPacket.Write(output, state.reason, state.Version)))
        {
            await connection.DrainAsync();
        }
        connection.End(new Disconnection(ReasonCode.Success, false, null));
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        _messages?.Writer.TryComplete();
    }

    /// <summary>Cuts the connection without a word, as a device that loses power does; for tests and simulations.</summary>
    public void Abandon() => _connection?.End(new Disconnection(ReasonCode.Success, false, "Abandoned"));

    /// <summary>Whether a QoS 2 message has not been delivered before; true remembers it until its PUBREL (MQTT-4.3.3-10).</summary>
    internal bool IsFirst(ushort packetId) => (_unreleased ??= []).Add(packetId);

    /// <summary>A new session knows no unreleased messages; called before the first of them can arrive.</summary>
    internal void OnConnack(ConnackPacket connack) => _unreleased = connack.SessionPresent ? _unreleased : null;

    internal void Released(ushort packetId) => _unreleased?.Remove(packetId);

    internal async ValueTask HandOverAsync(MqttMessage message)
    {
        if (Options.OnMessage is { } handler)
        {
            handler(message);
        }
        else if (!Channel.Writer.TryWrite(message) && await Channel.Writer.WaitToWriteAsync())
        {
            await Channel.Writer.WriteAsync(message);
        }
    }

    private Channel<MqttMessage> Channel
    {
        get
        {
            using (_lock.EnterScope())
            {
                return _messages ??= System.Threading.Channels.Channel.CreateBounded<MqttMessage>(
                    new BoundedChannelOptions(Options.MaxWaitingMessages) { FullMode = BoundedChannelFullMode.Wait, SingleWriter = true });
            }
        }
    }

    private ConnectOutcome Enter(ClientConnection connection, ConnackPacket connack)
    {
        if (connack.Reason != ReasonCode.Success)
        {
            connection.Dispose();
            return new ConnectOutcome(connack.Reason, false, Options.ClientId, connack.ReasonText);
        }
        _connection = connection;
        connection.StartKeepAlive(connack.ServerKeepAlive is { } seconds ? TimeSpan.FromSeconds(seconds) : Options.KeepAlive);
        return new ConnectOutcome(ReasonCode.Success, connack.SessionPresent, connack.AssignedClientId ?? Options.ClientId, null);
    }
}
