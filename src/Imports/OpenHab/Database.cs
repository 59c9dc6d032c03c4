using System.Text.Json.Nodes;
using Kith.Homes.Importing;
using Kith.Imports.Planning;

namespace Kith.Imports.OpenHab;

/// <summary>jsondb: each file an object of rows by key, the content of each under value.</summary>
internal static class Database
{
    internal static IEnumerable<(string Key, JsonNode Value)> Rows(string? text) =>
        text is null ? [] : Tree.Parse(text).Fields().Where(row => row.Value.At("value") is JsonObject).Select(row => (row.Key, row.Value.At("value")!));

    internal static IEnumerable<Item> Items(string? text) =>
        Rows(text).Select(row => new Item(row.Value.Text("itemType") ?? "String", row.Key, row.Value.Named("label"), row.Value.Texts("groupNames"), row.Value.Texts("tags"), []));

    internal static IEnumerable<Thing> Things(string? text)
    {
        foreach (var (key, thing) in Rows(text))
        {
            if (thing.Is("isBridge")) continue;
            var settings = thing.At("configuration").At("properties");
            string[] fields = ["macAddress", "zigbee_macaddress", "mac", "ieeeAddress", "serial", "serialNumber", "deviceId", "uniqueId"];
            yield return new Thing(key, thing.Named("label"), thing.Named("location"),
                [.. key.Split(':').Skip(2).Where(NativeIds.IsSerial), .. fields.SelectMany(field => (string?[])[settings.Text(field), thing.At("properties").Text(field)]).OfType<string>()]);
        }
    }

    internal static IEnumerable<(string Item, string Channel)> Links(string? text) =>
        Rows(text).Select(row => (row.Value.Text("itemName") ?? "", row.Value.At("channelUID").Text("uid") ?? string.Join(':', row.Value.At("channelUID").Texts("segments"))));
}
