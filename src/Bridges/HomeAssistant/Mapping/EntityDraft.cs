using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Templates;
using Kith.Bridges.Products;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Values;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>An entity while its platform reads its description: its slots, and what of it cannot be.</summary>
internal sealed class EntityDraft(EntityConfig config)
{
    private readonly List<Slot> _slots = [];
    private readonly List<string> _refused = [];

    internal EntityConfig Config { get; } = config;

    internal IReadOnlyList<Slot> Slots => _slots;

    /// <summary>What of it was refused, and why; in words for people.</summary>
    internal IReadOnlyList<string> Refused => _refused;

    internal Composer Composer { get; set; } = Composer.EachAlone;

    internal void Refuse(string why)
    {
        if (_refused.Count < HaLimits.Items) _refused.Add(why);
    }

    /// <summary>Where a value is told; null when the entity does not say, or says it in a way that is refused.</summary>
    /// <param name="templates">Fields that may hold its template; the first that is there.</param>
    internal Source? From(string topicField, params ReadOnlySpan<string> templates) =>
        TopicOf(topicField, mayHaveWildcards: true) is { } topic && TemplateOf(templates, out var template) ? new Source(topic, template) : null;

    /// <summary>Where it is set.</summary>
    internal Sink? To(string topicField, params ReadOnlySpan<string> templates) =>
        TopicOf(topicField, mayHaveWildcards: false) is { } topic && TemplateOf(templates, out var template) ? new Sink(topic, template) : null;

    internal Template? Template(string field) => TemplateOf([field], out var template) ? template : null;

    private bool TemplateOf(ReadOnlySpan<string> fields, out Template? template)
    {
        template = null;
        foreach (var field in fields)
        {
            if (Config.Text(field) is not { Length: > 0 } text) continue;
            (template, var why) = Templates.Template.Read(text);
            if (why is not null) Refuse($"{field}: {why}");
            return template is not null;
        }
        return true;
    }

    private string? TopicOf(string field, bool mayHaveWildcards)
    {
        if (Config.Text(field) is not { Length: > 0 } topic) return null;
        if (Topics.Fault(topic, mayHaveWildcards) is not { } why) return topic;
        Refuse($"{field}: {why}");
        return null;
    }

    /// <summary>A slot that is told, set, or both; nothing when it is neither.</summary>
    /// <param name="slot">Its name in the entity; empty for what the entity is about.</param>
    internal void Add(string slot, Feature feature, Source? state, Sink? command, Func<Slot, Slot>? more = null)
    {
        if (state is null && command is null) return;
        var isAssumed = command is not null && (state is null || Config.IsOptimistic);
        var full = feature with { Path = [Config.Key, slot], Published = true, Settable = command is not null, IsAssumed = isAssumed && state is null };
        var made = new Slot(full) { State = state, Command = command, IsAssumed = isAssumed };
        _slots.Add(more is null ? made : more(made));
    }

    /// <summary>Something that can be sent and is never told.</summary>
    internal void AddSent(string slot, Feature feature, Sink? command, Func<Slot, Slot>? more = null)
    {
        if (command is null) return;
        var made = new Slot(feature with { Path = [Config.Key, slot], Published = false, Settable = true }) { Command = command };
        _slots.Add(more is null ? made : more(made));
    }

    /// <summary>Something that can only be done.</summary>
    internal void AddPress(string slot, Sink? command, string payload, string? label = null)
    {
        if (command is null) return;
        var feature = Feature(FeatureKind.Choice, slot, label) with { Path = [Config.Key, slot], Settable = true, Values = [Value.Of(payload)] };
        _slots.Add(new Slot(feature) { Command = command, Press = payload });
    }

    /// <summary>Something that happens.</summary>
    internal void AddEvents(string slot, Source? state, IReadOnlyList<string> events, Func<Slot, Slot>? more = null)
    {
        if (state is null || events.Count == 0) return;
        var made = new Slot(Feature(FeatureKind.Choice, slot) with { Path = [Config.Key, slot], Published = true, Values = [.. events.Select(Value.Of)] }) { State = state, Events = events };
        _slots.Add(more is null ? made : more(made));
    }

    internal Feature Truth(string slot) => Feature(FeatureKind.Truth, slot) with { On = Value.Of("ON"), Off = Value.Of("OFF") };

    internal Feature Text(string slot) => Feature(FeatureKind.Text, slot);

    internal Feature Choice(string slot, IEnumerable<string> values) => Feature(FeatureKind.Choice, slot) with { Values = [.. values.Distinct().Select(Value.Of)] };

    internal Feature Number(string slot, string? unit = null, double? min = null, double? max = null, double? step = null, Codec? own = null) =>
        Feature(FeatureKind.Number, slot) with { Unit = unit, Min = min, Max = max, Step = step, Own = own };

    /// <summary>A feature named PLATFORM.SLOT, which is what the tables know it by.</summary>
    internal Feature Feature(FeatureKind kind, string slot, string? label = null) => new(kind, $"{Config.Platform}.{slot}", [])
    {
        Group = Config.Platform,
        Label = label ?? Label(slot),
        Word = Slugs.Of(slot.Length == 0 ? Title : $"{Title} {slot.Replace('.', ' ')}"),
        IsConfig = Config.Category == "config",
        IsDiagnostic = Config.Category == "diagnostic",
    };

    /// <summary>What people call the entity: its name without its device's, or what its id says.</summary>
    internal string Title
    {
        get
        {
            var name = Config.Name?.Trim() is { Length: > 0 } its ? its : Config.DeviceClass ?? Config.ObjectId;
            var device = Config.Device?.Name?.Trim();
            if (device is { Length: > 0 } && name.Length > device.Length && name.StartsWith(device, StringComparison.OrdinalIgnoreCase)) name = name[device.Length..].Trim(' ', '-', '_', ':');
            return name.Length > 0 ? name : Config.ObjectId;
        }
    }

    private string Label(string slot)
    {
        var words = slot.Replace('.', ' ').Replace('-', ' ').Trim();
        return words.Length == 0 ? Titles.Of(Title) : $"{Titles.Of(Title)}: {words}";
    }

    /// <summary>Two words of theirs for ours, ON and OFF.</summary>
    /// <param name="on">What is sent, and told unless <paramref name="toldOn"/> says otherwise.</param>
    internal static Func<Slot, Slot> Words(string on, string off, string? toldOn = null, string? toldOff = null) => Words([("ON", on, toldOn ?? on), ("OFF", off, toldOff ?? off)]);

    /// <summary>Words of theirs for ours: what is sent, what is told.</summary>
    internal static Func<Slot, Slot> Words(params IReadOnlyList<(string Ours, string? Sent, string? Told)> rows)
    {
        var (sends, reads) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (ours, sent, told) in rows)
        {
            if (sent is not null) sends.TryAdd(ours, sent);
            if (told is not null) reads.TryAdd(told, ours);
        }
        return slot => slot with { Sends = sends, Reads = reads };
    }
}
