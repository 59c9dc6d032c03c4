using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Kith.Bench;

/// <summary>
/// How does the app feel on a middling phone? Chromium with a processor four times slower and a 4G line (9 Mbit/s, 170 ms), a home of 500 lamps in
/// 20 rooms: first visit, return, waking after a night, scrolling, fifty changes in one moment. Beside it, in the same browser, a bare Lit page of 500 tiles with a name and
/// a state: what the browser and the library alone cost; and zigbee2mqtt's own front end, where it is installed. The argument is the number of lamps. Needs the distribution's Chromium and src/App/node_modules.
/// </summary>
internal static class AppInHand
{
    private const int Rooms = 20, Changed = 50, Rounds = 5, SlowDown = 4;

    private static readonly TimeSpan Asleep = TimeSpan.FromHours(8);

    /// <summary>Chrome's own "Fast 4G" profile: 9 Mbit/s down, 1.5 Mbit/s up, 165 ms.</summary>
    private static readonly Dictionary<string, object> FourG = new() { ["offline"] = false, ["latency"] = 165, ["downloadThroughput"] = 9_000_000 / 8 * 0.9, ["uploadThroughput"] = 1_500_000 / 8 * 0.9 };

    private static readonly PageWaitForFunctionOptions Polled = new() { PollingInterval = 30 };

    private const string Deep =
        """
        window.deepAll = (selector, root = document, found = []) => { for (const e of root.querySelectorAll('*')) { if (e.matches(selector)) found.push(e); if (e.shadowRoot) deepAll(selector, e.shadowRoot, found); } return found; };
        window.scrollThrough = async () => {
          const frames = []; let last = await new Promise(requestAnimationFrame);
          for (let step = 0; step < 180; step++) { scrollBy(0, 40); const now = await new Promise(requestAnimationFrame); frames.push(now - last); last = now; }
          scrollTo(0, 0); return frames;
        };
        window.watchChange = (count, isDone) => new Promise(resolve => {
          let first, frames = 0, longest = 0, last;
          const look = now => { if (first !== undefined) { frames++; longest = Math.max(longest, now - last); } last = now;
            const done = isDone(); if (done > 0 && first === undefined) { first = now; frames = 1; } if (done >= count) resolve({ frames, longest, took: now - first }); else requestAnimationFrame(look); };
          requestAnimationFrame(look);
        });
        """;

