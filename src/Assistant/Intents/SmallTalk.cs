using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Courtesies and help; only where nothing else is said.</summary>
internal static class SmallTalk
{
    internal static Understood? Read(Hearing hearing)
    {
        var bare = hearing.Tokens.Where(token => !token.Mark).ToList();
        if (!bare.Exists(token => token.Is(Role.Chat))) return null;
        if (!bare.TrueForAll(token => token.Is(Role.Chat) || token.Group("polite") || token.Group("glue") || token.Group("and") || token.Group("it") || token.Is(Role.Person) || token.Is(Role.Spell) || token.Is(Role.DayPart) || token.Is(Role.Question, "yesno") || token.Group("all") || token.Group("here"))) return null;
        var chat = bare.Where(token => token.Is(Role.Chat)).Select(token => token.Find(Role.Chat)!.Id).OrderBy(id => id is "hello" or "sorry" ? 1 : 0).First();
        return new(Outcome.Answer, [new() { Kind = "chat" }], chat switch
        {
            "hello" => hearing.Say("Hello.", "你好。"),
            "thanks" => hearing.Say("You are welcome.", "不客气。"),
            "who" => hearing.Say("I am Kith, the voice of this home.", "我是 Kith，这个家的管家。"),
            "joke" => hearing.Say("Why did the lamp go to school? It wanted to be brighter.", "台灯为什么去上学？因为它想更亮一点。"),
            "bye" => hearing.Say("Good night.", "再见。"),
            "how" => hearing.Say("All is well here.", "一切都好。"),
            "help" => hearing.Say("Say for example: turn on the kitchen light, set the heating to 21, which windows are open, remind me at six to call mum.",
                "可以这样说：打开厨房灯，空调调到二十六度，哪些窗户开着，六点提醒我收衣服。"),
            _ => hearing.Say("No harm done.", "没关系。"),
        });
    }
}
