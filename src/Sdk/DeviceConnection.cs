using Kith.Mqtt.Client;

namespace Kith.Sdk;

/// <summary>How a device's options look to the MQTT client.</summary>
internal static class DeviceConnection
{
    internal static MqttClientOptions ClientOptions(DeviceOptions options, string username, string password) => new()
    {
        Host = options.Host,
        Port = options.Port,
        UseTls = options.UseTls,
        ValidateServer = options.ValidateServer,
        ClientCertificate = options.Certificate,
        ClientId = options.Serial,
        UserName = username,
        Password = password.Length > 0 ? password : null,
        KeepAlive = options.KeepAlive,
    };
}
