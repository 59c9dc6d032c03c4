using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Admittance;

/// <summary>How one connection proves itself by enhanced authentication. Only connections that do have one; it lasts as long as they.</summary>
internal sealed class Authentication(string method)
{
    /// <summary>Times that a client may speak in one exchange. 16: SCRAM needs two, Kerberos three.</summary>
    private const int MaxSteps = 16;

    private volatile AuthenticationExchange? _exchange;
    private volatile bool _isOurTurn;
    private int _steps;

    public string Method => method;

    /// <summary>Null between exchanges.</summary>
    public AuthenticationExchange? Exchange => _exchange;

    /// <summary>Until it is answered with CONNACK.</summary>
    public ConnectPacket? Connect { get; set; }

    public void Begin(AuthenticationExchange exchange)
    {
        _steps = 0;
        _isOurTurn = true;
        _exchange = exchange;
    }

    /// <summary>The client speaks; false = it was not asked, or has said too much.</summary>
    public bool Hear()
    {
        var may = _exchange is not null && !_isOurTurn && ++_steps < MaxSteps;
        _isOurTurn = true;
        return may;
    }

    public void Ask() => _isOurTurn = false;

    public void End()
    {
        Connect = null;
        _exchange = null;
    }
}
