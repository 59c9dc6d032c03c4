using System.Text.Json.Nodes;
using Kith.Bridges.Infrared.Blasters;
using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Remotes;
using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Infrared;

/// <summary>What the app is told, as JSON.</summary>
internal static class Answers
{
    internal static JsonNode Of(Blaster blaster) => new JsonObject
    {
        ["id"] = blaster.Id, ["kind"] = blaster.Kind, ["name"] = blaster.Name, ["where"] = blaster.Where, ["online"] = blaster.IsOnline,
        ["learning"] = blaster.Ear.Learning is { } learning ? Of(learning) : null,
    };

    internal static JsonNode Of(Learning learning)
    {
        var answer = new JsonObject { ["listening"] = learning.IsListening, ["until"] = learning.Until };
        if (learning.Why is { } why) answer["why"] = why;
        if (learning.Heard is not { } heard) return answer;
        (answer["code"], answer["carrier"], answer["times"], answer["milliseconds"]) = (SignalText.Of(heard), heard.CarrierHz, heard.Timings.Count, (int)heard.Length.TotalMilliseconds);
        return answer;
    }

    internal static JsonNode Of(CodeSet set, bool withCodes = true)
    {
        var buttons = set.Buttons.Select(button => withCodes
            ? (JsonNode)new JsonObject { ["name"] = button.Name, ["code"] = SignalText.Of(button.Signal) }
            : new JsonObject { ["name"] = button.Name });
        return new JsonObject
        {
            ["format"] = set.Format, ["name"] = set.Name, ["type"] = set.Type, ["buttons"] = new JsonArray([.. buttons]), ["states"] = StatesOf(set.Table, withCodes), ["lost"] = set.Lost,
            ["losses"] = new JsonArray([.. set.Losses.Select(loss => (JsonNode)new JsonObject { ["where"] = loss.Where, ["why"] = loss.Why })]),
        };
    }

    internal static JsonNode Of(Remote remote, Blaster? blaster)
    {
        var answer = Plain(remote, blaster);
        // There for what can be on at all; null while nobody knows.
        if (remote.Spec.Properties.FirstOrDefault(property => property is { Name: "on", Assumed: true }) is { } on)
            answer["on"] = remote.Believed.FirstOrDefault(value => value.Key == on.Address) is { Key: not null } known ? known.Value.AsBool() : null;
        return answer;
    }

    private static JsonObject Plain(Remote remote, Blaster? blaster) => new()
    {
        ["id"] = remote.Id, ["device"] = remote.Device.Id?.ToString(), ["name"] = remote.Record.Name, ["type"] = remote.Record.Type, ["blaster"] = remote.Record.Blaster,
        ["online"] = blaster?.IsOnline ?? false, ["why"] = blaster is null ? "its blaster is not here any more" : blaster.IsOnline ? null : $"its blaster {blaster.Name} is not connected",
        ["buttons"] = new JsonArray([.. remote.Record.Buttons.Select(button => (JsonNode)button.Name)]), ["states"] = StatesOf(remote.Table, withCodes: false),
    };

    private static JsonObject? StatesOf(StateTable? table, bool withCodes)
    {
        if (table is null) return null;
        JsonArray Words(Func<WholeState, string?> of) => [.. table.States.Select(of).OfType<string>().Distinct().Select(word => (JsonNode)word)];
        var degrees = table.States.Select(state => state.Celsius).OfType<double>().ToList();
        var answer = new JsonObject { ["count"] = table.States.Count, ["modes"] = Words(state => state.Mode), ["speeds"] = Words(state => state.Speed), ["swings"] = Words(state => state.Swing) };
        if (degrees.Count > 0) (answer["min"], answer["max"]) = (degrees.Min(), degrees.Max());
        // Enough to try whether the set fits before it is kept.
        if (withCodes) (answer["off"], answer["first"]) = (SignalText.Of(table.Off), SignalText.Of(table.States[0].Signal));
        return answer;
    }
}
