using System.Security.Cryptography;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>From CONNECT to CONNACK: ask the owner, take over an older connection, find or make the session (§3.1.4).</summary>
internal static partial class Handshake
{
    /// <summary>Random bytes of a client id that we choose: 128 bits, never met twice.</summary>
    private const int AssignedIdBytes = 16;

    public static Task RunAsync(Connection connection, ConnectPacket packet) => FinishAsync(connection, packet, TryAdmitAsync(connection, packet));

    /// <summary>The client has answered in an exchange.</summary>
    public static Task ContinueAsync(Connection connection, Authentication authentication, ReadOnlyMemory<byte> data)
        => authentication.Connect is { } packet ? FinishAsync(connection, packet, TryAuthenticateAsync(connection, packet, authentication, data)) : Task.CompletedTask;

    private static async Task FinishAsync(Connection connection, ConnectPacket packet, Task<ReasonCode> admitting)
    {
        var reason = await admitting;
        if (reason is not (ReasonCode.Success or ReasonCode.ContinueAuthentication))
        {
            connection.Context.Counters.Refuse(reason);
            var batch = connection.Context.RentBatch();
            Refuse(connection, reason, packet.MaximumPacketSize, batch);
            connection.Context.Return(batch);
            connection.End(null, DisconnectCause.ProtocolError);
        }
        connection.Admitted();
    }

    /// <summary>With words if they fit into what the client takes (0 = anything), without an answer if nothing does (MQTT-3.1.2-24, 3.2.2-19).</summary>
    public static void Refuse(Connection connection, ReasonCode reason, uint largest, Batch batch)
    {
        connection.IsRefused = true;
        var answer = new ConnackPacket { Reason = reason, ReasonText = reason.Text() };
        if (!answer.Fits(largest, connection.Version))
        {
            answer.ReasonText = null;
        }
        if (answer.Fits(largest, connection.Version))
        {
            Answer(connection, answer, batch);
        }
    }

    private static void Answer(Connection connection, ConnackPacket answer, Batch batch)
        => connection.Outbox.Write(
            (answer, connection.Version),
            static (output, state) => state.answer.Write(output, state.Version),
            batch);

    /// <summary>Seconds a session may live, within our limit.</summary>
    public static uint Limit(uint expiry, BrokerOptions options)
        => (uint)Math.Min(expiry, Math.Min(uint.MaxValue, options.MaxSessionExpiry.TotalSeconds));

    private static async Task<ReasonCode> TryAdmitAsync(Connection connection, ConnectPacket packet)
    {
        var context = connection.Context;
        var isUnnamed = packet.ClientId.Length == 0 && packet.Version == ProtocolVersion.V311 && !packet.CleanStart;
        if (packet.ClientId.Length > context.Options.MaxClientIdLength || isUnnamed)
        {
            // MQTT-3.1.3-8 (3.1.1): no id and not clean is refused.
            return ReasonCode.ClientIdentifierNotValid;
        }
        var peer = connection.Outbox.Peer;
        var attempt = new ConnectAttempt
        {
            ClientId = packet.ClientId,
            UserName = packet.UserName,
            Password = packet.Password,
            RemoteEndPoint = peer.Address,
            Tls = peer.Tls,
            ClientCertificate = peer.Certificate,
            Version = packet.Version,
            Method = packet.AuthenticationMethod,
        };
        var admission = Admission.Refuse(ReasonCode.BadAuthenticationMethod);
        AuthenticationExchange? exchange = null;
        try
        {
            if (attempt.Method is null)
            {
                admission = await context.Admission.AdmitAsync(attempt, context.Walls.Stopping);
            }
            else
            {
                exchange = context.Admission.Authenticate(attempt);
            }
        }
        catch (Exception exception)
        {
            // The connection's edge: an owner that fails costs this client its connection, nothing else.
            LogAdmissionFailed(context.Log, exception, packet.ClientId);
            return ReasonCode.ServerUnavailable;
        }
        if (exchange is not null)
        {
            return await BeginAsync(connection, packet, attempt.Method!, exchange);
        }
        // The secret is not needed any more.
        packet.Password = null;
        await DelayAsync(context, admission);
        return admission.Reason == ReasonCode.Success ? Enter(connection, packet, admission, default) : admission.Reason;
    }

