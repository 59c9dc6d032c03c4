using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kith.Gateway.Pairing;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Shared;

namespace Kith.Gateway.Tests.Admittance;

/// <summary>Devices and programs that are known by a certificate of their own, over real TLS.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task A_device_comes_in_by_its_certificate_as_often_as_it_likes(ProtocolVersion version)
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        var lamp = await TrustAsync(test, await test.PairAsync(), certificate.ExportCertificatePem());

        for (var round = 0; round < 3; round++)
        {
            // TLS resumes its sessions: the certificate is known then too.
            var device = await test.ConnectAsync(lamp, With(certificate, lamp, version));
            Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.on":true}"""));
            await device.Client.DisconnectAsync();
        }

        var seen = (await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp.Device)).Value;
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), seen.Fingerprint, ignoreCase: true);
        Assert.NotNull(seen.LastUsed);
    }

    [Fact]
    public async Task Nothing_else_opens_the_door_of_a_certificate_and_each_try_is_counted()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { FreeTries = 1000 });
        using var certificate = TestCertificates.Make("lamp");
        using var another = TestCertificates.Make("lamp");
        var paired = await test.PairAsync();
        var lamp = await TrustAsync(test, paired, certificate.ExportCertificatePem());
        var right = With(certificate, lamp);

        foreach (var (options, why) in (IEnumerable<(MqttClientOptions, string)>)[
            (With(another, lamp), "certificate"),
            (right with { UseTls = false }, "missing"),
            (right with { ClientCertificate = null }, "missing"),
            (right with { UserName = null }, "missing"),
            (right with { UserName = CredentialId.New().ToString() }, "unknown"),
            // The one it had before.
            (right with { UserName = paired.Username, Password = paired.Password }, "unknown"),
            (right with { Password = paired.Password }, "wrong"),
            // A certificate and its fingerprint are no secrets: said as a password they are nothing.
            (right with { ClientCertificate = null, Password = certificate.ExportCertificatePem() }, "wrong"),
            (right with { ClientCertificate = null, Password = certificate.GetCertHashString(HashAlgorithmName.SHA256) }, "wrong"),
            (right with { UserName = "pair" }, "pairing_code"),
            (right with { UserName = "setup" }, "setup_code")])
        {
            var before = test.Counted.Of(why);
            Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(options)).Outcome.Reason);
            Assert.Equal(before + 1, test.Counted.Of(why));
        }
        await test.ConnectAsync(lamp, right);
    }

    [Fact]
    public async Task When_a_certificate_ends_is_known_as_soon_as_it_was_seen()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        var lamp = await TrustAsync(test, await test.PairAsync(), Fingerprint(certificate));
        Assert.Null((await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp.Device)).Value.Expires);

        await test.ConnectAsync(lamp, With(certificate, lamp));

        Assert.Equal(certificate.NotAfter.ToUniversalTime(), (await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp.Device)).Value.Expires!.Value.UtcDateTime);
    }

    [Fact]
    public async Task A_certificate_beside_a_password_changes_nothing()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        await TrustAsync(test, await test.PairAsync("1"), certificate.ExportCertificatePem());
        var other = await test.PairAsync("2", name: "Shelf lamp");

        var device = await test.ConnectAsync(other, With(certificate, other) with { Password = other.Password });

        Assert.Equal(ReasonCode.Success, await device.SayAsync("report", """{"light.on":true}"""));
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(With(certificate, other with { Password = null }))).Outcome.Reason);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_opens_nothing_more()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        var lamp = await TrustAsync(test, await test.PairAsync(), Fingerprint(certificate));
        await (await test.ConnectAsync(lamp, With(certificate, lamp))).Client.DisconnectAsync();

        test.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(With(certificate, lamp))).Outcome.Reason);
        Assert.Equal(1, test.Counted.Of("expired"));
        var late = await test.Host.TrustAsync(test.Home, test.Owner, lamp.Device, certificate.ExportCertificatePem());
        Assert.Equal("request.invalid", late.Fault?.Error.Code);
    }

    [Fact]
    public async Task A_certificate_of_one_home_never_enters_another_not_even_where_somebody_registers_it()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        var stranger = new Caller(AccountId.New(), Scopes.All, "test");
        var theirHome = (await test.Host.FoundAsync(stranger.Account!.Value, "Mallory", "Their home", "UTC")).Value.Id;
        var mine = await test.PairAsync();
        var theirs = await test.PairAsync(home: theirHome, caller: stranger);
        // They saw it on the wire, and were first.
        var trap = (await test.Host.TrustAsync(theirHome, stranger, theirs.Device, Fingerprint(certificate))).Value;
        var lamp = await TrustAsync(test, mine, Fingerprint(certificate));

        var device = await test.ConnectAsync(lamp, With(certificate, lamp));
        await device.SayAsync("report", """{"light.on":true}""");

        Assert.True((await test.DeviceAsync(lamp.Device)).Online);
        Assert.False((await test.Host.DeviceAsync(theirHome, stranger, theirs.Device)).Value.Online);
        Assert.Empty(test.Gateway.ClientsOf(theirHome));
        using var own = TestCertificates.Make("lamp");
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(With(own, lamp with { Username = trap.Id.ToString() }))).Outcome.Reason);
        // Registering is for those who arrange that home.
        Assert.False((await test.Host.TrustAsync(test.Home, stranger, mine.Device, Fingerprint(own))).Ok);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("a password")]
    [InlineData("another certificate")]
    public async Task A_certificate_that_ends_cuts_its_connection_and_opens_nothing_more(string how)
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        using var another = TestCertificates.Make("lamp");
        var lamp = await TrustAsync(test, await test.PairAsync(), Fingerprint(certificate));
        var device = await test.ConnectAsync(lamp, With(certificate, lamp));

        var done = how switch
        {
            "revoke" => (await test.Host.RevokeAsync(test.Home, test.Owner, lamp.Device)).Ok,
            "a password" => (await test.Host.IssueAsync(test.Home, test.Owner, lamp.Device)).Ok,
            _ => (await test.Host.TrustAsync(test.Home, test.Owner, lamp.Device, Fingerprint(another))).Ok,
        };

        Assert.True(done);
        await device.Client.Ended.WaitAsync(TestGateway.Patience);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(With(certificate, lamp))).Outcome.Reason);
    }

    [Fact]
    public async Task The_program_of_a_bridge_comes_in_by_its_certificate_and_goes_back_to_a_password()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("zigbee2mqtt");
        var bridge = (await test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "Zigbee", "zigbee2mqtt")).Value.Bridge;

        var trusted = (await test.Host.TrustBridgeAsync(test.Home, test.Owner, bridge.Id, certificate.ExportCertificatePem())).Value;
        var options = new MqttClientOptions { UserName = trusted.Id.ToString(), UseTls = true, ClientCertificate = certificate };
        var (program, outcome) = await test.KnockAsync(options);

        Assert.Equal(ReasonCode.Success, outcome.Reason);
        Assert.Equal(trusted.Id, (await test.Host.BridgesAsync(test.Home, test.Owner)).Value.Single().Username);
        var issued = (await test.Host.IssueBridgeAsync(test.Home, test.Owner, bridge.Id)).Value;
        await program.Ended.WaitAsync(TestGateway.Patience);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(options)).Outcome.Reason);
        Assert.Equal(ReasonCode.Success, (await test.KnockAsync(new() { UserName = issued.Username.ToString(), Password = issued.Password })).Outcome.Reason);
    }

    [Fact]
    public async Task A_device_that_pairs_with_its_certificate_is_never_told_a_secret()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        const string Request = """{"id":"7","product":"kith-demo.colour-bulb","name":"Hall lamp","certificate":true}""";
        var (plain, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code);
        Assert.Equal("request.invalid", (await TestGateway.AskAsync(plain, Request)).GetProperty("code").GetString());

        var (pairing, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code, certificate: certificate);
        var reply = await TestGateway.AskAsync(pairing, Request);

        Assert.Equal(["device", "username"], reply.EnumerateObject().Select(member => member.Name));
        var paired = new PairingReply(DeviceId.Parse(reply.GetProperty("device").GetString()!), reply.GetProperty("username").GetString()!, null);
        await test.ConnectAsync(paired, With(certificate, paired));
    }

    [Fact]
    public async Task What_is_no_certificate_of_ones_own_is_not_registered()
    {
        await using var test = await TestGateway.StartAsync();
        using var certificate = TestCertificates.Make("lamp");
        using var old = TestCertificates.Make("lamp", TimeProvider.System.GetUtcNow().AddHours(-1));
        using var key = ECDsa.Create();
        var (first, second) = (await test.PairAsync("1"), await test.PairAsync("2", name: "Shelf lamp"));
        await TrustAsync(test, first, Fingerprint(certificate));

        foreach (var (text, code) in (IEnumerable<(string, string)>)[
            ("", "request.invalid"), ("AB:CD", "request.invalid"), (new string('g', 64), "request.invalid"), (new string('a', 20_000), "request.invalid"),
            ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "request.invalid"),
            (key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem(), "request.invalid"),
            (old.ExportCertificatePem(), "request.invalid"),
            (certificate.ExportCertificatePem(), "conflict")])
            Assert.Equal(code, (await test.Host.TrustAsync(test.Home, test.Owner, second.Device, text)).Fault?.Error.Code);
        // None of it cost the device its password, and the same certificate may be said again.
        await test.ConnectAsync(second);
        Assert.True((await test.Host.TrustAsync(test.Home, test.Owner, first.Device, Colons(certificate))).Ok);
    }

    private static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>As openssl prints it.</summary>
    private static string Colons(X509Certificate2 certificate) => string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<PairingReply> TrustAsync(TestGateway test, PairingReply paired, string certificate) =>
        paired with { Username = (await test.Host.TrustAsync(test.Home, test.Owner, paired.Device, certificate)).Value.Id.ToString(), Password = null };

    private static MqttClientOptions With(X509Certificate2 certificate, PairingReply paired, ProtocolVersion version = ProtocolVersion.V5) =>
        TestGateway.OptionsOf(paired, version) with { UseTls = true, ClientCertificate = certificate };
}
