using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What stands beside the password, as its owner meets it on a phone.</summary>
public sealed class AccountStory : OwnServer
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
    }

    [Fact]
    public async Task An_authenticator_is_enrolled_asked_for_replaced_by_a_recovery_code_and_turned_off()
    {
        await using var owner = await OpenAsync(signedIn: true);
        await owner.GoAsync("#/security");
        var card = owner.Page.Locator("k-second-factor");
        await card.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        var sheet = card.Locator("k-dialog");
        await sheet.GetByLabel("Your password, once more").FillAsync(HomeApi.Password);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await sheet.GetByRole(AriaRole.Img, new() { Name = "QR code for the authenticator app" }).WaitForAsync();
        var key = Read((await sheet.Locator(".key code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await sheet.GetByLabel("Code shown by the app").FillAsync("000000");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await sheet.GetByText("The code is wrong, too old or was used already").WaitForAsync();
        await sheet.GetByLabel("Code shown by the app").FillAsync(Code(key));
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        var codes = (await sheet.Locator("k-secret code").InnerTextAsync()).Split('\n');
        Assert.Equal(10, codes.Length);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await card.GetByText("10 recovery codes left").WaitForAsync();

        await using var elsewhere = await OpenAsync(signedIn: false);
        var page = elsewhere.Page;
        await elsewhere.GoAsync("#/");
        await page.GetByLabel("User name").FillAsync(HomeApi.User);
        await page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await elsewhere.Button("Sign in").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Code of your authenticator app")).ToBeFocusedAsync();
        await page.GetByLabel("Code of your authenticator app").FillAsync(codes[0].ToLowerInvariant());
        await elsewhere.Button("Sign in").ClickAsync();
        await elsewhere.Heading("Birch Lane").WaitForAsync();

        await elsewhere.GoAsync("#/security");
        await page.GetByText("9 recovery codes left").WaitForAsync();
        await page.Locator("k-second-factor").GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        var end = page.Locator("k-second-factor k-dialog");
        await end.GetByLabel("Your password, once more").FillAsync("not the password");
        await end.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await end.GetByText("The present password is wrong").WaitForAsync();
        await end.GetByLabel("Your password, once more").FillAsync(HomeApi.Password);
        await end.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await page.Locator("k-second-factor").GetByRole(AriaRole.Button, new() { Name = "Turn on" }).WaitForAsync();
    }

    [Fact]
    public async Task A_wall_panel_shows_a_code_is_let_in_from_a_phone_and_put_out_again()
    {
        await using var panel = await OpenAsync(new Look(1024, 768), signedIn: false);
        await panel.GoAsync("#/");
        await panel.Page.GetByRole(AriaRole.Link, new() { Name = "This is a wall panel or a television" }).ClickAsync();
        await panel.Page.GetByRole(AriaRole.Img, new() { Name = "QR code that leads to the approval" }).WaitForAsync();
        var code = await panel.Page.Locator("k-waiting .digits").InnerTextAsync();

        await using var phone = await OpenAsync(signedIn: true);
        await phone.GoAsync("#/me");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Let a screen in" }).ClickAsync();
        await phone.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("BBBB-BBBB");
        await phone.Button("Go on").ClickAsync();
        await phone.Page.GetByText("No screen shows this code now").WaitForAsync();
        await phone.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));
        await phone.Button("Go on").ClickAsync();
        await phone.Title("Let this screen in?").WaitForAsync();
        await phone.Page.GetByText("It cannot change rooms, devices, people or your account.").WaitForAsync();
        await phone.Page.GetByLabel("What to call it").FillAsync("Hall panel");
        await phone.Button("Let it in").ClickAsync();
        await panel.Page.WaitForURLAsync("**/#/wall");

        var row = phone.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Hall panel" });
        await phone.Title("Sessions and tokens").WaitForAsync();
        await phone.Page.ReloadAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await panel.Heading("Welcome home").WaitForAsync();
        // The browser names a refused request by its status: 400 is "not yet", asked every five seconds.
        Assert.DoesNotContain(panel.Complaints, complaint => !complaint.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_QR_code_of_a_panel_leads_a_stranger_through_sign_in_to_the_decision_and_a_refusal_is_told()
    {
        await using var panel = await OpenAsync(Look.Desktop, signedIn: false);
        await panel.GoAsync("#/panel");
        var code = await panel.Page.Locator("k-waiting .digits").InnerTextAsync();

        await using var phone = await OpenAsync(signedIn: false);
        await phone.GoAsync($"#/panel/{code}");
        await phone.Page.GetByLabel("User name").FillAsync(HomeApi.User);
        await phone.Page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await phone.Button("Sign in").ClickAsync();
        await phone.Title("Let this screen in?").WaitForAsync();
        await phone.Button("Refuse").ClickAsync();
        await phone.Title("Sessions and tokens").WaitForAsync();

        await panel.Page.GetByText("Somebody refused to let this screen in.").WaitForAsync();
        await panel.Button("Show a new code").ClickAsync();
        await Assertions.Expect(panel.Page.Locator("k-waiting .digits")).Not.ToHaveTextAsync(code);
    }

    [Fact]
    public async Task Who_wants_to_be_asked_always_opens_the_door_with_the_PIN_on_the_pad()
    {
        using var api = new HomeApi(Kith.Address);
        await api.SignInAsync();
        await using var door = await LiveDevice.JoinAsync(Kith, api, "lock", "Front door", await api.AddRoomAsync("Hall"), new() { ["lock.locked"] = Value.Of(true), ["door.open"] = Value.Of(false) });
        await using var owner = await OpenAsync(signedIn: true);
        await owner.GoAsync("#/security");
        var card = owner.Page.Locator("k-pin");
        await card.GetByRole(AriaRole.Button, new() { Name = "Set a PIN" }).ClickAsync();
        var sheet = card.Locator("k-dialog");
        await sheet.GetByLabel("Your password, once more").FillAsync(HomeApi.Password);
        await sheet.GetByLabel("PIN, 4 to 8 digits").FillAsync("1234");
        await sheet.GetByLabel("Always ask me").CheckAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await sheet.GetByRole(AriaRole.Alert).WaitForAsync();
        await sheet.GetByLabel("PIN, 4 to 8 digits").FillAsync("2580");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await card.GetByText("Asked everywhere").WaitForAsync();

        await owner.GoAsync($"#/device/{door.Id}");
        var button = owner.Page.Locator("k-lock k-hold").GetByRole(AriaRole.Button);
        await Assertions.Expect(button).ToBeEnabledAsync();
        await button.HoverAsync();
        await owner.Page.Mouse.DownAsync();
        var pad = owner.Page.Locator("k-pin-pad");
        await pad.GetByRole(AriaRole.Heading, new() { Name = "PIN for Front door" }).WaitForAsync();
        await owner.Page.Mouse.UpAsync();
        foreach (var digit in "1357") await pad.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        await pad.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await pad.GetByText("The PIN is wrong").WaitForAsync();
        await owner.Page.Keyboard.TypeAsync("2580");
        await owner.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(pad).ToHaveCountAsync(0);
        await owner.Page.Locator("k-lock").GetByText("Unlocked", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task A_passkey_is_made_signs_in_and_is_removed()
    {
        // A passkey is bound to a name; an address of numbers is none.
        var localhost = new UriBuilder(Kith.Address) { Host = "localhost" }.Uri;
        await using var screen = await Screen.OpenAsync(Browser, localhost, new Look(), signedIn: true);
        var page = screen.Page;
        await AddAuthenticatorAsync(page);
        // A browser that offers nothing by itself: the button is all there is.
        await page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");
        await screen.GoAsync("#/security");
        var card = page.Locator("k-passkeys");
        var sheet = card.Locator("k-dialog");
        await AddPasskeyAsync(page, "Anna's phone");
        await card.GetByRole(AriaRole.Button, new() { Name = "Rename Anna's phone", Exact = true }).ClickAsync();
        await sheet.GetByLabel("What to call it").FillAsync("Anna's old phone");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await card.GetByText("Anna's old phone", new() { Exact = true }).WaitForAsync();

        await screen.GoAsync("#/me");
        await screen.Button("Sign out").ClickAsync();
        await page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await screen.Button("Sign in with a passkey").ClickAsync();
        await screen.Heading("Anna Berg").WaitForAsync();

        await screen.GoAsync("#/security");
        await card.GetByText("Used").WaitForAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await sheet.GetByLabel("Your password, once more").FillAsync(HomeApi.Password);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(card.GetByText("Anna's old phone")).ToHaveCountAsync(0);
        await screen.GoAsync("#/me");
        await screen.Button("Sign out").ClickAsync();
        await page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await screen.Button("Sign in with a passkey").ClickAsync();
        await page.GetByText("This passkey is not known here").WaitForAsync();
    }

    [Fact]
    public async Task A_passkey_is_offered_where_the_name_is_typed_and_signs_in_without_it()
    {
        var localhost = new UriBuilder(Kith.Address) { Host = "localhost" }.Uri;
        await using var screen = await Screen.OpenAsync(Browser, localhost, new Look(), signedIn: true);
        await AddAuthenticatorAsync(screen.Page);
        await screen.GoAsync("#/security");
        await AddPasskeyAsync(screen.Page, "Anna's tablet");
        await screen.Page.Context.ClearCookiesAsync();

        await screen.Page.ReloadAsync();

        await screen.Page.Locator("k-passkeys").GetByText("Used").WaitForAsync();
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task AddPasskeyAsync(IPage page, string name)
    {
        var card = page.Locator("k-passkeys");
        await card.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        var sheet = card.Locator("k-dialog");
        await sheet.GetByLabel("Your password, once more").FillAsync(HomeApi.Password);
        await sheet.GetByLabel("What to call it").FillAsync(name);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await card.GetByText(name, new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task The_owner_sees_who_came_in_ends_the_others_and_a_wrong_old_password_ends_nothing()
    {
        using var api = new HomeApi(Kith.Address);
        await api.SignInAsync();
        await api.ToAccountAsync(HttpMethod.Patch, "/account", new { language = "zh" });
        await using var screen = await OpenAsync(signedIn: false);
        var page = screen.Page;
        await screen.GoAsync("#/");
        await page.GetByLabel("User name").FillAsync(HomeApi.User);
        await page.GetByLabel("Password").FillAsync("not the password");
        await screen.Button("Sign in").ClickAsync();
        await page.GetByText("The name or the password is wrong").WaitForAsync();
        await page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await screen.Button("Sign in").ClickAsync();
        // The account speaks Chinese, whatever the browser does.
        await page.GetByRole(AriaRole.Link, new() { Name = "我的" }).WaitForAsync();

        await screen.GoAsync("#/settings");
        await page.GetByRole(AriaRole.Radio, new() { Name = "English" }).ClickAsync();
        await page.GetByLabel("Present password").FillAsync("not the password");
        await page.GetByLabel("New password").FillAsync("1234567890");
        await page.GetByText("It follows the keyboard or the alphabet").WaitForAsync();
        await page.GetByLabel("New password").FillAsync("a lantern in the fog");
        await page.GetByText("Very good").WaitForAsync();
        await screen.Button("Change password").ClickAsync();
        await page.GetByText("The present password is wrong").WaitForAsync();
        await screen.Title("Settings").WaitForAsync();

        await screen.GoAsync("#/access");
        await page.GetByText("Wrong password", new() { Exact = true }).WaitForAsync();
        await screen.Button("End all others").ClickAsync();
        await page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await Assertions.Expect(screen.Button("End all others")).ToHaveCountAsync(0);
        await page.GetByText("This device").WaitForAsync();
    }

    private static string Code(byte[] key)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238: what authenticator apps do.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Read(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
