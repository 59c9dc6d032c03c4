using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Client;
using Kith.Sdk;
using Kith.Server.Cli;
using Kith.Server.Composition;
using Kith.Server.Tests.Running;
using Kith.Shared;

namespace Kith.Server.Tests.Cli;

/// <summary>Certificates as people and makers use them: the command, the server's own TLS, the SDK.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task An_owner_registers_a_file_and_the_device_connects_with_the_name_that_the_command_said()
    {
        await using var kith = await TestKith.StartAsync(with: options => options with { Mqtts = Listen.Local(0) });
        var (owner, home) = await kith.SetUpAsync();
        await kith.AddDeviceAsync(home, "Desk lamp");
        var (script, _) = await kith.TokenAsync(owner, ["manage"]);
        using var certificate = TestCertificates.Make("desk-lamp");
        using var key = certificate.GetECDsaPrivateKey()!;
        var (file, empty) = (Path.Combine(kith.Folder, "lamp.pem"), Path.Combine(kith.Folder, "empty.pem"));
        // As openssl leaves them: the key and the certificate in one file.
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(empty, "");
        Task<(int Code, string Said)> Kith(params string[] args) => RunAsync([.. args, "--url", kith.Server.Address.ToString(), "--token", script.Token!]);

        var (code, said) = await Kith("certificate", "desk-lamp", file);
        var seen = await owner.GetAsync($"/api/v1/homes/{home}/devices/desk-lamp/credential");
        await using var lamp = new MqttClient(Over(kith, certificate) with { UserName = seen.Text("id") });

        Assert.Equal(0, code);
        Assert.Contains(seen.Text("id"), said, StringComparison.Ordinal);
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), seen.Text("fingerprint"), ignoreCase: true);
        Assert.True((await lamp.ConnectAsync()).IsConnected);
        Assert.Equal("true", (await owner.GetAsync($"/api/v1/homes/{home}/connections")).Text("items.0.encrypted"));
        Assert.Contains("holds no certificate", (await Kith("certificate", "desk-lamp", empty)).Said, StringComparison.Ordinal);
        Assert.Contains("device.unknown", (await Kith("certificate", "shelf-lamp", file)).Said, StringComparison.Ordinal);
        Assert.Contains("request.invalid", (await Kith("certificate", "desk-lamp", "no-such-file.pem")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_of_the_SDK_pairs_with_its_certificate_and_keeps_no_secret_of_ours()
    {
        await using var kith = await TestKith.StartAsync(with: options => options with { Mqtts = Listen.Local(0) });
        var (owner, home) = await kith.SetUpAsync();
        var offer = await owner.PostAsync($"/api/v1/homes/{home}/pairings");
        using var certificate = TestCertificates.Make("hall-lamp");
        var its = Over(kith, certificate);
        var options = new DeviceOptions
        {
            Product = "kith-demo.bulb", Serial = "0001", Name = "Hall lamp", Host = its.Host, Port = its.Port, UseTls = true, ValidateServer = its.ValidateServer, Certificate = certificate,
        };

        var credential = await Pairing.PairAsync(options, offer.Text("code"));
        credential.Save(Path.Combine(kith.Folder, "hall-lamp.json"));
        await using var lamp = new MqttClient(its with { UserName = DeviceCredential.Load(Path.Combine(kith.Folder, "hall-lamp.json"))!.Username });

        Assert.Equal(("hall-lamp", ""), (credential.Device, credential.Password));
        Assert.True((await lamp.ConnectAsync()).IsConnected);
    }

    private static MqttClientOptions Over(TestKith kith, X509Certificate2 certificate) => new()
    {
        Host = "localhost", Port = kith.Server.MqttsPort!.Value, UseTls = true, ClientCertificate = certificate,
        ValidateServer = (_, shown, _, _) => shown!.Subject == "CN=Kith",
    };

    private static async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        return (await KithCommand.RunAsync(args, said, said), said.ToString());
    }
}
