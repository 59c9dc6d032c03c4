using System.Globalization;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>What is said when something is done: short, naming the things, in the speaker's language.</summary>
internal static class Answers
{
    internal static string Done(Hearing hearing, IReadOnlyList<Act> acts) => acts.Count > 3
        ? hearing.Say($"Done, {acts.Count} things.", $"好的，{acts.Count}项都办好了。")
        : string.Join(hearing.Say(" ", ""), acts.Select(act => One(hearing, act)));

    private static string One(Hearing hearing, Act act)
    {
        var names = act.Targets is { Count: > 0 } targets ? targets.Count > 3 ? hearing.Say($"{targets.Count} devices", $"{targets.Count}个设备") : Ordinary.Names(hearing, targets) : "";
        var what = (act.Kind, act.Property, act.Value) switch
        {
            ("set", "on", true) => hearing.Say($"{names} on.", $"{names}已打开。"),
            ("set", "on", false) => hearing.Say($"{names} off.", $"{names}已关闭。"),
            ("set", "open", true) => hearing.Say($"Opening {names}.", $"正在打开{names}。"),
            ("set", "open", false) => hearing.Say($"Closing {names}.", $"正在关闭{names}。"),
            ("set", "locked", true) => hearing.Say($"{names} locked.", $"{names}已上锁。"),
            ("set", "locked", false) => hearing.Say($"{names} unlocked.", $"{names}已解锁。"),
            ("set", var property, var value) => hearing.Say($"{names}: {Trait(hearing, property)} {Value(hearing, property, value)}.", $"{names}的{Trait(hearing, property)}设为{Value(hearing, property, value)}。"),
            ("step", var property, _) => hearing.Say($"{names}: {Trait(hearing, property)} {act.Direction}.", $"{names}的{Trait(hearing, property)}{(act.Direction == "up" ? "调高" : "调低")}了。"),
            ("call", _, _) => hearing.Say($"{names}: {act.Action}.", $"{names}：{Calls(act.Action)}。"),
            _ => hearing.Say("Done.", "好的。"),
        };
        return act.When is not null ? hearing.Say("Later: ", "到时候：") + what : what;
    }

    internal static string Trait(Hearing hearing, string? trait) => trait is not null && hearing.Recogniser.Words.Traits.TryGetValue(trait, out var concept)
        ? (hearing.Chinese ? concept.Chinese : concept.English) is [var first, ..] ? first : trait : trait ?? "";

    internal static string Value(Hearing hearing, string? trait, object? value) => value switch
    {
        double number => number.ToString("0.##", CultureInfo.InvariantCulture) + Unit(hearing, trait),
        true => hearing.Say("on", "开"),
        false => hearing.Say("off", "关"),
        string text => hearing.Recogniser.Words.Concepts.Find(concept => concept.Id == text && concept.Role is Language.Role.Color or Language.Role.Mode) is { } known
            ? (hearing.Chinese ? known.Chinese : known.English) is [var first, ..] ? first : text : text,
        _ => "",
    };

    private static string Unit(Hearing hearing, string? trait) => hearing.Recogniser.Words.Traits.GetValueOrDefault(trait ?? "")?.Text("unit") switch
    {
        "percent" => " %",
        "celsius" => " °C",
        "kelvin" => " K",
        "watt" => " W",
        "kilowatt-hour" => " kWh",
        "lux" => " lx",
        _ => "",
    };

    private static string Calls(string? action) => action switch
    {
        "start" => "开始",
        "stop" => "停止",
        "pause" => "暂停",
        "resume" or "play" => "继续",
        "dock" => "回去充电",
        "locate" => "响一声",
        "next" => "下一个",
        "previous" => "上一个",
        "clean" => "开始打扫",
        "toggle" => "切换",
        _ => "好的",
    };
}
