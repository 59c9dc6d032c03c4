using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

/// <summary>A server with a folder of its own, and the browser: the ground that stories stand on. New for each story, or shared as a fixture.</summary>
public abstract class OwnServer(string verb = "serve", params string[] more) : IAsyncLifetime
{
    internal KithProcess Kith { get; private set; } = null!;

    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>What the server is started with, where it is known only then.</summary>
    protected virtual string[] Options => [];

    public virtual async Task InitializeAsync()
    {
        Kith = await KithProcess.StartAsync(verb, [.. more, .. Options]);
        Browser = await Chromium.SharedAsync();
    }

    public virtual async Task DisposeAsync() => await Kith.DisposeAsync();

    /// <summary>A page of its own, of somebody who has signed in or of a stranger.</summary>
    internal Task<Screen> OpenAsync(Look? look = null, bool signedIn = true) => Screen.OpenAsync(Browser, Kith.Address, look ?? new Look(), signedIn);
}
