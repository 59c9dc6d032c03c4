using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Infrared.Blasters;
using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Remotes;
using Kith.Bridges.Infrared.Signals;
using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared;

/// <summary>What people ask of it (docs/bridges/infrared.md), one after the other; and what it tells of itself.</summary>
internal sealed partial class InfraredBridge
{
    /// <summary>How long "learned" waits for the next news, below what a browser waits for any answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel)
    {
        await _loaded.Task.WaitAsync(cancel);
        // These wait for a blaster; nobody else has to wait for them.
        switch (deed)
        {
            case "read": return CodeFile.Read(Json.Text(arguments, "text") ?? "") is var read && read.Fault is { } fault ? fault : Answers.Of(read.Value);
            case "learn": return await LearnAsync(arguments, cancel);
            case "learned": return await LearnedAsync(arguments, cancel);
            case "send": return await SendAsync(arguments);
        }
        await _changing.WaitAsync(cancel);
        try
        {
            return deed switch
            {
                "add-blaster" => await AddBlasterAsync(arguments),
                "remove-blaster" => await RemoveBlasterAsync(arguments),
                "import" => await ImportAsync(arguments),
                "keep" => await KeepAsync(arguments),
                "forget-button" => await ForgetButtonAsync(arguments),
                "change" => await ChangeAsync(arguments),
                "assume" => Assume(arguments),
                "remove" => await RemoveAsync(arguments),
                _ => Unknown(deed),
            };
        }
        finally
        {
            _changing.Release();
        }
    }

    private JsonObject Details() => new JsonObject
    {
        ["blasters"] = new JsonArray([.. _blasters.Values.OrderBy(blaster => blaster.Name, StringComparer.OrdinalIgnoreCase).Select(Answers.Of)]),
        ["remotes"] = new JsonArray([.. _remotes.Values.OrderBy(remote => remote.Record.Name, StringComparer.OrdinalIgnoreCase).Select(remote => Answers.Of(remote, _blasters.GetValueOrDefault(remote.Record.Blaster)))]),
        ["types"] = new JsonArray([.. RemoteModel.Types.Select(type => (JsonNode)type)]),
    };

    private async Task<Result<JsonNode>> AddBlasterAsync(JsonElement arguments)
    {
        if (Json.Text(arguments, "kind") is not ("tasmota" or "esphome") || Json.Text(arguments, "kind") is not { } kind) return Invalid("kind", "a blaster that is added is tasmota or esphome; Zigbee ones are found");
        var topic = Json.Text(arguments, "topic")?.Trim() ?? "";
        if (topic.Length is 0 or > 100 || topic.StartsWith("kith", StringComparison.Ordinal) || topic.StartsWith('/') || topic.EndsWith('/') || topic.AsSpan().ContainsAny("#+$ \0"))
            return Invalid("topic", "a topic has 1 to 100 characters, none of # + $ or space, no slash at an end, and does not begin with kith");
        var name = Json.Text(arguments, "name")?.Trim() is { Length: > 0 } its ? Gathering.Clean(its) : topic;
        if (_blasters.ContainsKey(kind == "tasmota" ? TasmotaBlaster.IdOf(topic) : EspHomeBlaster.IdOf(topic))) return new Fault(ErrorCodes.Conflict, $"there is a blaster on {topic} already", "topic");
        if (_blasters.Count >= InfraredLimits.Blasters) return new Fault(ErrorCodes.LimitReached, $"a bridge has at most {InfraredLimits.Blasters} blasters");
        var record = new BlasterRecord(kind, topic, name);
        if (await _seat.Documents.PutAsync($"{BlasterKey}{kind}:{topic}", JsonSerializer.SerializeToNode(record, InfraredJson.Default.BlasterRecord)!) is { } full) return full;
        return Answers.Of(Open(record));
    }

    private async Task<Result<JsonNode>> RemoveBlasterAsync(JsonElement arguments)
    {
        if (Find(arguments) is var found && found.Fault is { } none) return none;
        if (found.Value is ZigbeeBlaster) return new Fault(ErrorCodes.Conflict, "a Zigbee blaster is a device of the home; remove it there", "blaster");
        await _seat.Documents.DropAsync(BlasterKey + found.Value.Id);
        await RemoveAsync(found.Value.Id);
        return new JsonObject();
    }

