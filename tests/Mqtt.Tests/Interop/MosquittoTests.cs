using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>mosquitto_pub, mosquitto_sub and mosquitto_rr of the distribution.</summary>
public abstract class MosquittoTests(MqttTransport plain)
{
    [Theory]
    [InlineData("311", false)]
    [InlineData("5", false)]
    [InlineData("311", true)]
    [InlineData("5", true)]
    public async Task Pub_and_sub_work_with_every_QoS(string version, bool tls)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("theirs/#", Qos.ExactlyOnce);
        await using var sub = Run(host, "mosquitto_sub", version, tls, "-i", "sub", "-t", "ours/#", "-q", "2", "-F", "%t %q %r %p", "-d");
        await sub.ExpectAsync("Subscribed");

        for (var qos = 0; qos <= 2; qos++)
        {
            await ours.PublishAsync($"ours/{qos}", $"to you {qos}", (Qos)qos);
            await sub.ExpectAsync($"ours/{qos} {qos} 0 to you {qos}");
            await using var pub = Run(host, "mosquitto_pub", version, tls, "-t", $"theirs/{qos}", "-q", $"{qos}", "-m", $"to me {qos}");
            Assert.Equal(0, await pub.ExitAsync());
            Assert.Equal(($"to me {qos}", (Qos)qos), await ours.NextPayloadAsync());
        }
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task A_request_gets_its_response(string version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("request", Qos.AtLeastOnce);
        await using var rr = Run(host, "mosquitto_rr", version, false, "-t", "request", "-e", "response", "-m", "question", "-q", "1");

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
        await using var retain = Run(host, "mosquitto_pub", version, false, "-t", "a/kept", "-r", "-m", "old");
        Assert.Equal(0, await retain.ExitAsync());
        string[] kept = version == "5" ? ["-x", "60", "-c"] : ["-c"];

        await using (var sub = Run(host, "mosquitto_sub", version, false,
            ["-i", "sub", "-t", "a/#", "-q", "1", "-F", "%t %r %p", "--will-topic", "status", "--will-payload", "gone", "--will-qos", "1", .. kept]))
        {
            await sub.ExpectAsync("a/kept 1 old");
            sub.Kill();
            Assert.Equal("gone", (await ours.NextAsync()).PayloadText);
        }
        await ours.PublishAsync("a/live", "while you were away");
        await using var again = Run(host, "mosquitto_sub", version, false, ["-i", "sub", "-t", "unrelated", "-q", "1", "-F", "%t %r %p", .. kept]);

        await again.ExpectAsync("a/live 0 while you were away");
    }

    [Fact]
    public async Task A_wrong_password_is_told()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var old = Run(host, "mosquitto_pub", "311", false, "-t", "a", "-m", "x", "-P", "wrong");
        await using var modern = Run(host, "mosquitto_pub", "5", false, "-t", "a", "-m", "x", "-P", "wrong");

        Assert.Contains("bad user name or password", await old.ExpectAsync("Connection error"), StringComparison.Ordinal);
        Assert.Contains("Bad User Name or Password", await modern.ExpectAsync("Connection error"), StringComparison.OrdinalIgnoreCase);
    }

    private static ForeignProcess Run(TestHost host, string program, string version, bool tls, params string[] arguments)
    {
        string[] common = ["-oL", program, "-h", tls ? "localhost" : "127.0.0.1", "-p", $"{(tls ? host.TlsPort : host.Port)}", "-V", version, "-u", "home"];
        string[] trust = tls ? ["--cafile", TestCertificate.PemPath] : [];
        // Line by line, or what it says stays in its buffer.
        return new ForeignProcess("stdbuf", [.. common, .. trust, .. arguments]);
    }
}
