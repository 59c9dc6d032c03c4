using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

/// <summary>The distribution's Chromium; nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>Milliseconds in which a page comes to what a story waits for, on a machine that does other things as well.</summary>
    internal const float Patience = 60_000;

    private const string Program = "/usr/bin/chromium";

    private static readonly Lazy<Task<IPlaywright>> Driver = new(() => Task.Run(StartAsync));
    private static readonly Lazy<Task<IBrowser>> Shared = new(() => Task.Run(() => LaunchAsync()));

    /// <summary>One for all stories: each opens contexts of its own in it, which share nothing. It ends with the process.</summary>
    internal static Task<IBrowser> SharedAsync() => Shared.Value;

    /// <summary>One for who needs it to be told something at its start.</summary>
    internal static async Task<IBrowser> LaunchAsync(params string[] more)
    {
        var driver = await Driver.Value;
        return await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", .. more] });
    }

    private static async Task<IPlaywright> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => driver.Dispose();
        Assertions.SetDefaultExpectTimeout(Patience);
        return driver;
    }
}