    private async Task<Result<JsonNode>> ImportAsync(JsonElement arguments)
    {
        var read = CodeFile.Read(Json.Text(arguments, "text") ?? "");
        if (read.Fault is { } wrong) return wrong;
        if (Find(arguments) is var blaster && blaster.Fault is { } none) return none;
        var name = Json.Text(arguments, "name")?.Trim() is { Length: > 0 } given ? given : read.Value.Name ?? "";
        if (Json.Text(arguments, "button")?.Trim() is { Length: > 0 } button && read.Value is { Table: null, Buttons: [var only] }) read = read.Value with { Buttons = [only with { Name = Gathering.Clean(button) }] };
        var kept = await KeepAsync(null, RemoteRecord.Of(name, Json.Text(arguments, "type") ?? read.Value.Type, blaster.Value.Id, read.Value));
        if (kept.Fault is { } refused) return refused;
        var answer = Answers.Of(read.Value, withCodes: false);
        (answer["remote"], answer["device"]) = (kept.Value.Id, kept.Value.Device.Id?.ToString());
        return answer;
    }

    /// <summary>A button that was learned or pasted: of a remote that is here, or the first of a new one.</summary>
    private async Task<Result<JsonNode>> KeepAsync(JsonElement arguments)
    {
        var called = Gathering.Clean(Json.Text(arguments, "button") ?? "");
        if (called.Length == 0) return Invalid("button", "a button needs a name");
        var signal = CodeText.Read(Json.Text(arguments, "code") ?? "");
        if (signal.Fault is { } wrong) return wrong with { Field = "code" };
        var key = RemoteRecord.Of(new Button(called, signal.Value));
        if (Json.Text(arguments, "remote") is { } id)
        {
            if (!_remotes.TryGetValue(id, out var remote)) return NoRemote(id);
            if (remote.Record.Buttons.Count >= InfraredLimits.Buttons && remote.Record.Buttons.All(its => its.Name != called)) return new Fault(ErrorCodes.LimitReached, $"a remote has at most {InfraredLimits.Buttons} buttons");
            var buttons = remote.Record.Buttons.Any(its => its.Name == called) ? remote.Record.Buttons.Select(its => its.Name == called ? key : its) : remote.Record.Buttons.Append(key);
            return Answer(await KeepAsync(id, remote.Record with { Buttons = [.. buttons] }));
        }
        if (Find(arguments) is var blaster && blaster.Fault is { } none) return none;
        return Answer(await KeepAsync(null, new RemoteRecord(Json.Text(arguments, "name")?.Trim() ?? "", Json.Text(arguments, "type") ?? "ir-remote-control", blaster.Value.Id, [key])));
    }

    private async Task<Result<JsonNode>> ForgetButtonAsync(JsonElement arguments)
    {
        if (!Has(arguments, out var remote)) return NoRemote(Json.Text(arguments, "remote"));
        var button = Json.Text(arguments, "button");
        if (remote.Record.Buttons.All(its => its.Name != button)) return new Fault(ErrorCodes.NotFound, "this remote has no such button", "button");
        if (remote.Record is { Buttons.Count: 1, States: null }) return new Fault(ErrorCodes.Conflict, "it is the last button; remove the remote", "button");
        return Answer(await KeepAsync(remote.Id, remote.Record with { Buttons = [.. remote.Record.Buttons.Where(its => its.Name != button)] }));
    }

    private async Task<Result<JsonNode>> ChangeAsync(JsonElement arguments)
    {
        if (!Has(arguments, out var remote)) return NoRemote(Json.Text(arguments, "remote"));
        var blaster = Json.Text(arguments, "blaster") ?? remote.Record.Blaster;
        if (blaster != remote.Record.Blaster && !_blasters.ContainsKey(blaster)) return NoBlaster(blaster);
        return Answer(await KeepAsync(remote.Id, remote.Record with { Blaster = blaster, Type = Json.Text(arguments, "type") ?? remote.Record.Type }));
    }

    /// <summary>It is otherwise than assumed, because somebody used its own remote: nothing is sent.</summary>
    private Result<JsonNode> Assume(JsonElement arguments)
    {
        if (!Has(arguments, out var remote)) return NoRemote(Json.Text(arguments, "remote"));
        if (Json.Truth(arguments, "on") is not { } isOn) return Invalid("on", "say whether it is on");
        if (remote.Spec.Properties.FirstOrDefault(property => property is { Name: "on", Assumed: true }) is not { } on) return Invalid("remote", "it is neither on nor off");
        remote.Believe([KeyValuePair.Create(on.Address, Value.Of(isOn))]);
        remote.Device.Tell([KeyValuePair.Create(on.Address, Value.Of(isOn))]);
        return new JsonObject();
    }

