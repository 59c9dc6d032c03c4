using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests;

/// <summary>
/// An owner with simple rules: the user name is the wall (none: "home"), the password "wrong" is refused, topics under deny/ may not be
/// published, test/nosubscribe not be subscribed, topics under taken/ are taken; SCRAM-SHA-256 knows one user (<see cref="Scram"/>).
/// </summary>
internal sealed class TestAdmission : IAdmission
{
    private readonly Channel<Taken> _taken = Channel.CreateUnbounded<Taken>();
    private readonly Channel<string> _notices = Channel.CreateUnbounded<string>();

    public TaskCompletionSource? Hold { get; set; }

    public TimeSpan RefusalDelay { get; set; }

    public TimeSpan? ForcedKeepAlive { get; set; }

    public string ClientIdPrefix { get; set; } = "";

    public bool IsKept { get; init; }

    public ConcurrentQueue<ConnectAttempt> Attempts { get; } = new();

    public async ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(attempt);
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellationToken);
        }
        if (attempt.Password is { } password && Encoding.UTF8.GetString(password.Span) == "wrong")
        {
            return Admission.Refuse(ReasonCode.BadUserNameOrPassword, RefusalDelay);
        }
        var wall = new Wall(attempt.UserName ?? "home");
        return Admission.Admit(wall, wall.Name) with { KeepAlive = ForcedKeepAlive, ClientIdPrefix = ClientIdPrefix, IsKept = IsKept };
    }

    public AuthenticationExchange? Authenticate(ConnectAttempt attempt) => attempt.Method switch
    {
        "SCRAM-SHA-256" => new Scram(Admission.Admit(new Wall(attempt.UserName ?? "home"), attempt.UserName ?? "home")).NextAsync,
        "endless" => (said, _) => ValueTask.FromResult(AuthenticationStep.Challenge(said)),
        "bug" => (_, _) => throw new InvalidOperationException("a bug of the owner"),
        _ => null,
    };

    public AuthenticationExchange? AuthenticateAgain(object principal, string method)
        => new Scram(Admission.Admit(new Wall("elsewhere"), "somebody else")).NextAsync;

    public bool MayPublish(object principal, ReadOnlySpan<byte> topic) => !topic.StartsWith("deny/"u8);

    public bool MaySubscribe(object principal, string filter) => filter != "test/nosubscribe";

    public Routing Intercept(in InboundPublish publish)
    {
        if (publish.Topic.StartsWith("bug/"u8))
        {
            throw new InvalidOperationException("a bug of the owner");
        }
        if (!publish.Topic.StartsWith("taken/"u8))
        {
            return Routing.Deliver;
        }
        _taken.Writer.TryWrite(new Taken(publish.TopicText, Encoding.UTF8.GetString(publish.Payload), publish.Qos, publish.IsWill, publish.Acknowledgement));
        return Routing.Taken;
    }

    public void Connected(object principal, string clientId) => _notices.Writer.TryWrite($"+{clientId}");

    public void Disconnected(object principal, string clientId, DisconnectCause cause) => _notices.Writer.TryWrite($"-{clientId} {cause}");

    public async Task<Taken> NextTakenAsync() => await _taken.Reader.ReadAsync().AsTask().WaitAsync(TestHost.Patience);

    public bool HasTaken => _taken.Reader.TryPeek(out _);

    /// <summary>"+id" when connected, "-id Cause" when gone.</summary>
    public async Task<string> NextNoticeAsync() => await _notices.Reader.ReadAsync().AsTask().WaitAsync(TestHost.Patience);

    /// <summary>All notices until <see cref="Complete"/>.</summary>
    public IAsyncEnumerable<string> NoticesAsync() => _notices.Reader.ReadAllAsync();

    public void Complete() => _notices.Writer.Complete();

    public async Task ExpectNoticeAsync(string notice)
    {
        while (await NextNoticeAsync() != notice)
        {
        }
    }
}

internal sealed record Taken(string Topic, string Payload, Qos Qos, bool IsWill, Acknowledgement Acknowledgement);
