using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Own;

/// <summary>Reads a description and makes a spec of it; every fault names the member that is wrong.</summary>
internal static class OwnSpec
{
    internal static Result<OwnDocument> Read(JsonElement json)
    {
        try
        {
            return json.Deserialize(OwnJson.Default.OwnDocument) is { } document ? document : Wrong("device", "a device is an object");
        }
        catch (JsonException failure)
        {
            return Wrong(failure.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "device", failure.Message.Split(" Path:")[0]);
        }
    }

    internal static Result<Spec> Of(OwnDocument document, Library library, LocalNetwork network)
    {
        if (DeviceId.FromName(document.Id).ToString() != document.Id) return Wrong("id", "an id has lower-case letters, digits and hyphens");
        if (CheckHttp(document, network) is { } unfit) return unfit;
        var draft = new SpecDraft();
        var (properties, events, actions) = (document.Properties ?? new Dictionary<string, OwnProperty>(), document.Events ?? new Dictionary<string, OwnEvent>(), document.Actions ?? new Dictionary<string, OwnSend>());
        if (properties.Count + events.Count + actions.Count is 0 or > OwnLimits.Members) return Wrong("properties", $"a device has 1 to {OwnLimits.Members} properties, events and actions");
        foreach (var (address, own) in properties)
            if (AddProperty(document, library, draft, address, own) is { } wrong) return wrong;
        foreach (var (address, own) in events)
        {
            if (Split(address) is not ({ } id, { } name)) return Wrong($"events.{address}", "an event's address is service.event");
            if ((CheckTopic(own.Topic, $"events.{address}.topic") ?? CheckPath(own.Path, $"events.{address}.path")) is { } wrong) return wrong;
            var type = TypeOf(document, library, id);
            var happening = new EventDefinition { Name = name, Title = type == "open" ? LocalText.Same(Titles.Of(name)) : null, Arguments = [] };
            if (!draft.Add(id, type, null, happening)) return Wrong($"events.{address}", "there are too many");
        }
        foreach (var (address, own) in actions)
        {
            if (Split(address) is not ({ } id, { } name)) return Wrong($"actions.{address}", "an action's address is service.action");
            if (CheckSend(own, document, $"actions.{address}") is { } wrong) return wrong;
            var type = TypeOf(document, library, id);
            if (!draft.Add(id, type, null, new ActionDefinition { Name = name, Title = type == "open" ? LocalText.Same(Titles.Of(name)) : null })) return Wrong($"actions.{address}", "there is one already, or too many");
        }
        return library.Resolve(ProductDocuments.Of("own", document.Maker ?? "", document.Model ?? document.Name, document.Type ?? DeviceTypes.Of(draft), [.. draft.Services]));
    }

    private static Fault? AddProperty(OwnDocument document, Library library, SpecDraft draft, string address, OwnProperty own)
    {
        var member = $"properties.{address}";
        if (Split(address) is not ({ } id, { } name)) return Wrong(member, "a property's address is service.property");
        if (own.Read is null && own.Write is null) return Wrong(member, "it needs a read, a write, or both");
        if (own.Read is { } read)
        {
            if ((read.Topic is null) == (read.Get is null)) return Wrong($"{member}.read", "a value is read from a topic or by get");
            if (read.Topic is { } topic && CheckTopic(topic, $"{member}.read.topic") is { } unfit) return unfit;
            if (read.Get is { } get && CheckCall(document, get, $"{member}.read.get") is { } wrong) return wrong;
            if (CheckPath(read.Path, $"{member}.read.path") is { } place) return place;
            if (read.Scale == 0 || !double.IsFinite(read.Scale)) return Wrong($"{member}.read.scale", "a scale is not zero");
        }
        if (own.Write is { } write && CheckSend(write, document, $"{member}.write") is { } cannot) return cannot;
        var type = TypeOf(document, library, id);
        var access = (own.Read is null ? Access.None : Access.Read | Access.Notify) | (own.Write is null ? Access.None : Access.Write);
        var range = own.Range is [var least, var most, var step] ? new ValueRange(least, most, step) : null;
        if (own.Range is not null && range is null) return Wrong($"{member}.range", "a range has a least, a most and a step");
        if (type == "open")
        {
            Format? format = own.Format switch { null or "number" => Format.Float, "bool" => Format.Bool, "text" => Format.String, _ => null };
            if (format is null) return Wrong($"{member}.format", "a format is bool, number or text");
            var title = own.Title is { } said ? new LocalText(said, own.TitleZh ?? said) : LocalText.Same(Titles.Of(name.Replace('-', ' ')));
            var property = new PropertyDefinition { Name = name, Title = title, Format = format, Access = access, Unit = own.Unit, Range = range };
            return draft.Add(id, "open", LocalText.Same(Titles.Of(id.Replace('-', ' '))), property) ? null : Wrong(member, "there is one already, or too many");
        }
        if (library.FindService(type)?.FindProperty(name) is null) return Wrong(member, $"the library's {type} has no property {name}");
        return draft.Add(id, type, null, new PropertyDefinition { Name = name, Access = access, Range = range }) ? null : Wrong(member, "there is one already, or too many");
    }

