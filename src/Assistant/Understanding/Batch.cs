using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Assistant.Dialogue;

namespace Kith.Assistant.Understanding;

/// <summary>
/// Understands cases without a server, as docs/understand-format.md says: the same listener, with the house's state from its file and what
/// the turns of one conversation changed.
/// </summary>
public sealed class Batch
{
    // Every script as it is written: results are read by people too.
    private static readonly UnderstandJson Readable = new(new JsonSerializerOptions(UnderstandJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly Dictionary<string, (HouseFile File, Listener Listener)> _houses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Conversation Talk, FileState State)> _conversations = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Houses by the name that cases call them; the one of a single file has the empty name.</summary>
    public Batch(IReadOnlyDictionary<string, HouseFile> houses, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        foreach (var (name, file) in houses) _houses[name] = (file, new(file.House));
    }

    /// <summary>One line in, one line out; a line that is no case gets a refusal that says so.</summary>
    public string Line(string line)
    {
        Case? told;
        try { told = JsonSerializer.Deserialize(line, UnderstandJson.Default.Case); }
        catch (JsonException wrong) { return Write(null, new(Outcome.Refuse, [], "This line is no case: " + wrong.Message)); }
        if (told is null) return Write(null, new(Outcome.Refuse, [], "This line is no case."));
        return Write(told.Id, Hear(told));
    }

    public Understood Hear(Case told)
    {
        if (!_houses.TryGetValue(told.Home ?? "", out var house) && !(_houses.Count == 1 && (house = _houses.Values.First()).Listener is not null))
            return new(Outcome.Refuse, [], $"There is no house {told.Home}.");
        var key = told.Conversation is { Length: > 0 } name ? (told.Home ?? "") + "\n" + name : null;
        if (key is null || !_conversations.TryGetValue(key, out var talk))
        {
            talk = (new(), new(house.File));
            if (key is not null) Keep(key, talk);
        }
        var now = DateTime.TryParse(told.Now, CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) ? said : talk.State.Now ?? _clock.GetLocalNow().DateTime;
        talk.State.Now = now;
        var understood = house.Listener.Hear(new(told.Text ?? "", told.Lang, now)
        {
            Room = told.Room,
            Person = house.File.House.People.FirstOrDefault(person => person.Id == told.Person),
            Timers = talk.State.Timers,
            Lists = house.File.Lists,
        }, talk.State, talk.Talk);
        return understood.Outcome == Outcome.Done ? talk.State.Apply(understood) : understood;
    }

    /// <summary>Conversations that are gone on with; the oldest gives way, so that a million of them fill no memory.</summary>
    private const int Kept = 10_000;

    private readonly Queue<string> _order = new();

    private void Keep(string key, (Conversation Talk, FileState State) talk)
    {
        _conversations[key] = talk;
        _order.Enqueue(key);
        if (_order.Count > Kept) _conversations.Remove(_order.Dequeue());
    }

    private static string Write(JsonElement? id, Understood understood) => JsonSerializer.Serialize(new Result(id, understood.Outcome, understood.Acts, understood.About, understood.Missing, understood.Say, understood.Explain), Readable.Result);
}
