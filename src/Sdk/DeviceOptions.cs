using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Sdk;

/// <summary>Which device this is and where its home's server is.</summary>
public sealed record DeviceOptions
{
    /// <summary>The product, e.g. acme.lamp; its spec must be known to the server, or given as <see cref="SpecJson"/>.</summary>
    public required string Product { get; init; }

    /// <summary>The serial number: unique per product, the same for ever.</summary>
    public required string Serial { get; init; }

    /// <summary>The product's document (docs: spec/README.md), for a product that the server does not know; null otherwise.</summary>
    public string? SpecJson { get; init; }

    /// <summary>What to call it until somebody renames it; null for the product's name.</summary>
    public string? Name { get; init; }

    /// <summary>The server's name or address.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>1883, or 8883 with TLS.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Encrypts the connection; always on outside the home's own network.</summary>
    public bool UseTls { get; init; }

    /// <summary>How the server's certificate is checked; null for the system's trust.</summary>
    public RemoteCertificateValidationCallback? ValidateServer { get; init; }

    /// <summary>
    /// The device's own certificate with its private key, shown instead of a password; with TLS alone. A device that pairs with one is known by
    /// it from then on, and gets a credential without a password.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Longest silence before the server looks for us; it sees a vanished device after 1.5 times this. Default 30 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reports kept while there is no connection, oldest dropped first. Default 1,000.</summary>
    public int MaxWaitingReports { get; init; } = 1000;
}
