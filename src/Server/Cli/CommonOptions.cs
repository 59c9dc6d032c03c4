using System.CommandLine;
using System.Globalization;
using System.Net;
using System.CommandLine.Parsing;
using Kith.Model.Ids;
using Kith.Mqtt.Transports;
using Kith.Server.Composition;
using Kith.Server.Proposals;
using Kith.Voice.Wyoming;

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

    internal Option<Listen> Metrics { get; } = Optional("--metrics",
        "Where whoever runs the server reads its figures, also of single homes (Prometheus), e.g. 127.0.0.1:9464; nobody else should reach it", Listen.Off);

    internal Option<string?> Transport { get; } = new Option<string?>("--transport") { Description = "What carries MQTT without TLS (default: epoll on Linux, elsewhere kestrel)", HelpName = "kestrel|epoll", Recursive = true }
        .AcceptOnlyFromAmong("kestrel", "epoll");

    internal Option<string[]> ProxyProtocol { get; } = new("--proxy-protocol")
    {
        Description = "Address or network of a balancer in front, such as 10.0.0.5 or 10.0.0.0/24: what comes from there must begin with PROXY protocol v2, and counts as coming from whom it names; may be given several times", HelpName = "network", Recursive = true,
        Validators = { result => { foreach (var token in result.Tokens) if (Network(token.Value) is null) result.AddError($"'{token.Value}' is not an address or a network, such as 10.0.0.5 or 10.0.0.0/24."); } },
    };

    internal Option<string?> Url { get; } = new("--url") { Description = "Address of a running Kith for home, device and token (default: this machine at --http)", HelpName = "url", Recursive = true };

    internal Option<string?> Token { get; } = new("--token") { Description = "Personal API token for home, device and token (default: $KITH_TOKEN)", HelpName = "token", Recursive = true };

    internal Option<bool> Json { get; } = new("--json") { Description = "Answer as JSON", Recursive = true };

    internal Option<WyomingAddress?> Hear { get; } = Engine("--hear", "Engine that turns speech into text, by Wyoming, such as tcp://127.0.0.1:10300");

    internal Option<WyomingAddress?> Speak { get; } = Engine("--speak", "Engine that turns text into speech, by Wyoming, such as tcp://127.0.0.1:10200");

    internal Option<WyomingAddress?> Wake { get; } = Engine("--wake", "Engine that finds wake words, by Wyoming, for satellites without one of their own, such as tcp://127.0.0.1:10400");

    internal Option<bool> NoLocalNetwork { get; } = new("--no-local-network") { Description = "Homes cannot name satellites or devices for this server to connect to (for servers in no home's network)", Recursive = true };

    internal Option<bool> LocalHere { get; } = new("--local-here") { Description = "Satellites, and programs that bridges connect to, may run on this very machine too", Recursive = true };

    internal Option<string[]> Wyoming { get; } = new("--wyoming")
    {
        Description = "Another program of this machine may ask this home, as a guest of it, by Wyoming at this port; may be given for several homes", HelpName = "home:port", Recursive = true,
        Validators = { result => { foreach (var token in result.Tokens) if (Asked(token.Value) is null) result.AddError($"'{token.Value}' is not a home's id and a port, such as {HomeId.New()}:10500."); } },
    };

    internal Option<string?> ModelUrl { get; } = new("--model-url") { Description = "Language model that may propose what somebody meant, in homes that agree: an API of OpenAI's form, such as http://127.0.0.1:11434/v1 (default: none)", HelpName = "url", Recursive = true };

    internal Option<string?> ModelName { get; } = new("--model") { Description = "Its name there", HelpName = "name", Recursive = true };

    internal Option<string?> ModelKey { get; } = new("--model-key-file") { Description = "File with its key (default: $KITH_MODEL_KEY)", HelpName = "file", Recursive = true };

    internal Option<bool> CallsThisMachine { get; } = new("--calls-this-machine") { Description = "Skills and webhooks may be on this machine, over plain http (for who writes them; not where strangers have homes)", Recursive = true };

    internal void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[Data, Http, PublicHost, Mqtt, Mqtts, Metrics, Transport, ProxyProtocol, Hear, Speak, Wake, NoLocalNetwork, LocalHere, Wyoming, ModelUrl, ModelName, ModelKey, CallsThisMachine, Url, Token, Json]) root.Options.Add(option);
    }

    internal KithOptions Read(ParseResult parsed) => new()
    {
        Data = Path.GetFullPath(parsed.GetValue(Data) ?? KithOptions.DefaultData),
        Http = parsed.GetValue(Http) ?? Listen.All(KithOptions.DefaultHttp),
        PublicHost = parsed.GetValue(PublicHost),
        Mqtt = MqttOf(parsed),
        Mqtts = Given(parsed.GetValue(Mqtts)),
        Metrics = Given(parsed.GetValue(Metrics)),
        Transport = TransportOf(parsed),
        Balancers = NetworksOf(parsed.GetValue(ProxyProtocol)),
        CallsThisMachine = parsed.GetValue(CallsThisMachine),
        Network = new(isOpen: !parsed.GetValue(NoLocalNetwork), thisMachineToo: parsed.GetValue(LocalHere)),
        Model = ModelOf(parsed),
        Voice = new()
        {
            Hearing = parsed.GetValue(Hear), Speaking = parsed.GetValue(Speak), Waking = parsed.GetValue(Wake),
            Asked = [.. (parsed.GetValue(Wyoming) ?? []).Select(text => Asked(text)!.Value)],
        },
    };

    internal MqttTransport TransportOf(ParseResult parsed) => parsed.GetValue(Transport) switch
    {
        "kestrel" => MqttTransport.Kestrel,
        "epoll" => OperatingSystem.IsLinux() ? MqttTransport.Epoll : throw new CliError("--transport epoll is for Linux alone. Leave it out: Kestrel carries MQTT here."),
        _ => MqttTransports.OfThisMachine,
    };

    private ModelOptions? ModelOf(ParseResult parsed)
    {
        if (parsed.GetValue(ModelUrl) is not { } url) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new CliError($"{url} is not an address of a language model, such as http://127.0.0.1:11434/v1.");
        if (parsed.GetValue(ModelName) is not { } name) throw new CliError("--model-url needs --model: the name of the model there.");
        var key = parsed.GetValue(ModelKey) is { } file ? File.ReadAllText(file).Trim() : Environment.GetEnvironmentVariable("KITH_MODEL_KEY");
        return new(address, name, string.IsNullOrEmpty(key) ? null : key);
    }

    internal Uri UrlOf(ParseResult parsed)
    {
        var http = parsed.GetValue(Http) ?? Listen.All(KithOptions.DefaultHttp);
        return new Uri(parsed.GetValue(Url) ?? $"http://{http.LocalHost}:{http.Port}");
    }

    /// <summary>Where the broker is; null when it is off.</summary>
    internal Listen? MqttOf(ParseResult parsed) => Given(parsed.GetValue(Mqtt));

    internal string? TokenOf(ParseResult parsed) => parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("KITH_TOKEN");

    private static (HomeId Home, int Port)? Asked(string text) =>
        text.Split(':') is [var home, var port] && HomeId.TryParse(home, null, out var its) && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort
            ? (its, number) : null;

    internal static IReadOnlyList<IPNetwork> NetworksOf(string[]? texts) => [.. (texts ?? []).Select(text => Network(text)!.Value)];

    private static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network : null;

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

    private static Option<WyomingAddress?> Engine(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "tcp://host:port",
        Recursive = true,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            var address = WyomingAddress.Parse(text);
            if (address is null) result.AddError($"'{text}' is not an address, such as tcp://127.0.0.1:10300.");
            return address;
        },
    };

    private static Listen? Take(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var listen = Listen.Parse(text);
        if (listen is null) result.AddError($"'{text}' is not a port or address:port, such as 8080 or 127.0.0.1:8080.");
        return listen;
    }
}
