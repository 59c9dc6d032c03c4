using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"tell everyone dinner is ready": what follows is said aloud in the whole home.</summary>
internal static class Broadcasts
{
    internal static Understood? Read(Hearing hearing)
    {
        var index = 0;
        while (index < hearing.Tokens.Count && !hearing.Tokens[index].Ask("broadcast"))
        {
            if (!Light(hearing.Tokens[index]) && hearing.Text[hearing.Tokens[index].From..hearing.Tokens[index].To] is not ("tell" or "告诉" or "跟")) break;
            index++;
        }
        if (index < hearing.Tokens.Count && !hearing.Tokens[index].Ask("broadcast")) index = hearing.Tokens.Count;
        // "tell Tom his parcel has arrived": to whom, then what.
        if (index == hearing.Tokens.Count && hearing.Tokens.TakeWhile(token => !token.Is(Role.Person)).Count() is > 0 and var person && person + 2 < hearing.Tokens.Count && hearing.Text[hearing.Tokens[person - 1].From..hearing.Tokens[person - 1].To] is "tell" or "告诉" or "跟")
            index = person;
        if (index == hearing.Tokens.Count) return null;
        var told = hearing.Tokens[index];
        var text = FreeText.Clause(FreeText.Without(hearing, token => token.From < told.To, told.From));
        // "to everyone", "upstairs": to whom, not what.
        foreach (var start in new[] { "to everyone that ", "to everyone ", "everyone that ", "everyone ", "that ", "大家", "：" })
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && text.Length > start.Length) text = text[start.Length..].TrimStart(' ', ',', '，');
        // "call everybody for dinner, say dinner is ready"
        if (text.IndexOf(", say ", StringComparison.OrdinalIgnoreCase) is > 0 and var say && say + 6 < text.Length) text = text[(say + 6)..];
        if (text.Length == 0) return new(Outcome.Ask, [], hearing.Say("What shall I announce?", "要广播什么？"));
        return Intents.Done([new() { Kind = "broadcast", Text = text }], hearing.Say($"Announced: {text}", $"已广播：{text}"));
    }

    private static bool Light(Token token) => token.Mark || token.Group("polite") || token.Group("glue") || token.Group("and");
}
