using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>A home with one of everything, each with a name that must never be read outside.</summary>
internal sealed record Target(Browser Owner, string Home, IReadOnlyDictionary<string, string> Ids)
{
    internal const string User = "ottilie-von-rabenau";

    /// <summary>None of it may stand in an answer to an outsider.</summary>
    internal IEnumerable<string> Secrets => [User, "von Rabenau", "Kammerdiener", "Siegelring", .. SecretsOfHome];

    /// <summary>The account's own name is no secret to a token of it; another home's things are.</summary>
    internal IEnumerable<string> SecretsOfHome =>
        [Home, "Schloss Rabenau", "Geheimkammer", "Tresorlampe", "Onkel Leopold", "Turmfunk", "Fluestertuete", "Lichterglanz", "Mitternachtsspuk", "Lampenkette", "Zweitleuchte", "Nachtwache", "Kellerfenster", "Zaubermeister", "Gespensterlampe", .. Ids.Values];

    internal static async Task<Target> MakeAsync(TestKith kith)
    {
        var (owner, home) = await kith.SetUpAsync(User, "Ottilie von Rabenau");
        string Path(string rest) => $"/api/v1/homes/{home}/{rest}";
        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}", new { name = "Schloss Rabenau" });
        var room = (await owner.PostAsync(Path("rooms"), new { name = "Geheimkammer" })).Text("id");
        var device = await kith.AddDeviceAsync(home, "Tresorlampe");
        await owner.PostAsync(Path($"devices/{device}/credential"));
        var scene = (await owner.PostAsync(Path("scenes"), new { name = "Lichterglanz", steps = new[] { new { device, values = new Dictionary<string, object> { ["light.on"] = true } } } })).Text("id");
        var rule = (await owner.PostAsync(Path("rules"), new { rule = new { name = "Mitternachtsspuk", when = new[] { new { kind = "webhook", name = "spuk" } }, then = new[] { new { kind = "stop" } } } })).Text("id");
        var second = await kith.AddDeviceAsync(home, "Zweitleuchte");
        var group = (await owner.PostAsync(Path("groups"), new { name = "Lampenkette", members = new[] { device, second } })).Text("id");
        var sensor = await kith.AddDeviceAsync(home, "Kellerfenster", "kith-demo.magnet-sensor");
        var alarm = (await owner.PostAsync(Path("alarms"), new { name = "Nachtwache", settings = Guarding(sensor) })).Text("id");
        var person = (await owner.PostAsync(Path("people"), new { name = "Onkel Leopold", role = "adult" })).Text("person.id");
        var operation = (await owner.SendAsync(HttpMethod.Put, Path($"devices/{device}/properties"), new Dictionary<string,
            object> { ["light.on"] = true })).Text("id");
        var pairing = (await owner.PostAsync(Path("pairings"))).Text("id");
        var bridge = (await owner.PostAsync(Path("bridges"), new { kind = "zigbee2mqtt", name = "Turmfunk" })).Text("bridge.id");
        var expected = (await owner.PostAsync(Path("import"), new { plan = Awaited })).Text("expected.0");
        var satellite = (await owner.PostAsync(Path("satellites"), new { name = "Fluestertuete", address = "tcp://192.168.255.254:10700" })).Text("id");
        var token = (await owner.PostAsync("/api/v1/tokens", new { name = "Kammerdiener", scopes = new[] { "read" } })).Text("item.id");
        await owner.SendAsync(HttpMethod.Put, Path("skills/spruch"), new { skill = new { id = "spruch", name = "Zaubermeister", intents = new[] { new { id = "phrase", phrases = new { en = new[] { "open sesame street" } }, say = "No." } } } });
        await owner.PostAsync(Path("notices/test"));
        var notice = (await owner.GetAsync(Path("notices"))).Text("items.0.id");
        var push = (await owner.PostAsync("/api/v1/push-subscriptions", new
        {
            endpoint = "https://push.example.org/siegelring", keys = new { p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth = "BTBZMqHH6r4Tts7J_aSIgg" },
        })).Text("id");
        await owner.SendAsync(HttpMethod.Put, Path("notice-settings/webhook"), new { url = "https://hooks.example.org/tresor" });
        var passkey = await AddPasskeyAsync(kith);
        using var panel = kith.Open();
        await panel.SignInAsync(User);
        var session = (await owner.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray().Single(item =>
            !(bool)item!["current"]!)!["id"]!.ToString();
        return new(owner, home, new Dictionary<string, string>
        {
            ["room"] = room, ["scene"] = scene, ["group"] = group, ["alarm"] = alarm, ["sensor"] = sensor, ["second"] = second, ["rule"] = rule, ["device"] = device, ["person"] = person, ["operation"] = operation, ["pairing"] = pairing,
                ["bridge"] = bridge, ["expected"] = expected, ["satellite"] = satellite, ["token"] = token, ["session"] = session, ["passkey"] = passkey, ["notice"] = notice, ["push"] = push,
        });
    }

