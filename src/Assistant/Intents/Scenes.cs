using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>A scene or routine by its phrase, begun or ended; now, later or again and again.</summary>
internal static class Scenes
{
    internal static Understood? Read(Hearing hearing)
    {
        if (hearing.Tokens.FirstOrDefault(token => token.Is(Role.Scene)) is not { } named) return null;
        var scene = named.Find(Role.Scene)!.Id;
        var moment = new Moment();
        var end = false;
        for (var at = 0; at < hearing.Tokens.Count; at++)
        {
            var token = hearing.Tokens[at];
            if (token == named || token.Mark || token.Is(Role.Scene)) continue;
            if (token.Group("not")) return new(Outcome.Cancel, [], hearing.Say("All right, not that.", "好的，不执行。"));
            if (Moments.Read(hearing.Tokens, at, moment) is > 0 and var read) { at += read - 1; continue; }
            if (token.Is(Role.Verb, "off") || token.Is(Role.Verb, "stop") || token.Is(Role.Verb, "close") || token.Ask("scene-end") && !token.Ask("scene-word")) { end = true; continue; }
            if (token.Ask("scene-word") || token.Group("polite") || token.Group("glue") || token.Group("and") || token.Group("then") || token.Is(Role.Trait, "mode") || token.Group("yes") || token.Group("it") || token.Group("all")
                || token.Is(Role.Chat) || token.Is(Role.State, "on") || token.Is(Role.Spell)
                || token.Find(Role.Verb) is { Id: "on" or "start" or "set" or "open" or "play" or "press" }) continue;
            return null;
        }
        var act = new Act { Kind = "scene", Scene = scene, On = end ? false : null, When = moment.When(hearing.Now) };
        var name = hearing.House.Scenes.First(known => known.Id == scene).Name;
        return Intents.Done([act], end ? hearing.Say($"{name} ended.", $"已退出{name}。") : hearing.Say($"{name}.", $"{name}，好的。"));
    }
}
