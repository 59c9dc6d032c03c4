using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith certificate: a device or a program proves itself by a certificate instead of a password.</summary>
internal static class CertificateCommand
{
    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one", HelpName = "home" };
        var isBridge = new Option<bool>("--bridge") { Description = "It is the program of a bridge, not a device" };
        var which = new Argument<string>("device") { Description = "Id of the device, as `kith device list` shows it, or of the bridge" };
        var certificate = new Argument<string>("certificate") { Description = "File with its certificate (PEM), or the certificate's SHA-256 fingerprint" };
        var command = new Command("certificate", "Lets a device or a program connect over TLS with a certificate of its own instead of a password, which ends") { which, certificate, home, isBridge };
        command.Does(async (parsed, output, cancel) =>
        {
            var shown = CertificateOf(parsed.GetValue(certificate)!);
            using var api = ApiClient.Of(common, parsed);
            var path = $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/{(parsed.GetValue(isBridge) ? "bridges" : "devices")}/{Uri.EscapeDataString(parsed.GetValue(which)!)}/certificate";
            var credential = await api.SendAsync(HttpMethod.Put, path, new JsonObject { ["certificate"] = shown }, confirm: false, cancel);
            if (parsed.GetValue(common.Json)) output.WriteJson(credential);
            else output.WriteLine($"{parsed.GetValue(which)} connects over TLS as {credential.Text("id")}, without a password, with the certificate {credential.Text("fingerprint")}{Until(credential)}. What it used before has ended.");
        });
        return command;
    }

    private static string Until(JsonNode credential) => credential.Text("expires") is { Length: >= 10 } end ? $" until {end[..10]}" : "";

    /// <summary>Of a file the certificate alone: a private key beside it stays here.</summary>
    private static string CertificateOf(string text)
    {
        if (!File.Exists(text)) return text;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(text));
            return certificate.ExportCertificatePem();
        }
        catch (CryptographicException)
        {
            throw new CliError($"{text} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
        }
    }
}