    private static object Unguarded => new { sensors = Array.Empty<object>(), sirens = Array.Empty<string>() };

    private static object Guarding(string sensor) =>
        new { sensors = new[] { new { device = sensor, address = "magnet-sensor.open", modes = new[] { "away" } } }, sirens = Array.Empty<string>() };

    private static object Plan => PlanOf();

    private static object Awaited => PlanOf(new { key = "0x00158d00deadbeef", name = "Gespensterlampe", knownAs = new[] { "00158d00deadbeef" } });

    private static object PlanOf(params object[] devices) =>
        new { format = "zigbee2mqtt", rooms = Array.Empty<object>(), devices, scenes = Array.Empty<object>(), rules = Array.Empty<object>(), losses = Array.Empty<object>(), seen = new { } };

    private static object Rule => new { name = "Another", when = Array.Empty<object>(), then = new[] { new { kind = "stop" } } };

    /// <summary>A passkey of the owner, as an authenticator would have left it.</summary>
    private static async Task<string> AddPasskeyAsync(TestKith kith)
    {
        var account = (await kith.Get<AccountStore>().FindAsync(User))!;
        var store = kith.Get<PasskeyStore>();
        await store.AddOrUpdatePasskeyAsync(account, new([1, 2, 3], [4, 5, 6], account.Created, 0, [], true, false, false, [], []) { Name = "Siegelring" }, CancellationToken.None);
        return (await store.ListAsync(account.Id)).Single().Id.ToString();
    }

    /// <summary>What stands for each {name} of a path.</summary>
    internal IEnumerable<(string Name, string Value)> Parameters(string operation)
    {
        yield return ("home", Home);
        if (operation is "getScene" or "changeScene") yield return ("device", Ids["scene"]);
        if (operation is "getGroup" or "changeGroup") yield return ("device", Ids["group"]);
        if (operation is "getAlarm" or "changeAlarm") yield return ("device", Ids["alarm"]);
        if (operation is "followThingEvent") yield return ("device", Ids["sensor"]);
        if (operation is "forgetExpected") yield return ("device", Ids["expected"]);
        foreach (var name in (string[])["room", "device", "person", "pairing", "bridge", "satellite", "rule"]) yield return (name, Ids[name]);
        switch (operation)
        {
            case "getSkill" or "putSkill" or "removeSkill": yield return ("skill", "spruch"); break;
            case "getOperation": yield return ("id", Ids["operation"]); break;
            case "readNotice": yield return ("notice", Ids["notice"]); break;
            case "renamePasskey": yield return ("id", Ids["passkey"]); break;
            case "removePasskey": yield return ("id", Ids["passkey"]); break;
            case "revokeToken": yield return ("id", Ids["token"]); break;
            case "removePushSubscription": yield return ("id", Ids["push"]); break;
            case "endSession": yield return ("id", Ids["session"]); break;
            case "fillRuleTemplate": yield return ("id", "last-leaves"); break;
            case "doWithBridge": yield return ("deed", "permit-join"); break;
            case "callHook": yield return ("name", "spuk"); break;
            case "getHistory": yield return ("address", "light.on"); break;
            case "callAction" or "invokeThingAction": yield return ("address", "light.toggle"); break;
            case "readThingProperty" or "writeThingProperty" or "observeThingProperty": yield return ("address", "light.on"); break;
            case "followThingEvent": yield return ("address", "magnet-sensor.opened"); break;
            case "getService" or "getType": yield return ("name", "light"); break;
            case "getProduct":
                yield return ("product", "kith-demo.bulb");
                yield return ("version", "1");
                break;
        }
    }

