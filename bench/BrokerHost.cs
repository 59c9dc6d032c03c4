using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kith.Mqtt.Broker;
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
        LoadClient.NameOf, index => new Device(SHA256.HashData(Encoding.UTF8.GetBytes(LoadClient.SecretOf(index)))));

    internal static async Task RunAsync(MqttTransport transport)
    {
        await using var broker = new MqttBroker(new BrokerOptions(), new BrokerHost(), TimeProvider.System, NullLogger.Instance);
        if (transport == MqttTransport.Epoll && OperatingSystem.IsLinux())
        {
            await using var epoll = EpollTransport.Listen(new(IPAddress.Loopback, 0), broker, NullLogger.Instance);
            await ServeAsync(epoll.Port);
            return;
        }
        await using var kestrel = await ListeningBroker.StartAsync(broker);
        await ServeAsync(kestrel.Port);
    }

    /// <summary>Its code is compiled and what was needed for the table is given back before anybody measures: as in a server that has run for a while.</summary>
    private static async Task ServeAsync(int port)
    {
        for (var round = 0; round < 8; round++)
        {
            for (var index = 0; index < 500; index++)
            {
                using var client = LoadClient.Open(port, index, withSecret: true);
                client.Read(new byte[64], (_, _, _) => { });
            }
            // The runtime compiles anew what has been called often when nothing new has been called for 100 ms.
            await Task.Delay(300);
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine(port);
        await Console.In.ReadToEndAsync();
    }

    public ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isRight = attempt is { UserName: { } name, Password: { } secret } && _devices.TryGetValue(name, out var device)
            && SHA256.TryHashData(secret.Span, hash, out _) && CryptographicOperations.FixedTimeEquals(hash, device.SecretHash);
        return new(isRight ? Admission.Admit(Wall, _devices[attempt.UserName!]) : Admission.Refuse(ReasonCode.BadUserNameOrPassword));
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
