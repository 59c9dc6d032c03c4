using Kith.Bridges.Products;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping;

/// <summary>
/// The feature "action": what was done once. single, 1_double, left_hold are presses of a button; other words of remotes (toggle,
/// brightness_step_up) are events of one button service under their own names; what a lock or a cube tells stays an open event.
/// </summary>
internal sealed class ButtonMapper(Library library, SpecDraft draft)
{
    private const string Button = "button";

    private static readonly Dictionary<string, string> Presses = new(StringComparer.Ordinal)
    {
        ["single"] = "click", ["click"] = "click", ["press"] = "click", ["short"] = "click",
        ["double"] = "double-click", ["triple"] = "triple-click",
        ["hold"] = "long-press", ["long"] = "long-press",
        ["release"] = "release",
    };

    private static readonly (string Word, string Event)[] Turns = [("rotate_left", "rotate-left"), ("rotate_right", "rotate-right")];

    /// <summary>How the words of remotes begin.</summary>
    private static readonly string[] RemoteWords =
        ["on", "off", "toggle", "brightness_", "color_", "hue_", "saturation_", "arrow_", "recall", "scene_", "dial_", "up", "down", "open", "close", "stop", "play", "volume_", "track_", "dots_"];

    internal void Add(Feature feature)
    {
        var words = feature.Values.Select(value => value.AsText() ?? value.ToString()).ToList();
        var buttons = words.Select(word => Split(word)?.Button).OfType<string>().Distinct().ToList();
        var isRemote = buttons.Count > 0 || words.Exists(word => Array.Exists(RemoteWords, begin => word.StartsWith(begin, StringComparison.Ordinal)));
        var events = new Dictionary<string, string>(StringComparer.Ordinal);
        var patterns = new List<(string, string)>();
        foreach (var word in words)
        {
            var address = Split(word) is { } press && buttons.Count <= ZigbeeLimits.Buttons ? Press(feature.Endpoint, press.Button, press.Event) : Word(feature.Endpoint, word, isRemote);
            if (address is null) continue;
            if (word.EndsWith('*')) patterns.Add((word[..^1], address));
            else events[word] = address;
        }
        if (events.Count + patterns.Count > 0) draft.Happenings.Add(new Happenings(feature.Path, events, patterns));
    }

    private string? Press(string? endpoint, string button, string name)
    {
        var id = TypedMapper.IdOf(button.Length == 0 ? Button : $"{Button}-{Slugs.Of(button)}", endpoint);
        var title = library.FindService("switch-sensor")!.Title;
        var which = button.Replace('_', ' ');
        var service = which.Length == 0 ? null : new LocalText($"{title.En} {which}", $"{title.Zh} {which}");
        return draft.Add(id, "switch-sensor", service, new EventDefinition { Name = name, Arguments = [] }) ? $"{id}.{name}" : null;
    }

    private string? Word(string? endpoint, string word, bool isRemote)
    {
        var name = Slugs.Of(word.TrimEnd('*').Length > 0 ? word : "any");
        var happening = new EventDefinition { Name = name, Title = LocalText.Same(Titles.Of(word)), Arguments = [], Sensing = Sensing.Presence };
        var id = TypedMapper.IdOf(isRemote ? Button : "events", endpoint);
        return draft.Add(id, isRemote ? "switch-sensor" : "open", isRemote ? null : new LocalText("Events", "事件"), happening) ? $"{id}.{name}" : null;
    }

    /// <summary>single, 1_single, single_left, button_1_hold: which button and what; null for a word without a press in it.</summary>
    private static (string Button, string Event)? Split(string word)
    {
        foreach (var (turn, name) in Turns)
            if (word == turn) return ("", name);
        var parts = word.Split('_');
        for (var place = 0; place < parts.Length; place++)
        {
            // on_press, on_press_release: the first word that is a press decides, unless a release follows.
            if (!Presses.TryGetValue(parts[place], out var name) || (place > 0 && place < parts.Length - 2)) continue;
            if (parts[^1] == "release") name = "release";
            var rest = parts.Where((_, index) => index != place && !(index == parts.Length - 1 && name == "release")).ToList();
            if (rest is ["button", ..] && rest.Count > 1) rest.RemoveAt(0);
            return (string.Join('_', rest), name);
        }
        return null;
    }
}