    /// <summary>A refusal is held back as long as it says.</summary>
    public static async Task DelayAsync(BrokerContext context, Admission admission)
    {
        if (admission.Delay > TimeSpan.Zero)
        {
            await Task.Delay(admission.Delay, context.Clock.Time, context.Walls.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task<ReasonCode> BeginAsync(Connection connection, ConnectPacket packet, string method, AuthenticationExchange exchange)
    {
        var authentication = new Authentication(method) { Connect = packet };
        connection.Context.Authentications.Add(connection, authentication);
        authentication.Begin(exchange);
        return TryAuthenticateAsync(connection, packet, authentication, packet.AuthenticationData);
    }

    private static async Task<ReasonCode> TryAuthenticateAsync(Connection connection, ConnectPacket packet, Authentication authentication, ReadOnlyMemory<byte> data)
    {
        var step = await StepAsync(connection, authentication, data);
        if (step.Admission is not { } admission)
        {
            var largest = packet.MaximumPacketSize == 0 ? uint.MaxValue : packet.MaximumPacketSize;
            return AuthIntake.Say(connection, authentication, ReasonCode.ContinueAuthentication, step.Data, largest)
                ? ReasonCode.ContinueAuthentication
                : ReasonCode.ImplementationSpecificError;
        }
        packet.Password = null;
        packet.AuthenticationData = default;
        authentication.End();
        await DelayAsync(connection.Context, admission);
        return admission.Reason == ReasonCode.Success ? Enter(connection, packet, admission, step.Data) : admission.Reason;
    }

    /// <summary>An exchange that fails refuses: the owner's mistake costs one connection.</summary>
    public static async Task<AuthenticationStep> StepAsync(Connection connection, Authentication authentication, ReadOnlyMemory<byte> data)
    {
        try
        {
            return await authentication.Exchange!(data, connection.Context.Walls.Stopping);
        }
        catch (Exception exception)
        {
            LogAdmissionFailed(connection.Context.Log, exception, authentication.Connect?.ClientId ?? connection.Session?.ClientId ?? "");
            return AuthenticationStep.Decide(Admission.Refuse(ReasonCode.ImplementationSpecificError));
        }
    }

    private static ReasonCode Enter(Connection connection, ConnectPacket packet, Admission admission, ReadOnlyMemory<byte> authenticationData)
    {
        var context = connection.Context;
        connection.PacketLimit = admission.MaxPacketSize ?? connection.PacketLimit;
        connection.IsKept = admission.IsKept && context.Journal is not null;
        var connack = new ConnackPacket
        {
            ReceiveMaximum = context.Options.ReceiveMaximum,
            MaximumPacketSize = (uint)connection.PacketLimit,
            TopicAliasMaximum = context.Options.TopicAliasMaximum,
            AuthenticationMethod = packet.AuthenticationMethod,
            AuthenticationData = authenticationData,
        };
        if (packet.ClientId.Length == 0)
        {
            packet.ClientId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AssignedIdBytes));
            connack.AssignedClientId = packet.ClientId;
        }
        var expiry = Limit(packet.SessionExpiry, context.Options);
        connack.SessionExpiry = expiry == packet.SessionExpiry ? null : expiry;
        var silence = SilenceMs(packet, admission, context.Options, connack);
        if (!connack.Fits(packet.MaximumPacketSize, packet.Version))
        {
            return ReasonCode.ImplementationSpecificError;
        }
        var clientId = admission.ClientIdPrefix + packet.ClientId;
        while (true)
        {
            var wall = context.Walls.Get(admission.Wall);
            var outcome = TryBind(
                connection, packet, admission.Principal, wall, clientId, expiry, silence, connack, out var older, out var ended);
            if (ended is { Will: { EndsOnReturn: false } will })
            {
                // A clean start ends the old session, and with it its will's delay.
                Farewell.Tell(context, () => Farewell.PublishWill(context, wall, clientId, will));
            }
            if (older is not null)
            {
                older.End(ReasonCode.SessionTakenOver, DisconnectCause.TakenOver);
                continue;
            }
            if (outcome == ReasonCode.Success)
            {
                connection.Announce();
            }
            return outcome;
        }
    }

    private static ReasonCode TryBind(
        Connection connection, ConnectPacket packet, object principal, WallState wall, string clientId, uint expiry, int silenceMs,
        ConnackPacket connack, out Connection? older, out Session? ended)
    {
        var context = connection.Context;
        var batch = context.RentBatch();
        older = null;
        ended = null;
        using (wall.Enter())
        {
            var session = wall.Sessions.Find(clientId);
            older = session?.Connection;
            if (older is not null)
            {
                context.Return(batch, later: true);
                return ReasonCode.Success;
            }
            if (wall.IsRemoved || connection.HasEnded || (session is null && wall.Sessions.Count >= context.Options.MaxSessionsPerWall) || wall.Quota.Connections >= context.Options.MaxConnectionsPerWall)
            {
                context.Return(batch, later: true);
                return wall.IsRemoved ? ReasonCode.NotAuthorized : ReasonCode.QuotaExceeded;
            }
            if (session is not null && (packet.CleanStart || session.IsWillOnly || session.ExpiresAt <= context.Clock.NowMs))
            {
                context.Deadlines.Set(session, Clock.Never);
                wall.Sessions.End(session);
                if (session.IsWillOnly)
                {
                    Farewell.NoteWill(context, session, null);
                }
                ended = session;
                session = null;
            }
            var present = session is not null;
            if (session is null)
            {
                session = new Session(clientId, wall, context);
                if (connection.IsKept && expiry > 0)
                {
                    session.Keep(wall.Journal!);
                }
                wall.Sessions.Add(session);
            }
            session.Expiry = expiry;
            if (connection.IsKept && (packet.Will ?? session.Will?.Will) is not null)
            {
                Farewell.NoteWill(context, session, packet.Will is { } next ? new PendingWill(next, Clock.Never, principal, packet.Version, IsKept: true) : null);
            }
            session.Will = null;
            context.Deadlines.Set(session, Clock.Never);
            connection.Bind(session, principal, packet, silenceMs);
            wall.Quota.Connections++;
            session.Notes?.Header();
            Answer(connection, connack with { SessionPresent = present }, batch);
            session.Resend(batch);
        }
        context.Return(batch);
        return ReasonCode.Success;
    }

    private static int SilenceMs(ConnectPacket packet, Admission admission, BrokerOptions options, ConnackPacket connack)
    {
        var keepAlive = packet.KeepAlive;
        if (packet.Version == ProtocolVersion.V5)
        {
            var longest = options.MaxKeepAlive is { } max ? (ushort)Math.Min(max.TotalSeconds, ushort.MaxValue) : (ushort)0;
            keepAlive = admission.KeepAlive is { } forced ? (ushort)Math.Min(forced.TotalSeconds, ushort.MaxValue)
                : longest != 0 && (keepAlive == 0 || keepAlive > longest) ? longest : keepAlive;
            connack.ServerKeepAlive = keepAlive == packet.KeepAlive ? null : keepAlive;
        }
        // One and a half keep-alives (MQTT-3.1.2-22), less one sweep so that the bound holds at the sweep that finds it.
        return keepAlive == 0 ? int.MaxValue : (keepAlive * 1500) - (int)options.SweepInterval.TotalMilliseconds;
    }

    [LoggerMessage(1001, LogLevel.Error, "Admission failed for client {ClientId}")]
    private static partial void LogAdmissionFailed(ILogger log, Exception exception, string clientId);
}
