using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kith.Gateway.Keeping;
using Kith.Homes.Kept;
using Kith.Ledger;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Mqtt.Transports.Epoll;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>Kith's broker in a process of its own, until its input ends, with each client's own secret checked as the gateway does; all in one wall.</summary>
internal sealed class BrokerHost : IAdmission
{
    private const int Devices = 21_000;

    private static readonly Wall Wall = new("bench");
    private readonly Dictionary<string, Device> _devices = Enumerable.Range(0, Devices).ToDictionary(
        Identity.NameOf, index => new Device(SHA256.HashData(Encoding.UTF8.GetBytes(Identity.SecretOf(index)))));

    /// <param name="port">0 for one that is free.</param>
    /// <param name="folder">Keeps sessions there, as `kith broker --data` does; null: they end with the process.</param>
    internal static async Task RunAsync(MqttTransport transport, int port, string? folder)
    {
        await using var ledger = folder is null ? null : await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, [KeptBytes.Migration], TimeProvider.System, NullLogger.Instance);
        await using var broker = new MqttBroker(new BrokerOptions(), new BrokerHost(), TimeProvider.System, NullLogger.Instance, ledger is null ? null : new KeptWalls(new KeptBytes(ledger)));
        await broker.RestoreAsync();
        await ListenAsync(transport, broker, port, ledger is null ? Warm : null);
    }

    /// <summary>Until the input ends; writes its port when all is ready.</summary>
    internal static async Task ListenAsync(MqttTransport transport, MqttBroker broker, int port, Func<int, Task>? prepare)
    {
        await using IAsyncDisposable listener = transport == MqttTransport.Epoll && OperatingSystem.IsLinux()
            ? EpollTransport.Listen(new(IPAddress.Loopback, port), broker, NullLogger.Instance)
            : await ListeningBroker.StartAsync(broker, port);
        var its = listener is ListeningBroker kestrel ? kestrel.Port : OperatingSystem.IsLinux() ? ((EpollTransport)listener).Port : 0;
        if (prepare is not null) await prepare(its);
        Console.WriteLine(its);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Its code is compiled and what was needed for the table is given back before anybody measures: as in a server that has run for a while.</summary>
    private static async Task Warm(int port)
    {
        for (var round = 0; round < 8; round++)
        {
            for (var index = 0; index < 500; index++)
            {
                using var client = LoadClient.Open(port, index, Identity.Secretive(index));
                client.Read(new byte[64], (_, _, _) => { });
            }
            // The runtime compiles anew what has been called often when nothing new has been called for 100 ms.
            await Task.Delay(300);
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    public ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isRight = attempt is { UserName: { } name, Password: { } secret } && _devices.TryGetValue(name, out var device)
            && SHA256.TryHashData(secret.Span, hash, out _) && CryptographicOperations.FixedTimeEquals(hash, device.SecretHash);
        return new(isRight ? Admission.Admit(Wall, _devices[attempt.UserName!]) with { IsKept = true } : Admission.Refuse(ReasonCode.BadUserNameOrPassword));
    }

    public bool MayPublish(object principal, ReadOnlySpan<byte> topic) => true;

    public bool MaySubscribe(object principal, string filter) => true;

    public Routing Intercept(in InboundPublish publish) => Routing.Deliver;

    public void Connected(object principal, string clientId)
    {
    }

    public void Disconnected(object principal, string clientId, DisconnectCause cause)
    {
    }

    private sealed record Device(byte[] SecretHash);
}
