using System.Globalization;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;
using Kith.Server.Skills;

namespace Kith.Server.Assistant;

/// <summary>What the server adds to what the listener says: what devices answered, and what was. In the speaker's language.</summary>
internal sealed class Replies(bool isChinese)
{
    internal string Say(string english, string chinese) => isChinese ? chinese : english;

    internal string Of(Hitch hitch, string name) => hitch switch
    {
        Hitch.NoSuchValue => Say($"{name} has nothing like that.", $"{name}没有这一项。"),
        Hitch.NotKnown => Say($"I don't know how {name} is at the moment.", $"现在不清楚{name}的状态。"),
        _ => Say($"{name} cannot do that.", $"{name}做不到。"),
    };

    internal string Of(Outcome outcome, string name) => outcome.Kind switch
    {
        OutcomeKind.Offline => Say($"{name} is not connected.", $"{name}离线了。"),
        OutcomeKind.TimedOut => Say($"{name} did not answer.", $"{name}没有回应。"),
        _ => Say($"{name} refused{(outcome.Detail is { } detail ? $": {detail}" : "")}.", $"{name}拒绝了{(outcome.Detail is { } why ? $"：{why}" : "")}。"),
    };

    internal string Of(Fault fault, string name) =>
        fault.Error == ErrorCodes.RightMissing || fault.Error == ErrorCodes.ScopeMissing ? Say($"You may not do that with {name}.", $"你不能操作{name}。")
        : fault.Error == ErrorCodes.PinUnset ? Say($"{name} needs your PIN, and you have none yet. Set one under Me.", $"操作{name}要用PIN码，请先在“我”里设置。")
        : Say($"{name}: {fault.Detail}.", $"{name}：{fault.Detail}。");

    internal string Of(Fault fault) => Say($"That did not work: {fault.Detail.TrimEnd('.')}.", $"没办成：{fault.Detail.TrimEnd('。')}。");

    internal string Ruled => Say("From now on that is done by itself. You find it among the rules.", "好的，以后会自动这样做，可以在“规则”里找到。");

    internal string Of(LocalText text) => isChinese ? text.Zh : text.En;

    internal string Of(SkillTrouble trouble, string skill) => trouble switch
    {
        SkillTrouble.Slow => Say($"{skill} took too long to answer.", $"{skill}太久没有回应。"),
        SkillTrouble.Odd => Say($"{skill} answered something that I cannot use.", $"{skill}的回答无法使用。"),
        _ => Say($"{skill} cannot be reached.", $"联系不上{skill}。"),
    };

    internal string NotGranted(string skill) => Say($"{skill} wanted to do something that it is not allowed here.", $"{skill}想做它在这里没有权限的事，没有执行。");

    internal string GoesTo(string skill) => Say($"That is for {skill}.", $"这会交给{skill}。");

    internal string Proposes(IReadOnlyList<string> sentences, string? question) =>
        Say($"I did not understand that. The language model proposes: {string.Join(", ", sentences.Select(one => $"“{one}”"))}. Shall I?", $"我没听懂。语言模型建议：{string.Concat(sentences.Select(one => $"“{one}”"))}。要执行吗？")
        + (question is null ? "" : Say($" {question}", question));

    internal string TakenFor(IReadOnlyList<string> sentences, string answer) =>
        Say($"The language model took it for {string.Join(", ", sentences.Select(one => $"“{one}”"))}: {answer}", $"语言模型理解为{string.Concat(sentences.Select(one => $"“{one}”"))}：{answer}");

    internal string InTheApp => Say("That needs a person's yes: do it in the app.", "这需要本人确认，请在应用里操作。");

    internal string CannotYet => Say("I understand, but nothing in this home can do that.", "我听懂了，但家里没有能做这件事的东西。");

    internal string Confirm(IEnumerable<string> names) => Say($"This touches safety or privacy: {string.Join(", ", names)}. Shall I?", $"这关系到安全或隐私：{string.Join("、", names)}。确定要执行吗？");

    internal string Was(string name, Property property, Value value, DateTimeOffset at, TimeZoneInfo zone) =>
        Say($"{name} at {Time(at, zone)}: {Of(property, value)}.", $"{Time(at, zone)}，{name}是{Of(property, value)}。");

    internal string NotKept(string name) => Say($"Nothing is kept of {name} at that time.", $"没有{name}那时候的记录。");

    internal string Since(string name, Property property, Value value, DateTimeOffset since, TimeZoneInfo zone) =>
        Say($"{name}: {Of(property, value)} since {Time(since, zone)}.", $"{name}从{Time(since, zone)}起是{Of(property, value)}。");

    internal string NotKnown(string name) => Say($"{name}: I don't know.", $"{name}：不清楚。");

    internal string Why(string name, Cause cause, DateTimeOffset at, TimeZoneInfo zone) => cause.Kind switch
    {
        CauseKind.Voice => Say($"{name}: {cause.Name} said “{cause.Phrase}” at {Time(at, zone)}.", $"{name}：{Time(at, zone)}{cause.Name}说了“{cause.Phrase}”。"),
        CauseKind.Rule => Say($"{name}: the rule “{cause.Name}” did it at {Time(at, zone)}.", $"{name}：{Time(at, zone)}由规则“{cause.Name}”执行。"),
        CauseKind.Person => Say($"{name}: {cause.Name} did it at {Time(at, zone)}.", $"{name}：{Time(at, zone)}由{cause.Name}操作。"),
        _ => Say($"{name}: {cause.Name} at {Time(at, zone)}.", $"{name}：{Time(at, zone)}，{cause.Name}。"),
    };

    internal string ByItself(string name) => Say($"{name}: nobody here did it; it was done at the device itself.", $"{name}：没有人从这里操作，是设备自己变化的。");

    private string Of(Property property, Value value) =>
        property.Choices?.FirstOrDefault(choice => choice.Value == value.AsInteger()) is { } choice ? isChinese ? choice.Name.Zh : choice.Name.En
        : property.Format is Format.Bool ? (property.Name, value.AsBool()) switch
        {
            ("open", true) => Say("open", "开着"),
            ("open", false) => Say("closed", "关着"),
            ("locked", true) => Say("locked", "锁着"),
            ("locked", false) => Say("unlocked", "没锁"),
            (_, true) => Say("on", "开"),
            _ => Say("off", "关"),
        }
        : value.AsText() ?? $"{value.AsDouble().ToString("0.##", CultureInfo.InvariantCulture)}{(property.Unit is { } unit && UnitTable.Find(unit) is { Symbol.Length: > 0 } known ? $" {known.Symbol}" : "")}";

    private string Time(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.ToString(isChinese ? "M月d日HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }
}