    public static async Task RunAsync(string[] args)
    {
        var lamps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        Console.WriteLine($"a home of {lamps} lamps in {Rooms} rooms; processor {SlowDown}x slower, 4G; medians of {Rounds}");
        await using var stage = await AppStage.StartAsync(lamps, Rooms);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });

        var visits = new List<(double First, double Usable, double Fresh)>();
        for (var round = 0; round < Rounds; round++) visits.Add(await VisitAsync(browser, stage));
        Say("first visit, signed in: tiles", visits.Select(visit => visit.First), "ms");
        Say("return, from cache: tiles", visits.Select(visit => visit.Usable), "ms (bound 1500)");
        Say("return, from cache: live", visits.Select(visit => visit.Fresh), "ms (bound 2500)");

        var files = Path.Combine(AppStage.Path("Repository"), "artifacts", "peers", "node_modules", "zigbee2mqtt-windfront", "dist");
        if (Directory.Exists(files)) await BesideAsync(browser, files, lamps);
        else Console.WriteLine("not measured: zigbee2mqtt's front end (npm i --prefix artifacts/peers --save-exact zigbee2mqtt-windfront@2.15.0)");

        var wakings = new List<double>();
        for (var round = 0; round < Rounds; round++) wakings.Add(await WakeAsync(browser, stage, lamps, on: round % 2 == 0));
        Say($"after {Asleep.TotalHours} h asleep, {Changed} lamps changed: all true and live", wakings, "ms (bound 1000)");

        await using var context = await SignedInAsync(browser, stage);
        var (app, _) = await OpenAsync(context);
        await app.GotoAsync(stage.Address.ToString());
        await app.WaitForFunctionAsync("count => window.deepAll?.('k-tile').length >= count", lamps);
        var (plain, _) = await OpenAsync(context);
        await PlainAsync(plain, lamps);
        await app.BringToFrontAsync();
        Frames("scrolling, kith", await app.EvaluateAsync<double[]>("() => window.scrollThrough()"));
        await plain.BringToFrontAsync();
        Frames("scrolling, bare Lit", await plain.EvaluateAsync<double[]>("() => window.scrollThrough()"));

        await app.BringToFrontAsync();
        for (var round = 0; round < 2; round++)
        {
            var on = round == 0;
            var watched = app.EvaluateAsync<JsonElement>("([count, on]) => window.watchChange(count, () => window.deepAll(`[role=switch][aria-checked=${on}]`).length)", new object[] { Changed, on });
            await stage.ReportAsync(stage.Lamps.Take(Changed), on);
            Change($"{Changed} devices change, kith", await watched);
        }
        await plain.BringToFrontAsync();
        var change = await plain.EvaluateAsync<JsonElement>("count => { const seen = window.watchChange(count, () => document.querySelectorAll('.on').length); setTimeout(() => window.change(count), 50); return seen; }", Changed);
        Change($"{Changed} devices change, bare Lit", change);
    }

    private static async Task<(double First, double Usable, double Fresh)> VisitAsync(IBrowser browser, AppStage stage)
    {
        await using var context = await SignedInAsync(browser, stage);
        var (page, _) = await OpenAsync(context);
        await page.GotoAsync(stage.Address.ToString());
        var first = await TilesAsync(page);
        await page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.ready).active?.state === 'activated'");
        await page.GotoAsync("about:blank");
        await page.GotoAsync(stage.Address.ToString());
        return (first, await TilesAsync(page), await LiveAsync(page));
    }

    /// <summary>The dashboard of another product with as many lamps in the same browser: also tiles with a switch each, here until the first is there.</summary>
    private static async Task BesideAsync(IBrowser browser, string files, int lamps)
    {
        await using var other = await OtherFrontEnd.StartAsync(files, lamps);
        var visits = new List<(double First, double Again)>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 412, Height = 915 }, DeviceScaleFactor = 2, HasTouch = true });
            var (page, _) = await OpenAsync(context);
            await page.GotoAsync($"{other.Address}#/dashboard");
            var first = await LampAsync(page);
            await page.GotoAsync("about:blank");
            await page.GotoAsync($"{other.Address}#/dashboard");
            visits.Add((first, await LampAsync(page)));
        }
        Say("zigbee2mqtt's front end, first visit: tiles, live", visits.Select(visit => visit.First), "ms");
        Say("zigbee2mqtt's front end, return: tiles, live", visits.Select(visit => visit.Again), "ms");

        static async Task<double> LampAsync(IPage page) =>
            await (await page.WaitForFunctionAsync("() => document.body.textContent.includes('Lamp 001') && document.body.querySelector('input[type=checkbox].toggle, .toggle, input[type=range]') && performance.now()", null, Polled)).JsonValueAsync<double>();
    }

    /// <summary>Milliseconds from the beginning of the navigation, to 30 ms; looking more often would itself be felt.</summary>
    private static async Task<double> TilesAsync(IPage page) =>
        await (await page.WaitForFunctionAsync("() => window.deepAll?.('.tile[role=switch]').length > 0 && performance.now()", null, Polled)).JsonValueAsync<double>();

    private static async Task<double> LiveAsync(IPage page) =>
        await (await page.WaitForFunctionAsync("() => window.deepAll?.('.status:not(.off)').length > 0 && performance.now()", null, Polled)).JsonValueAsync<double>();

    private static async Task<IBrowserContext> SignedInAsync(IBrowser browser, AppStage stage)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = stage.Address.ToString(), ViewportSize = new() { Width = 412, Height = 915 }, DeviceScaleFactor = 2, HasTouch = true });
        var answer = await context.APIRequest.PostAsync("/api/v1/session", new()
        {
            DataObject = new Dictionary<string, string> { ["user"] = AppStage.User, ["password"] = AppStage.Password }, Headers = new Dictionary<string, string> { ["X-Kith"] = "1" },
        });
        return answer.Ok ? context : throw new InvalidOperationException(await answer.TextAsync());
    }

    /// <summary>A night: the line is gone, the hours pass, lamps change. From the line's return until the page shows every lamp as it is and calls that live.</summary>
    private static async Task<double> WakeAsync(IBrowser browser, AppStage stage, int lamps, bool on)
    {
        await using var context = await SignedInAsync(browser, stage);
        var (page, tools) = await OpenAsync(context);
        await page.Clock.InstallAsync();
        await page.GotoAsync(stage.Address.ToString());
        await page.WaitForFunctionAsync("count => window.deepAll?.('k-tile').length >= count && window.deepAll('.status:not(.off)').length > 0", lamps, Polled);
        await tools.SendAsync("Network.emulateNetworkConditions", new(FourG) { ["offline"] = true });
        await page.WaitForFunctionAsync("() => window.deepAll('.status.off').length > 0", null, Polled);
        await stage.ReportAsync(stage.Lamps.Take(Changed), on);
        await page.Clock.FastForwardAsync((long)Asleep.TotalMilliseconds);

        await page.EvaluateAsync("() => addEventListener('online', () => { window.wokenAt = performance.now(); }, { once: true })");
        var awake = page.WaitForFunctionAsync(
            "([count, on]) => window.wokenAt && window.deepAll('.status:not(.off)').length > 0 && window.deepAll(`[role=switch][aria-checked=${on}]`).length >= count && performance.now() - window.wokenAt",
            new object[] { on ? Changed : lamps, on }, Polled);
        await tools.SendAsync("Network.emulateNetworkConditions", FourG);
        return await (await awake).JsonValueAsync<double>();
    }

    private static async Task<(IPage Page, ICDPSession Tools)> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Deep);
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = SlowDown });
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", FourG);
        return (page, tools);
    }

    /// <summary>Lit as it is installed, with an import map instead of a bundle; its load is not measured.</summary>
    private static async Task PlainAsync(IPage page, int count)
    {
        var modules = Path.Combine(AppStage.Path("Repository"), "src", "App", "node_modules");
        await page.RouteAsync("http://plain.test/**", async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
            if (path.Length == 0) await route.FulfillAsync(new() { ContentType = "text/html", Body = Page });
            else await route.FulfillAsync(new() { ContentType = "text/javascript", Path = Path.Combine(modules, path) });
        });
        await page.GotoAsync("http://plain.test/");
        await page.EvaluateAsync("count => window.fill(count)", count);
        await page.WaitForFunctionAsync("count => document.querySelectorAll('.tile').length === count", count);
    }

    private const string Page =
        """
        <!doctype html><meta name=viewport content="width=device-width">
        <script type=importmap>{"imports":{"lit-html":"/lit-html/lit-html.js"}}</script>
        <style>#all{display:grid;grid-template-columns:1fr 1fr;gap:12px}.tile{min-height:124px;border-radius:22px;background:#eee}.on{background:#fff}</style>
        <div id=all></div>
        <script type=module>
          import { html, render } from 'lit-html';
          let lamps = [];
          const draw = () => render(lamps.map(lamp => html`<button class="tile ${lamp.on ? 'on' : ''}">${lamp.name}<br>${lamp.on ? 'On' : 'Off'}</button>`), document.getElementById('all'));
          window.fill = count => { lamps = Array.from({ length: count }, (_, n) => ({ name: `Lamp ${n}`, on: false })); draw(); };
          window.change = count => { for (let n = 0; n < count; n++) lamps[n].on = true; draw(); };
        </script>
        """;

    private static void Say(string what, IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {sorted[sorted.Count / 2]:N0} {unit}, {sorted[0]:N0} to {sorted[^1]:N0}"));
    }

    private static void Frames(string what, double[] frames)
    {
        Array.Sort(frames);
        var late = frames.Count(frame => frame > 1000.0 / 60 * 1.5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: frame p50 {frames[frames.Length / 2]:N1} ms, p95 {frames[frames.Length * 95 / 100]:N1} ms, {late} of {frames.Length} missed a beat of 60 Hz"));
    }

    private static void Change(string what, JsonElement seen) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {seen.GetProperty("frames")} frames from the first to the last, {seen.GetProperty("took").GetDouble():N0} ms; longest frame {seen.GetProperty("longest").GetDouble():N0} ms"));
}
