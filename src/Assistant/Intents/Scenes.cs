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
        if (hearing.Tokens.Any(token => token != named && token.Is(Role.Question) && Normal.IsHan(hearing.Text[token.From]) && !token.Group("polite"))) return null;
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
            // A device, a place or a value beside it makes it something else; a word that nothing explains may be chatter.
            if (token.Unknown || token.Is(Role.Need) || token.Senses.Any(sense => sense.Role is Role.Noun or Role.Name or Role.Room or Role.Floor or Role.Color or Role.Trait) && !token.Is(Role.Trait, "mode") && !token.Ask("scene-word") || token.IsNumber || token.Group("if") || token.Group("then-if")) return null;
        }
        var act = new Act { Kind = "scene", Scene = scene, On = end ? false : null, When = moment.When(hearing.Now) };
        var name = hearing.House.Scenes.First(known => known.Id == scene).Name;
        return Intents.Done([act], end ? hearing.Say($"{name} ended.", $"已退出{name}。") : hearing.Say($"{name}.", $"{name}，好的。"));
    }
}
