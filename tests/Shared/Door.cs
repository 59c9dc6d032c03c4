namespace Kith.Shared;

/// <summary>What a client of the broker comes over.</summary>
internal enum Door
{
    Tcp,
    Tls,
    WebSocket,
    SecureWebSocket,
}