    /// <summary>What is sent to each operation that takes a body.</summary>
    internal IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["signIn"] = new { user = User, password = "a wrong password" },
        ["signInByLink"] = new { token = "0" },
        ["setUp"] = new { token = "0", user = "x", name = "x", password = "x", homeName = "x", language = "en",
            timeZone = "Europe/Berlin" },
        ["acceptInvitation"] = new { token = "0", user = "x", name = "x", password = "x", language = "en" },
        ["changeAccount"] = new { language = "zh" },
        ["beginSecondFactor"] = new { password = TestKith.Password },
        ["beginPasskey"] = new { password = TestKith.Password },
        ["createPasskey"] = new { ceremony = "0", name = "Another", credential = new { } },
        ["renamePasskey"] = new { name = "Ring" },
        ["removePasskey"] = new { password = TestKith.Password },
        ["signInByPasskey"] = new { ceremony = "0", credential = new { } },
        ["checkPassword"] = new { password = "x" },
        ["setPin"] = new { password = TestKith.Password, pin = "2580" },
        ["removePin"] = new { password = TestKith.Password },
        ["confirmSecondFactor"] = new { code = "000000" },
        ["renewRecoveryCodes"] = new { password = TestKith.Password },
        ["endSecondFactor"] = new { password = TestKith.Password },
        ["pollDeviceFlow"] = new { deviceCode = "0" },
        ["answerDeviceFlow"] = new { userCode = "BCDF-GHJK", approve = false },
        ["createToken"] = new { name = "another", scopes = new[] { "read" } },
        ["createHome"] = new { name = "Another", timeZone = "Europe/Berlin" },
        ["changeHome"] = new { timeZone = "Europe/Vienna" },
        ["putMode"] = new { mode = "night" },
        ["deleteHome"] = new { confirm = "Schloss Rabenau" },
        ["createGroup"] = new { name = "Another", members = Array.Empty<string>() },
        ["changeGroup"] = new { members = Array.Empty<string>() },
        ["createAlarm"] = new { name = "Another", settings = Unguarded },
        ["changeAlarm"] = new { settings = Unguarded },
        ["createScene"] = new { name = "Another", capture = Array.Empty<string>() },
        ["changeScene"] = new { capture = Array.Empty<string>() },
        ["createRule"] = new { rule = Rule },
        ["checkRule"] = new { rule = Rule },
        ["dryRunRule"] = new { rule = Rule, from = "2026-01-01T00:00:00Z", to = "2026-01-02T00:00:00Z" },
        ["putRule"] = new { rule = Rule },
        ["runRule"] = new { },
        ["changeRule"] = new { enabled = true },
        ["fillRuleTemplate"] = new { inputs = new { off = new[] { Ids["device"] } } },
        ["callHook"] = new { },
        ["writeThingProperty"] = true,
        ["invokeThingAction"] = new { },
        ["previewImport"] = new { },
        ["applyImport"] = new { plan = Plan },
        ["undoImport"] = new { parts = Array.Empty<object>(), rooms = Array.Empty<string>(), renamed = Array.Empty<object>(), expected = Array.Empty<string>(), scenes = Array.Empty<string>(), rules = Array.Empty<string>() },
        ["createRoom"] = new { name = "Another" },
        ["changeRoom"] = new { floor = "Cellar" },
        ["addPerson"] = new { name = "Another", role = "guest" },
        ["changePerson"] = new { role = "guest" },
        ["putTariff"] = new { id = "de-average" },
        ["putPresence"] = new { at = "away" },
        ["createPushSubscription"] = new { endpoint = "https://push.example.org/1", keys = new { p256dh = "0", auth = "0" } },
        ["putWebhook"] = new { url = "https://hooks.example.org/kith" },
        ["putNoticeSettings"] = new { quiet = new { from = "22:00", until = "07:00" } },
        ["putArrangement"] = new { favourites = Array.Empty<string>() },
        ["changeDevice"] = new { icon = "lamp" },
        ["replaceDevice"] = new { by = Ids["device"] },
        ["setProperties"] = new Dictionary<string, object> { ["light.on"] = false },
        ["callAction"] = new { },
        ["putSkill"] = new { skill = new { id = "spruch", name = "Zaubermeister", intents = new[] { new { id = "phrase", phrases = new { en = new[] { "open sesame street" } }, say = "No." } } } },
        ["callTools"] = new { jsonrpc = "2.0", id = 1, method = "tools/list" },
        ["explainWords"] = new { text = "which lights are on" },
        ["tellAssistant"] = new { text = "which devices are on" },
        ["createPairing"] = new { },
        ["createBridge"] = new { kind = "zigbee2mqtt", name = "Another", baseTopic = "another" },
        ["createSatellite"] = new { name = "Another", address = "tcp://10.255.255.254:10700" },
        ["changeSatellite"] = new { paused = true },
        ["doWithBridge"] = new { seconds = 60 },
        ["changeBridge"] = new { },
        ["putCertificate"] = new { certificate = new string('a', 64) },
        ["putBridgeCertificate"] = new { certificate = new string('b', 64) },
    };
}
