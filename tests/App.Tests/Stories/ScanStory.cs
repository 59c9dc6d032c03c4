using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Kith.Sdk;

namespace Kith.App.Tests.Stories;

/// <summary>A device has a code of its own, and the phone's camera reads it.</summary>
public sealed class ScanStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, 844, "zh-CN", false, "50932217884601")]
    [InlineData(1280, 850, "en-GB", true, "50932217884602")]
    public async Task A_lamp_that_waits_is_scanned_gets_a_name_and_works(int width, int height, string locale, bool dark, string code)
    {
        var look = new Look(width, height, dark, locale);
        var (words, options) = (Words.Of(look), LiveDevice.Options(house.Kith, "bulb", "New bulb"));
        await using var camera = await Camera.BeforeAsync(Pairing.Label(options, code));
        await using var screen = await Screen.OpenAsync(camera.Browser, house.Kith.Address, look, signedIn: true);
        await screen.GoAsync("#/pair");
        await screen.Button(words["scan.begin"]).WaitForAsync();
        await screen.KeepAsync($"scan-ways-{locale}");
        // The lamp is not there yet: what the camera sees can be looked at, and then claimed.
        await screen.Button(words["scan.begin"]).ClickAsync();
        await screen.Page.GetByText(words["scan.waiting"]).WaitForAsync();
        await screen.KeepAsync($"scan-waiting-{locale}");

        await using var lamp = await LiveDevice.WaitAsync(options, code, new() { ["light.on"] = Value.Of(false) });

        await screen.Heading(words["pair.done"]).WaitForAsync();
        await screen.Page.GetByLabel(words["device.name"], new() { Exact = true }).FillAsync($"Lamp {locale}");
        await screen.Button(words["pair.keep"]).ClickAsync();
        await screen.Title($"Lamp {locale}").WaitForAsync();
        await screen.GoAsync("#/");
        await screen.Switch($"Lamp {locale}").ClickAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.True((await lamp.ObeyedAsync("light.on", patience.Token)).AsBool());
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    [Fact]
    public async Task A_code_that_is_no_devices_is_said_to_be_so_and_the_camera_looks_on()
    {
        await using var camera = await Camera.BeforeAsync("https://example.com/a-menu");
        await using var screen = await Screen.OpenAsync(camera.Browser, house.Kith.Address, new Look(), signedIn: true);
        await screen.GoAsync("#/pair");
        await screen.Button("Scan the code on the device").ClickAsync();

        await screen.Page.GetByText("This code is not of a device for Kith.").WaitForAsync();
        await screen.Page.Locator("k-scan video").WaitForAsync();
        await screen.KeepAsync("scan-camera");
        await screen.Button("Cancel").ClickAsync();
        await screen.Button("Show a pairing code").WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Where_the_camera_is_refused_the_code_is_typed_with_the_keyboard_alone()
    {
        var options = LiveDevice.Options(house.Kith, "bulb", "Shelf bulb");
        await using var camera = await Camera.BeforeAsync("unseen", allowed: false);
        await using var screen = await Screen.OpenAsync(camera.Browser, house.Kith.Address, new Look(), signedIn: true);
        var joining = LiveDevice.WaitAsync(options, "77772222", new() { ["light.on"] = Value.Of(false) });
        await screen.GoAsync("#/pair");
        await screen.Button("Scan the code on the device").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.GetByText("The camera is not allowed here.").WaitForAsync();
        await screen.KeepAsync("scan-refused");

        await screen.Page.GetByLabel("Code on the device").FocusAsync();
        await screen.Page.Keyboard.TypeAsync("7777");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.GetByText("The code has 8 to 24 digits.").WaitForAsync();
        await screen.Page.Keyboard.TypeAsync("-2222");
        await screen.Page.Keyboard.PressAsync("Enter");

        await screen.Heading("It is here").WaitForAsync();
        await using var lamp = await joining;
        Assert.Equal("Shelf bulb", (await house.Api.GetAsync($"/devices/{lamp.Id}"))["name"]!.ToString());
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    [Fact]
    public async Task Over_plain_http_it_is_said_why_there_is_no_camera()
    {
        await using var camera = await Camera.BeforeAsync("unseen", name: "box.test");
        await using var screen = await Screen.OpenAsync(camera.Browser, new Uri($"http://box.test:{house.Kith.HttpPort}/"), new Look(), signedIn: false);
        await screen.GoAsync("#/pair");
        await screen.Page.GetByLabel("User name").FillAsync(HomeApi.User);
        await screen.Page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await screen.Button("Sign in").ClickAsync();
        await screen.Button("Scan the code on the device").ClickAsync();

        await screen.Page.GetByText("Browsers lend the camera only over https").WaitForAsync();
        await screen.Page.GetByLabel("Code on the device").WaitForAsync();
    }

    [Fact]
    public async Task An_invitation_before_the_camera_leads_to_its_page()
    {
        var invited = await house.Api.PostAsync("/people", new { name = "Ben", role = "adult" });
        var token = invited["invitation"]!["url"]!.ToString().Split('/')[^1];
        await using var camera = await Camera.BeforeAsync($"{house.Kith.Address}#/invite/{token}");
        await using var screen = await Screen.OpenAsync(camera.Browser, house.Kith.Address, new Look(), signedIn: true);
        await screen.GoAsync("#/pair");
        await screen.Button("Scan the code on the device").ClickAsync();

        await screen.Page.WaitForURLAsync($"**/#/invite/{token}");
    }
}
