using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Broker.Connections;

namespace Kith.Mqtt.Transports;

/// <summary>
/// A connection over pipes: Kestrel's sockets with or without TLS, and WebSockets. Reads in <see cref="RunAsync"/>, writes to the pipe.
/// </summary>
internal sealed class PipeWire(PipeReader input, PipeWriter output, EndPoint? remote, Action abort) : Wire
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _paused;
    private Connection? _connection;
    private bool _isClosed;
    private bool _lingers;

    public override EndPoint? RemoteEndPoint => remote;

    public override bool IsEncrypted => WithTls;

    public override X509Certificate2? ClientCertificate => Certificate;

    public bool WithTls { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public override Span<byte> GetSpan(int sizeHint = 0) => output.GetSpan(sizeHint);

    public override Memory<byte> GetMemory(int sizeHint = 0) => output.GetMemory(sizeHint);

    public override void Advance(int count) => output.Advance(count);

    public override bool Send(Outbox outbox)
    {
        var flush = output.FlushAsync();
        if (flush.IsCompletedSuccessfully)
        {
            // A completed reader means the peer has gone; the reading side finds that out by itself.
            _ = flush.Result;
            return true;
        }
        var slow = flush.AsTask();
        if (slow.IsCompleted)
        {
            // It may have become finished since it was asked above.
            if (!slow.IsCompletedSuccessfully)
            {
                Break();
            }
            return true;
        }
        _ = FinishAsync(slow, outbox);
        return false;
    }

    public override void Close(bool linger)
    {
        _lingers = linger;
        Volatile.Write(ref _isClosed, true);
        input.CancelPendingRead();
        Resume();
    }

    public override void Abort()
    {
        Volatile.Write(ref _isClosed, true);
        abort();
        input.CancelPendingRead();
        Resume();
    }

    public override void Resume()
    {
        TaskCompletionSource? paused;
        using (_lock.EnterScope())
        {
            paused = _paused;
            _paused = null;
        }
        paused?.TrySetResult();
    }

    /// <summary>Reads until either side ends the connection.</summary>
    public async Task RunAsync(Connection connection)
    {
        _connection = connection;
        while (!Volatile.Read(ref _isClosed))
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            var status = connection.Receive(ref buffer);
            input.AdvanceTo(buffer.Start, status == ReceiveStatus.More ? buffer.End : buffer.Start);
            if (read.IsCompleted && status != ReceiveStatus.Paused)
            {
                return;
            }
            if (status == ReceiveStatus.Paused)
            {
                await WhenReadableAsync();
            }
        }
        if (_lingers)
        {
            await LingerAsync();
        }
    }

    private async Task LingerAsync()
    {
        using var limit = new CancellationTokenSource(_connection!.Context.Options.Linger);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(limit.Token);
                input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It had its time.
        }
    }

    private Task WhenReadableAsync()
    {
        using (_lock.EnterScope())
        {
            // Whoever changes what CanRead looks at calls Resume afterwards, and that waits for this lock: no wake-up is lost.
            if (_connection!.CanRead || Volatile.Read(ref _isClosed))
            {
                return Task.CompletedTask;
            }
            return (_paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Never runs on the caller's stack: the caller holds the outbox's lock.</summary>
    private async Task FinishAsync(Task slow, Outbox outbox)
    {
        await slow.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        if (!slow.IsCompletedSuccessfully)
        {
            Break();
        }
        outbox.Sent();
    }

    private void Break()
    {
        Volatile.Write(ref _isClosed, true);
        abort();
    }
}
