using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>AUTH of a client (§3.15): its part of an exchange before CONNACK, or once more in the middle of its session (§4.12.1).</summary>
internal static class AuthIntake
{
    /// <summary>Between CONNECT and CONNACK there is AUTH, or the DISCONNECT of who has thought better of it (MQTT-3.1.2-30).</summary>
    public static ReceiveStatus OnAnswer(Connection connection, byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        if (!connection.Context.Authentications.TryGetValue(connection, out var authentication))
        {
            return connection.Fail(ReasonCode.ProtocolError);
        }
        var type = (PacketType)(header >> 4);
        if (type == PacketType.Disconnect && DisconnectPacket.Parse(header, body, connection.Version, out _) == ReasonCode.Success)
        {
            connection.End(null, DisconnectCause.Normal);
            return ReceiveStatus.Ended;
        }
        var packet = default(AuthPacket);
        var error = type == PacketType.Auth ? AuthPacket.Parse(header, body, out packet) : ReasonCode.ProtocolError;
        if (error == ReasonCode.Success && (packet.Reason != ReasonCode.ContinueAuthentication || packet.Method != authentication.Method || !authentication.Hear()))
        {
            error = ReasonCode.ProtocolError;
        }
        if (error != ReasonCode.Success)
        {
            Handshake.Refuse(connection, error, authentication.Connect?.MaximumPacketSize ?? 0, batch);
            return connection.Fail(error);
        }
        return connection.Admit((authentication, packet.Data), static (its, answer) => Handshake.ContinueAsync(its, answer.authentication, answer.Data));
    }

    public static ReceiveStatus OnAuth(Connection connection, byte header, ReadOnlySpan<byte> body)
    {
        var error = AuthPacket.Parse(header, body, out var packet);
        if (error != ReasonCode.Success)
        {
            return connection.Fail(error);
        }
        if (!connection.Context.Authentications.TryGetValue(connection, out var authentication) || packet.Method != authentication.Method)
        {
            // MQTT-4.12.0-7: who named no method has none; MQTT-4.12.1-1: it stays the same.
            return connection.Fail(ReasonCode.ProtocolError);
        }
        if (packet.Reason == ReasonCode.ReAuthenticate && authentication.Exchange is null)
        {
            if (connection.Context.Admission.AuthenticateAgain(connection.Principal, authentication.Method) is not { } exchange)
            {
                return connection.Fail(ReasonCode.BadAuthenticationMethod);
            }
            authentication.Begin(exchange);
            _ = ExpireAsync(connection, authentication, exchange);
        }
        else if (packet.Reason != ReasonCode.ContinueAuthentication || !authentication.Hear())
        {
            return connection.Fail(ReasonCode.ProtocolError);
        }
        _ = AnswerAsync(connection, authentication, packet.Data);
        return ReceiveStatus.More;
    }

    private static async Task AnswerAsync(Connection connection, Authentication authentication, ReadOnlyMemory<byte> data)
    {
        var step = await Handshake.StepAsync(connection, authentication, data);
        var reason = step.Admission?.Reason ?? ReasonCode.ContinueAuthentication;
        if (step.Admission is { } decided)
        {
            await Handshake.DelayAsync(connection.Context, decided);
            authentication.End();
        }
        if (reason.IsError())
        {
            connection.Context.Counters.Refuse(reason);
        }
        if (reason.IsError() || !Say(connection, authentication, reason, step.Data, connection.LargestForClient))
        {
            connection.End(reason.IsError() ? reason : ReasonCode.PacketTooLarge, DisconnectCause.Revoked);
        }
    }

    /// <summary>A client that begins and does not finish is as long in between as one that knocks may be.</summary>
    private static async Task ExpireAsync(Connection connection, Authentication authentication, AuthenticationExchange exchange)
    {
        var context = connection.Context;
        await Task.Delay(context.Options.ConnectTimeout, context.Clock.Time, context.Walls.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ReferenceEquals(authentication.Exchange, exchange))
        {
            connection.End(ReasonCode.NotAuthorized, DisconnectCause.Revoked);
        }
    }

    /// <summary>False = it is larger than the client takes.</summary>
    public static bool Say(Connection connection, Authentication authentication, ReasonCode reason, ReadOnlyMemory<byte> data, uint largest)
    {
        var packet = new AuthPacket(reason, authentication.Method, data);
        if (packet.Measure() > largest)
        {
            return false;
        }
        var batch = connection.Context.RentBatch();
        if (reason == ReasonCode.ContinueAuthentication)
        {
            authentication.Ask();
        }
        connection.Outbox.Write(packet, static (output, its) => its.Write(output), batch);
        connection.Context.Return(batch);
        return true;
    }
}
