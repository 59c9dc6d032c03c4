using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>mosquitto_pub, mosquitto_sub and mosquitto_rr of the distribution.</summary>
public abstract class MosquittoTests(MqttTransport plain)
{
    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task A_request_gets_its_response(string version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("request", Qos.AtLeastOnce);
        await using var rr = Run(host, "mosquitto_rr", version, "-t", "request", "-e", "response", "-m", "question", "-q", "1");

        var question = await ours.NextAsync();
        var properties = question.ReadProperties();
        await ours.PublishAsync(properties.ResponseTopic ?? "response", "answer"u8.ToArray(), Qos.AtLeastOnce, false, new MessageProperties { CorrelationData = properties.CorrelationData });

        await rr.ExpectAsync("answer");
        Assert.Equal(version == "5" ? "response" : null, properties.ResponseTopic);
        Assert.Equal(0, await rr.ExitAsync());
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Retained_will_and_kept_session(string version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("status", Qos.AtLeastOnce);
        await using var retain = Run(host, "mosquitto_pub", version, "-t", "a/kept", "-r", "-m", "old");
        Assert.Equal(0, await retain.ExitAsync());
        string[] kept = version == "5" ? ["-x", "60", "-c"] : ["-c"];

        await using (var sub = Run(host, "mosquitto_sub", version,
            ["-i", "sub", "-t", "a/#", "-q", "1", "-F", "%t %r %p", "--will-topic", "status", "--will-payload", "gone", "--will-qos", "1", .. kept]))
        {
            await sub.ExpectAsync("a/kept 1 old");
            sub.Kill();
            Assert.Equal("gone", (await ours.NextAsync()).PayloadText);
        }
        await ours.PublishAsync("a/live", "while you were away");
        await using var again = Run(host, "mosquitto_sub", version, ["-i", "sub", "-t", "unrelated", "-q", "1", "-F", "%t %r %p", .. kept]);

        await again.ExpectAsync("a/live 0 while you were away");
    }

    [Fact]
    public async Task A_wrong_password_is_told()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var old = Run(host, "mosquitto_pub", "311", "-t", "a", "-m", "x", "-P", "wrong");
        await using var modern = Run(host, "mosquitto_pub", "5", "-t", "a", "-m", "x", "-P", "wrong");

        Assert.Contains("bad user name or password", await old.ExpectAsync("Connection error"), StringComparison.Ordinal);
        Assert.Contains("Bad User Name or Password", await modern.ExpectAsync("Connection error"), StringComparison.OrdinalIgnoreCase);
    }

    private static ForeignProcess Run(TestHost host, string program, string version, params string[] arguments)
        // Line by line, or what it says stays in its buffer.
        => new("stdbuf", ["-oL", program, "-h", "127.0.0.1", "-p", $"{host.Port}", "-V", version, "-u", "home", .. arguments]);
}