    /// <summary>An id that is a service of the library is that service; every other is one of the device's own.</summary>
    private static string TypeOf(OwnDocument document, Library library, string id) =>
        document.Services?.GetValueOrDefault(id) ?? (library.FindService(id) is null ? "open" : id);

    private static (string? Id, string? Name) Split(string address)
    {
        var dot = address.IndexOf('.', StringComparison.Ordinal);
        return dot < 1 || dot == address.Length - 1 ? default : (address[..dot], address[(dot + 1)..]);
    }

    private static Fault? CheckHttp(OwnDocument document, LocalNetwork network)
    {
        if (document.Available is { } available && (CheckTopic(available.Topic, "available.topic") ?? CheckPath(available.Path, "available.path")) is { } wrong) return wrong;
        if (document.Http is not { } http) return null;
        if (http.Every is < OwnLimits.ShortestEvery or > OwnLimits.LongestEvery) return Wrong("http.every", $"readings are {OwnLimits.ShortestEvery} to {OwnLimits.LongestEvery} seconds apart");
        if (!Uri.TryCreate(http.Base, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            return Wrong("http.base", "a base address begins with http:// or https:// and has no user name in it");
        return network.MayBe(address.DnsSafeHost) ? null : Wrong("http.base", "this address is not of a private network");
    }

    private static Fault? CheckSend(OwnSend send, OwnDocument document, string member)
    {
        var ways = new[] { send.Topic, send.Get, send.Put, send.Post }.Count(way => way is not null);
        if (ways != 1) return Wrong(member, "it is sent to a topic, or by get, put or post: one of them");
        return send.Topic is { } topic ? CheckTopic(topic, $"{member}.topic") : CheckCall(document, send.Get ?? send.Put ?? send.Post!, member);
    }

    private static Fault? CheckCall(OwnDocument document, string path, string member) =>
        document.Http is null ? Wrong(member, "calls need http.base")
        : path.Length is 0 or > 500 || path[0] != '/' ? Wrong(member, "a path begins with / and has at most 500 characters")
        : null;

    private static Fault? CheckTopic(string topic, string member) =>
        topic.Length is 0 or > 200 || topic.AsSpan().ContainsAny("#+\0") ? Wrong(member, "a topic has 1 to 200 characters, and no # or +")
        : topic == "kith" || topic.StartsWith("kith/", StringComparison.Ordinal) || topic[0] == '$' ? Wrong(member, "topics below kith/ are for native devices")
        : null;

    private static Fault? CheckPath(string path, string member) =>
        Selector.Parse(path) is null ? Wrong(member, "a place is $ and steps to one value: $.a.b, $.list[0], $['a name']; no wildcards") : null;

    internal static Fault Wrong(string member, string why) => new(ErrorCodes.RequestInvalid, why, member);
}
