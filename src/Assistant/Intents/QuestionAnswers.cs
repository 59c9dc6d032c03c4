using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;

namespace Kith.Assistant.Intents;

/// <summary>The sentences that answer a question, out of the present state.</summary>
internal static class QuestionAnswers
{
    internal static string Say(Hearing hearing, List<Thing> found, string? property, object? value, string ask, List<string> about)
    {
        var names = Ordinary.Names(hearing, about);
        switch (ask)
        {
            case "count": return hearing.Say($"{about.Count}{(about.Count > 0 ? ": " + names : "")}.", $"{about.Count}个{(about.Count > 0 ? "：" + names : "")}。");
            case "which": return about.Count == 0 ? hearing.Say("None.", "没有。") : names + hearing.Say(".", "。");
            case "any": return about.Count == 0 ? hearing.Say("No, none.", "没有。") : hearing.Say($"Yes: {names}.", $"有：{names}。");
            case "all": return about.Count == found.Count ? hearing.Say("Yes, all of them.", "是的，都是。")
                : hearing.Say($"No, not {Ordinary.Names(hearing, found.Select(thing => thing.Id).Except(about))}.", $"没有，{Ordinary.Names(hearing, found.Select(thing => thing.Id).Except(about))}不是。");
        }
        return string.Join(" ", found.Take(5).Select(thing => One(hearing, thing, property, value, ask)));
    }

    private static string One(Hearing hearing, Thing thing, string? property, object? value, string ask)
    {
        var now = property is null ? null : hearing.State.Read(thing, property);
        if (now is null) return hearing.Say($"{thing.Name}: I don't know.", $"{thing.Name}：不清楚。");
        var text = (property, now) switch
        {
            ("open", true) => hearing.Say("open", "开着"),
            ("open", false) => hearing.Say("closed", "关着"),
            ("locked", true) => hearing.Say("locked", "锁着"),
            ("locked", false) => hearing.Say("unlocked", "没锁"),
            ("playing", true) => hearing.Say("playing", "在播放"),
            ("playing", false) => hearing.Say("not playing", "没在播放"),
            ("detected", bool seen) => seen ? hearing.Say("something there", "有动静") : hearing.Say("nothing", "没有动静"),
            _ => Answers.Value(hearing, property, now),
        };
        return ask == "state" && value is not null
            ? hearing.Say($"{(Equals(now, value) ? "Yes" : "No")}, {thing.Name} is {text}.", $"{(Equals(now, value) ? "是的" : "没有")}，{thing.Name}{text}。")
            : hearing.Say($"{thing.Name}: {text}.", $"{thing.Name}{text}。");
    }
}
