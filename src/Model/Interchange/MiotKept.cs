using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Specs;

namespace Kith.Model.Interchange;

/// <summary>
/// The difference between an object of an instance and what <see cref="MiotWriter"/> would write for it, taken on import and laid over
/// on export. So nothing is lost, whatever it was, and what is edited in between is written as edited.
/// </summary>
internal static class MiotKept
{
    /// <summary>The document with the kept fields of every level.</summary>
    internal static ProductDocument Attach(ProductDocument document, Spec spec, JsonElement root, Library library)
    {
        var bare = new MiotWriter(library, document, spec, bare: true);
        var services = new List<ServiceUse>();
        var read = Read(root, "services", document.Services!.Select(use => use.Siid!.Value));
        for (var place = 0; place < document.Services!.Count; place++)
            services.Add(Attach(document.Services[place], spec.Services[place], read[place], bare, library.FindService(document.Services[place].Type)));
        return document with { Services = services, Kept = Difference(bare.Device(), root, ("services", services.Select(use => use.Siid!.Value))) };
    }

    private static ServiceUse Attach(ServiceUse use, Service service, JsonElement item, MiotWriter bare, ServiceDefinition? known)
    {
        var (properties, actions, events) = (use.Properties!, use.Actions!, use.Events!);
        var (readProperties, readActions, readEvents) =
            (Read(item, "properties", properties.Select(one => one.Piid!.Value)),
                Read(item, "actions", actions.Select(one => one.Aiid!.Value)),
                Read(item, "events", events.Select(one => one.Eiid!.Value)));
        return use with
        {
            Properties = [.. properties
                .Select((one, place) => one with { Kept = Difference(bare.Property(one, known, service, service.Properties[place]), readProperties[place]) })],
            Actions = [.. actions
                .Select((one, place) => one with { Kept = Difference(bare.Action(one, known, service, service.Actions[place]), readActions[place]) })],
            Events = [.. events
                .Select((one, place) => one with { Kept = Difference(bare.Event(one, known, service, service.Events[place]), readEvents[place]) })],
            Kept = Difference(bare.Service(use, service), item,
                ("properties", properties.Select(one => one.Piid!.Value)),
                ("actions", actions.Select(one => one.Aiid!.Value)),
                ("events", events.Select(one => one.Eiid!.Value))),
        };
    }

    /// <summary>Lays the kept fields over a written object; the children in <paramref name="lists"/> stay as written.</summary>
    internal static JsonObject Lay(JsonObject written, KeptFields kept, ReadOnlySpan<string> lists)
    {
        foreach (var name in kept.Absent ?? []) written.Remove(name);
        foreach (var (name, json) in kept.Set ?? new Dictionary<string, JsonElement>())
            if (!(lists.Contains(name) && written.ContainsKey(name))) written[name] = Node(json);
        foreach (var element in (kept.Unread ?? []).OrderBy(element => element.Place))
        {
            if (written[element.List] is not JsonArray array) written[element.List] = array = [];
            array.Insert(Math.Clamp(element.Place, 0, array.Count), Node(element.Json));
        }
        if (kept.Order is null) return written;
        var ordered = new JsonObject();
        foreach (var name in kept.Order.Concat(written.Select(field => field.Key)).Distinct(StringComparer.Ordinal).ToList())
        {
            if (!written.ContainsKey(name)) continue;
            var value = written[name];
            written.Remove(name);
            ordered[name] = value;
        }
        return ordered;
    }

    private static KeptFields? Difference(JsonObject bare, JsonElement item, params ReadOnlySpan<(string Name, IEnumerable<int> Iids)> lists)
    {
        var unread = new List<KeptElement>();
        foreach (var (name, iids) in lists) Unread(item, name, iids, unread);
        var (set, fields) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), new List<string>());
        foreach (var field in item.EnumerateObject())
        {
            // A key that stands twice counts once, with its last value, as every reader of JSON has it.
            if (fields.Remove(field.Name)) set.Remove(field.Name);
            fields.Add(field.Name);
            var children = false;
            foreach (var (name, _) in lists)
                children |= name == field.Name && field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() > 0;
            if (!children && !(bare.TryGetPropertyValue(field.Name, out var written) && Compact(written) == Compact(Node(field.Value))))
                set[field.Name] = field.Value;
        }
        var absent = bare.Select(field => field.Key).Except(fields).ToList();
        var usual = bare.Select(field => field.Key).Except(absent).Concat(fields.Except(bare.Select(field => field.Key)));
        var order = usual.SequenceEqual(fields) ? null : fields;
        return set.Count + absent.Count + unread.Count == 0 && order is null ? null
            : new KeptFields { Set = set.Count > 0 ? set : null, Absent = absent.Count > 0 ? absent : null, Order = order, Unread = unread.Count > 0 ? unread : null };
    }

    /// <summary>The elements that were read, in the order of their ids in the document (the order of the instance).</summary>
    private static List<JsonElement> Read(JsonElement item, string list, IEnumerable<int> iids) => Split(item, list, iids, null);

    private static void Unread(JsonElement item, string list, IEnumerable<int> iids, List<KeptElement> unread) => Split(item, list, iids, unread);

    private static List<JsonElement> Split(JsonElement item, string list, IEnumerable<int> iids, List<KeptElement>? unread)
    {
        var (read, wanted, taken, place) = (new List<JsonElement>(), iids.ToHashSet(), new HashSet<int>(), 0);
        if (!item.TryGetProperty(list, out var elements) || elements.ValueKind != JsonValueKind.Array) return read;
        foreach (var element in elements.EnumerateArray())
        {
            if (MiotReader.Iid(element, taken) is { } iid && wanted.Contains(iid)) read.Add(element);
            else unread?.Add(new(list, place, element));
            place++;
        }
        return read;
    }

    private static JsonNode? Node(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(json),
        JsonValueKind.Array => JsonArray.Create(json),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    private static string Compact(JsonNode? node) => node?.ToJsonString() ?? "null";
}
