using Kith.Bridges;
using Kith.Homes;
using Kith.Server.Accounts;
using Kith.Server.Composition;
using Kith.Server.Proposals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Server.Tests.Running;

/// <summary>A real server on a free port of this machine, on a folder of its own that goes with it.</summary>
internal sealed class TestKith : IAsyncDisposable
{
    internal const string Password = "quiet river under glass";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kith-test-");
    private readonly TimeProvider _time;
    private KithServer? _server;
    private ModelOptions? _model;

    private readonly string? _app;

    private readonly VoiceOptions? _voice;

    private LocalNetwork? _network;

    private Func<KithOptions, KithOptions> _with = options => options;

    private TestKith(TimeProvider? time, string? app, VoiceOptions? voice) => (_time, _app, _voice) = (time ?? TimeProvider.System, app, voice);

    internal string Folder => _folder.FullName;

    internal KithServer Server => _server ?? throw new InvalidOperationException("The server is stopped.");

    internal HomeHost Homes => Get<HomeHost>();

    internal static async Task<TestKith> StartAsync(TimeProvider? time = null, string? app = null, VoiceOptions? voice = null, ModelOptions? model = null, LocalNetwork? network = null,
        Func<KithOptions, KithOptions>? with = null)
    {
        var kith = new TestKith(time, app, voice) { _model = model, _network = network };
        kith._with = with ?? kith._with;
        await kith.StartServerAsync();
        return kith;
    }

    /// <summary>The same folder with the same things, as after a power cut that came politely.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartServerAsync();
    }

    internal async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    internal T Get<T>() where T : notnull => Server.Services.GetRequiredService<T>();

    internal Browser Open() => new(Server.Address);

    /// <summary>The first account, with a home called Home.</summary>
    internal async Task<(Browser Browser, string Home)> SetUpAsync(string user = "anna", string name = "Anna")
    {
        var browser = Open();
        var (ticket, _) = await Get<Links>().MakeAsync(LinkKind.Setup);
        var answer = await browser.PostAsync("/api/v1/setup", new
        {
            token = ticket.ToString(), user, name, password = Password, homeName = "Home", language = "en", timeZone = "Europe/Berlin",
        });
        Assert.Equal(200, answer.Status);
        return (browser, answer.Text("homes.0.id"));
    }

    /// <summary>Another account that is nobody in any home of others, with a home of its own.</summary>
    internal async Task<(Browser Browser, string Home)> AddStrangerAsync(string user = "mallory")
    {
        var hash = await Get<Passwords>().HashAsync(Password);
        var account = new Account(Kith.Model.Ids.AccountId.New(), user, user, "en", hash, _time.GetUtcNow());
        await Get<AccountStore>().WriteAsync(account);
        var home = await Homes.FoundAsync(account.Id, user, $"{user}'s home", "Europe/Berlin");
        var browser = Open();
        Assert.Equal(200, (await browser.SignInAsync(user)).Status);
        return (browser, home.Value.Id.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartServerAsync() => _server = await KithServer.StartAsync(
        _with(new KithOptions
        {
            Data = Folder, Http = Listen.Local(0), Mqtt = null, LogLevel = LogLevel.None,
            // Sixteen rounds: a thousand tries must not take a thousand times 100 ms. The real number has its own test.
            PasswordRounds = 16,
            CallsThisMachine = true,
            Voice = _voice ?? new(), Network = _network ?? new(),
            Model = _model,
            App = _app ?? Path.Combine(Folder, "no-app"),
        }),
        _time);
}
