using System.CommandLine;
using System.CommandLine.Parsing;
using Kith.Server.Composition;

namespace Kith.Server.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class CommonOptions
{
    internal Option<string?> Data { get; } = new("--data") { Description = "Folder of everything Kith keeps (default: ./data)",
        HelpName = "folder", Recursive = true };

    internal Option<Listen> Http { get; } = Address("--http", "Where the app and the API are served; * is every address",
        Listen.All(KithOptions.DefaultHttp));

    internal Option<string?> PublicHost { get; } = new("--public-host") { Description = "Name under which the app is reached over https, such as home.example.org; passkeys are bound to it", HelpName = "name", Recursive = true };

    internal Option<Listen> Mqtt { get; } = Optional("--mqtt", "Where devices connect over MQTT, or off",
        Listen.All(KithOptions.DefaultMqtt));

    internal Option<Listen> Mqtts { get; } = Optional("--mqtts",
        $"Where devices connect over MQTT with TLS, e.g. {KithOptions.DefaultMqtts}; the certificate is made by the home's own authority",
            Listen.Off);

    internal Option<string?> Url { get; } = new("--url") { Description = "Address of a running Kith for home, device and token (default: this machine at --http)", HelpName = "url", Recursive = true };

    internal Option<string?> Token { get; } = new("--token") { Description = "Personal API token for home, device and token (default: $KITH_TOKEN)", HelpName = "token", Recursive = true };

    internal Option<bool> Json { get; } = new("--json") { Description = "Answer as JSON", Recursive = true };

    internal void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[Data, Http, PublicHost, Mqtt, Mqtts, Url, Token, Json]) root.Options.Add(option);
    }

    internal KithOptions Read(ParseResult parsed) => new()
    {
        Data = Path.GetFullPath(parsed.GetValue(Data) ?? KithOptions.DefaultData),
        Http = parsed.GetValue(Http) ?? Listen.All(KithOptions.DefaultHttp),
        PublicHost = parsed.GetValue(PublicHost),
        Mqtt = MqttOf(parsed),
        Mqtts = Given(parsed.GetValue(Mqtts)),
    };

    internal Uri UrlOf(ParseResult parsed)
    {
        var http = parsed.GetValue(Http) ?? Listen.All(KithOptions.DefaultHttp);
        return new Uri(parsed.GetValue(Url) ?? $"http://{http.LocalHost}:{http.Port}");
    }

    /// <summary>Where the broker is; null when it is off.</summary>
    internal Listen? MqttOf(ParseResult parsed) => Given(parsed.GetValue(Mqtt));

    internal string? TokenOf(ParseResult parsed) => parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("KITH_TOKEN");

    private static Listen? Given(Listen? listen) => listen is null || listen == Listen.Off ? null : listen;

    private static Option<Listen> Address(string name, string description, Listen preset) => new(name)
    {
        Description = description,
        HelpName = "[address:]port",
        Recursive = true,
        DefaultValueFactory = _ => preset,
        CustomParser = result => Take(result) ?? preset,
    };

    private static Option<Listen> Optional(string name, string description, Listen preset) => new(name)
    {
        Description = description,
        HelpName = "[address:]port|off",
        Recursive = true,
        DefaultValueFactory = _ => preset,
        CustomParser = result => result.Tokens is [{ Value: "off" }] ? Listen.Off : Take(result) ?? preset,
    };

    private static Listen? Take(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var listen = Listen.Parse(text);
        if (listen is null) result.AddError($"'{text}' is not a port or address:port, such as 8080 or 127.0.0.1:8080.");
        return listen;
    }
}
