using System.Text.Json;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>One cell of the matrix: who, over what, in which version; and how this client is told to do what.</summary>
/// <param name="Client">mosquitto, paho-c, paho-python, mqtt.js.</param>
/// <param name="Transport">tcp, tls, ws, wss.</param>
/// <param name="Version">4 or 5.</param>
internal sealed record Cell(TestHost Host, string Client, string Transport, int Version)
{
    /// <summary>The authority that the client trusts.</summary>
    public string Authority { get; init; } = TestCertificate.PemPath;

    private int Port => Transport switch { "tls" => Host.TlsPort, "ws" => Host.WebPort, "wss" => Host.SecureWebPort, _ => Host.Port };

    private bool IsSecure => Transport is "tls" or "wss";

    /// <summary>A client that subscribes at QoS 2 and says what comes; its will is "gone" at QoS 1.</summary>
    public ForeignProcess Listen(string filter, string will) => Client switch
    {
        "mosquitto" => Tool("mosquitto_sub", "-i", "foreign", "-t", filter, "-q", "2", "-F", "message %t %q %r %p", "--will-topic", will, "--will-payload", "gone", "--will-qos", "1"),
        // Over WebSocket it may see what came with another frame only at its next ping: its keep-alive, 10 s by default.
        "paho-c" => Tool("paho_c_sub", "-k", "4", "-i", "foreign", "-t", filter, "-q", "2", "--will-topic", will, "--will-payload", "gone", "--will-qos", "1"),
        _ => Agent(filter, will),
    };

    /// <summary>How it says so: the program of the C client tells neither QoS nor whether it was retained.</summary>
    public string Shown(string topic, int qos, bool retain, string payload)
        => Client == "paho-c" ? $"{payload.Length} {topic}\t{payload}" : $"message {topic} {qos} {(retain ? 1 : 0)} {payload}";

    /// <summary>It could not connect: the C client says so and tries again, the others end.</summary>
    public Task GaveUpAsync(ForeignProcess process) => Client == "paho-c" ? process.ExpectAsync("Connect failed") : process.ExitAsync();

    /// <summary>By the client that listens where it can do both, else by its sister.</summary>
    public async Task PublishAsync(ForeignProcess listening, string topic, int qos, bool retain, string payload)
    {
        if (Client is "mqtt.js" or "paho-python")
        {
            await listening.SayAsync($"publish {topic} {qos} {(retain ? 1 : 0)} {payload}");
            return;
        }
        string[] words = ["-t", topic, "-q", $"{qos}", "-m", payload, .. retain ? ["-r"] : (string[])[]];
        await using var publisher = Tool(Client == "mosquitto" ? "mosquitto_pub" : "paho_c_pub", words);
        Assert.Equal(0, await publisher.ExitAsync());
    }

    private ForeignProcess Agent(string filter, string will)
    {
        var config = JsonSerializer.Serialize(new
        {
            port = Port,
            transport = Transport,
            version = Version,
            clientId = "foreign",
            user = "home",
            clean = true,
            subscribe = filter,
            qos = 2,
            will,
            ca = Authority,
        });
        // The system's own Python, for which paho is packaged.
        return Client == "mqtt.js" ? new ForeignProcess("node", "agent.mjs", config) : new ForeignProcess("/usr/bin/python3", "agent.py", config);
    }

    /// <summary>A program of the distribution, line by line: or what it says stays in its buffer.</summary>
    private ForeignProcess Tool(string program, params string[] words)
    {
        var version = Version == 4 ? "311" : "5";
        string[] where = program.StartsWith("mosquitto", StringComparison.Ordinal) ? ["-h", "localhost", "-p", $"{Port}"]
            : ["-c", $"{Transport switch { "tls" => "ssl", "tcp" => "tcp", var web => web }}://localhost:{Port}{(Transport[0] == 'w' ? "/mqtt" : "")}"];
        string[] trust = IsSecure ? ["--cafile", Authority] : [];
        return new ForeignProcess("stdbuf", ["-oL", program, .. where, "-V", version, "-u", "home", .. trust, .. words]);
    }
}