    private async Task<Result<JsonNode>> RemoveAsync(JsonElement arguments)
    {
        if (!Has(arguments, out var remote)) return NoRemote(Json.Text(arguments, "remote"));
        await remote.Device.RemoveAsync();
        await DropAsync(remote.Id);
        return new JsonObject();
    }

    private async Task<Result<Remote>> KeepAsync(string? id, RemoteRecord record)
    {
        if (string.IsNullOrWhiteSpace(record.Name) || record.Name.Length > 100 || record.Name.Any(char.IsControl)) return Invalid("name", "a remote needs a name of 1 to 100 characters");
        if (id is null && _remotes.Count >= InfraredLimits.Remotes) return new Fault(ErrorCodes.LimitReached, $"a bridge has at most {InfraredLimits.Remotes} remotes");
        // Never the id of another remote, not even of one that was removed: the home would take it for the same.
        var its = id ?? $"{Slugs.Of(record.Name)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var made = Remote.Make(its, record, _seat.Library, _devices.Get(its));
        if (made.Fault is { } wrong) return wrong;
        if (await _seat.Documents.PutAsync(RemoteKey + its, JsonSerializer.SerializeToNode(record, InfraredJson.Default.RemoteRecord)!) is { } full) return full;
        if (_remotes.TryGetValue(its, out var before)) made.Value.Believe(before.Believed);
        if (await PutAsync(made.Value, null) is not { } refused) return made.Value;
        if (before is null) await DropAsync(its);
        return refused;
    }

    private async Task<Result<JsonNode>> LearnAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (Find(arguments) is var blaster && blaster.Fault is { } none) return none;
        return await blaster.Value.LearnAsync(cancel) is { } fault ? fault : Answers.Of(blaster.Value.Ear.Learning!);
    }

    private async Task<Result<JsonNode>> LearnedAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (Find(arguments) is var blaster && blaster.Fault is { } none) return none;
        return await blaster.Value.Ear.WaitAsync(Patience, cancel) is { } learning ? Answers.Of(learning) : new Fault(ErrorCodes.NotFound, "this blaster was not asked to learn", "blaster");
    }

    /// <summary>Tries a code, or a button of a remote, without keeping anything.</summary>
    private async Task<Result<JsonNode>> SendAsync(JsonElement arguments)
    {
        Signal signal;
        var blaster = Find(arguments);
        if (Json.Text(arguments, "code") is { } code)
        {
            var read = CodeText.Read(code);
            if (read.Fault is { } wrong) return wrong with { Field = "code" };
            signal = read.Value;
        }
        else
        {
            if (!Has(arguments, out var remote)) return NoRemote(Json.Text(arguments, "remote"));
            if (remote.Buttons.FirstOrDefault(its => its.Name == Json.Text(arguments, "button")) is not { } button) return new Fault(ErrorCodes.NotFound, "this remote has no such button", "button");
            signal = button.Signal;
            if (Json.Text(arguments, "blaster") is null) blaster = _blasters.TryGetValue(remote.Record.Blaster, out var own) ? own : NoBlaster(remote.Record.Blaster);
        }
        if (blaster.Fault is { } none) return none;
        return await blaster.Value.SendAsync(signal) is { } fault ? fault : new JsonObject();
    }

    /// <summary>The blaster that is named, or the only one.</summary>
    private Result<Blaster> Find(JsonElement arguments) =>
        Json.Text(arguments, "blaster") is { } id ? _blasters.TryGetValue(id, out var blaster) ? blaster : NoBlaster(id)
        : _blasters.Values.ToList() is [var only] ? only
        : Invalid("blaster", _blasters.IsEmpty ? "there is no blaster yet; add one first" : "say which blaster");

    private bool Has(JsonElement arguments, out Remote remote) => _remotes.TryGetValue(Json.Text(arguments, "remote") ?? "", out remote!);

    private static Result<JsonNode> Answer(Result<Remote> kept) => kept.Fault is { } fault ? fault : new JsonObject { ["remote"] = kept.Value.Id, ["device"] = kept.Value.Device.Id?.ToString() };

    private static Fault NoRemote(string? id) => new(ErrorCodes.NotFound, $"there is no remote {id}", "remote");

    private static Fault NoBlaster(string id) => new(ErrorCodes.NotFound, $"there is no blaster {id}", "blaster");

    private static Fault Invalid(string field, string why) => new(ErrorCodes.RequestInvalid, why, field);
}
