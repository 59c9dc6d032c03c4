using System.Buffers;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>One connection of a client, from CONNECT to its end: a receiving loop that holds a buffer only while bytes are there.</summary>
internal sealed class ClientConnection : IDisposable
{
    /// <summary>Bytes of one read. 4 KiB: a device's messages are small and come singly.</summary>
    private const int ReadSize = 4096;

    /// <summary>How long DISCONNECT and what was queued before it may take to leave. 2 s: a broker that reads takes them at once.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly MqttClient _client;
    private readonly MqttClientOptions _options;
    private readonly Stream _stream;
    private readonly ClientIntake _intake;
    private readonly TaskCompletionSource<ConnackPacket> _connack = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Disconnection> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _keepAlive;
    private long _lastSent;
    private long _lastReceived;
    private long _pingedAt;
    private bool _isPinging;

    public ClientConnection(MqttClient client, Stream stream)
    {
        _client = client;
        _options = client.Options;
        _stream = stream;
        Window = new PublishWindow(this, _options, 0, 0);
        _intake = new ClientIntake(this, client);
        Outgoing = new Outgoing(stream, _options.MaxOutgoingBytes, Break);
    }

    public Outgoing Outgoing { get; }
    public PendingTable Pending { get; } = new();
    public PublishWindow Window { get; private set; }
    public Task<ConnackPacket> Connack => _connack.Task;
    public Task<Disconnection> Ended => _ended.Task;

    public void Start(ConnectPacket connect)
    {
        Outgoing.Write(connect, static (output, packet) => ConnectWriter.Write(output, packet));
        _ = ReceiveAsync();
    }

    /// <summary>
    /// Sends a ping when half a keep-alive passed without sending; gives up when the answer does not come within the other half.
    /// </summary>
    public void StartKeepAlive(TimeSpan keepAlive)
    {
        if (keepAlive > TimeSpan.Zero)
        {
            _lastSent = _lastReceived = _client.Time.GetTimestamp();
            var half = keepAlive / 2;
            _keepAlive = _client.Time.CreateTimer(static state => ((ClientConnection)state!).OnKeepAlive(), this, half, half);
        }
    }

    /// <summary>CONNACK: the broker's limits are known before anything that follows it is handled.</summary>
    public void OnConnack(ConnackPacket connack)
    {
        Window = new PublishWindow(this, _options, Math.Min(_options.MaxInflight, connack.ReceiveMaximum), connack.MaximumPacketSize);
        _connack.TrySetResult(connack);
    }

    public void Touch() => Volatile.Write(ref _lastSent, _client.Time.GetTimestamp());

    /// <summary>Gives the last packets their time to leave; a broker that does not read cannot hold us longer.</summary>
    public async Task DrainAsync()
        => await Outgoing.DrainAsync().WaitAsync(Linger, _client.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void End(Disconnection end)
    {
        if (!_ended.TrySetResult(end))
        {
            return;
        }
        _keepAlive?.Dispose();
        var reason = end.Reason == ReasonCode.Success ? ReasonCode.ServerUnavailable : end.Reason;
        _connack.TrySetResult(new ConnackPacket { Reason = reason, ReasonText = end.Error });
        Outgoing.Close();
        Window.Close();
        Pending.FailAll(ReasonCode.ServerUnavailable);
        _stream.Dispose();
    }

    private void Break(Exception exception) => End(new Disconnection(ReasonCode.ServerUnavailable, false, exception.Message));

    public void Dispose() => End(new Disconnection(ReasonCode.Success, false, null));

    private async Task ReceiveAsync()
    {
        byte[]? buffer = null;
        var filled = 0;
        try
        {
            while (!_ended.Task.IsCompleted)
            {
                if (buffer is null)
                {
                    // Wait without a buffer; thousands of idle clients share the pool.
                    _ = await _stream.ReadAsync(Memory<byte>.Empty);
                    buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
                }
                var read = await _stream.ReadAsync(buffer.AsMemory(filled));
                if (read == 0)
                {
                    End(new Disconnection(ReasonCode.ServerUnavailable, false, "The broker closed the connection"));
                    break;
                }
                Volatile.Write(ref _lastReceived, _client.Time.GetTimestamp());
                var rest = await TakeAsync(new ReadOnlySequence<byte>(buffer, 0, filled + read));
                if (rest < 0)
                {
                    break;
                }
                filled = Compact(ref buffer, filled + read, rest);
            }
        }
        catch (Exception exception)
        {
            // The connection's edge: whatever broke, the connection is over.
            Break(exception);
        }
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Moves what is left of a packet to the front; gives the buffer back when nothing is; grows it when a packet is larger.
    /// </summary>
    private static int Compact(ref byte[]? buffer, int end, int rest)
    {
        if (rest == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer!);
            buffer = null;
            return 0;
        }
        var left = buffer.AsSpan(end - rest, rest);
        if (rest * 2 > buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            left.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        else
        {
            left.CopyTo(buffer);
        }
        return rest;
    }

    /// <summary>Handles all whole packets; returns how many bytes are left, or -1 when the connection is over.</summary>
    private async ValueTask<int> TakeAsync(ReadOnlySequence<byte> bytes)
    {
        while (true)
        {
            var status = FrameReader.TryRead(ref bytes, _options.MaxPacketSize, out var header, out var body);
            if (status == FrameStatus.Incomplete)
            {
                return (int)bytes.Length;
            }
            MqttMessage? message = null;
            var error = status switch
            {
                FrameStatus.TooLarge => ReasonCode.PacketTooLarge,
                FrameStatus.Malformed => ReasonCode.MalformedPacket,
                _ => _intake.Handle(header, body.FirstSpan, out message),
            };
            if (error == ReasonCode.Success && message is not null)
            {
                await _client.HandOverAsync(message);
            }
            if (error != ReasonCode.Success)
            {
                Outgoing.Write(
                    (error, _options.Version),
                    static (output, state) => DisconnectPacket.Write(output, state.error, state.Version));
                await DrainAsync();
                End(new Disconnection(error, false, "The broker broke the protocol"));
            }
            if (_ended.Task.IsCompleted)
            {
                return -1;
            }
        }
    }

    private void OnKeepAlive()
    {
        var half = _options.KeepAlive / 2;
        var time = _client.Time;
        // Anything heard since the ping counts as its answer; a timer that fires late must not make an old answer look like none.
        if (_isPinging && Volatile.Read(ref _lastReceived) < _pingedAt)
        {
            End(new Disconnection(ReasonCode.KeepAliveTimeout, false, "No answer to a ping"));
            return;
        }
        _isPinging = time.GetElapsedTime(Volatile.Read(ref _lastSent)) >= half * 0.9;
        if (_isPinging)
        {
            _pingedAt = time.GetTimestamp();
            Touch();
            Outgoing.Write(0, static (output, _) => output.Write<byte>([0xC0, 0]));
        }
    }
}
