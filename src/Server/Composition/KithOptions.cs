using System.Net;
using Kith.Bridges;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Transports;

namespace Kith.Server.Composition;

/// <summary>What can be chosen at start; everything has a default, so that `kith serve` needs nothing.</summary>
internal sealed record KithOptions
{
    internal const string DefaultData = "data";

    /// <summary>The usual port for a web page of one's own that needs no root.</summary>
    internal const int DefaultHttp = 8080;

    /// <summary>MQTT's registered ports (IANA).</summary>
    internal const int DefaultMqtt = 1883, DefaultMqtts = 8883;

    /// <summary>The folder of everything that Kith keeps.</summary>
    internal string Data { get; init; } = Path.GetFullPath(DefaultData);

    internal Listen Http { get; init; } = Listen.All(DefaultHttp);

    /// <summary>The name under which the app is reached from outside (home.example.org), for passkeys; null when there is none.</summary>
    internal string? PublicHost { get; init; }

    /// <summary>Null to take no devices over plain MQTT.</summary>
    internal Listen? Mqtt { get; init; } = Listen.All(DefaultMqtt);

    /// <summary>What carries plain MQTT: by itself the best that this machine has.</summary>
    internal MqttTransport Transport { get; init; } = MqttTransports.OfThisMachine;

    /// <summary>MQTT over TLS with a certificate of the home's own authority; null until asked for.</summary>
    internal Listen? Mqtts { get; init; }

    /// <summary>Where whoever runs the server reads all figures, also of single homes; null for nowhere.</summary>
    internal Listen? Metrics { get; init; }

    /// <summary>Balancers in front of this server, which say with PROXY protocol v2 who connects; none of them where there are none.</summary>
    internal IReadOnlyList<IPNetwork> Balancers { get; init; } = [];

    /// <summary>The built app; beside the program.</summary>
    internal string App { get; init; } = Path.Combine(AppContext.BaseDirectory, "app");

    /// <summary>Where devices and satellites that people name may be. Servers that homes of others live on close it.</summary>
    internal LocalNetwork Network { get; init; } = new();

    /// <summary>Speech engines and satellites.</summary>
    internal VoiceOptions Voice { get; init; } = new();

    /// <summary>What may be asked what somebody meant; null for nothing, as long as nobody names one.</summary>
    internal Proposals.ModelOptions? Model { get; init; }

    /// <summary>The limits of homes; their own defaults are for real life.</summary>
    internal Homes.HomesOptions Homes { get; init; } = new();

    /// <summary>The broker, each home with its share.</summary>
    internal BrokerOptions Broker { get; init; } = BrokerOptions.Shared;

    /// <summary>Rounds of the password hash; only tests that sign in a thousand times take fewer.</summary>
    internal int PasswordRounds { get; init; } = Accounts.Passwords.Rounds;

    /// <summary>Push services, webhooks and skills may be on this machine, over plain http: for who writes them, and for tests.</summary>
    internal bool CallsThisMachine { get; init; }

    /// <summary>Quiet servers (tests) write warnings only.</summary>
    internal LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Largest request body. 256 kB: the largest honest one is a product's spec of about 100 kB.</summary>
    internal const long BodyLimit = 256 * 1024;

    /// <summary>Largest request body of what takes in files of people: the largest set of infrared codes in the field has 400 kB, doubled where JSON escapes it.</summary>
    internal const long FileLimit = 1024 * 1024;

    /// <summary>How long requests may go on after a stop is asked for.</summary>
    internal static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);
}
