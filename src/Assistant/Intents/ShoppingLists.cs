using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Lists: something is written down, ticked off or taken away; or one asks what is on one.</summary>
internal static class ShoppingLists
{
    private static readonly string[] Need = ["we need", "we are out of", "were out of", "we ran out of", "i need to buy", "remember to buy", "buy", "were running low on", "ran out of", "running low on", "out of", "要买", "买", "we need more", "没了", "用完了", "吃完了", "喝完了", "快没了", "快用完了", "用光了"];
    private static readonly string[] Bought = ["i bought", "i got", "ive bought", "weve got", "have bought", "i have bought", "already bought", "we bought", "买了", "买好了", "已经买了", "已买", "买到了"];

    internal static Understood? Read(Hearing hearing)
    {
        var tokens = hearing.Tokens;
        var list = tokens.FirstOrDefault(token => token.Is(Role.List)) ?? tokens.FirstOrDefault(token => token.Ask("list"));
        string Said(Token token) => hearing.Text[token.From..token.To];
        var need = tokens.FirstOrDefault(token => token.Ask("add") && Need.Contains(Said(token)));
        var bought = tokens.FirstOrDefault(token => token.Ask("done") && Bought.Contains(Said(token)));
        var goes = hearing.Focus.Topic == "list" && tokens.Any(token => token.Unknown || token.Is(Role.Noun)) && !tokens.Any(token => token.Is(Role.Name) || token.Is(Role.Room) || token.Is(Role.Verb) && !token.Ask("add") && !token.Ask("remove") && !token.Ask("done") && !token.Group("polite") && !token.Group("glue"))
            && tokens.Any(token => token.Group("and") || token.Group("too") || token.Ask("add") || token.Ask("remove") || token.Ask("done"));
        // "get Robbie to do the hall" is about Robbie.
        if (list is not null && Said(list) is "to do" && !list.Is(Role.List) && tokens.TakeWhile(token => token != list).Any(token => token.Is(Role.Name) || token.Is(Role.Noun))) list = null;
        if (tokens.Any(token => token.Ask("done") || token.Ask("remove")) && Written(hearing) is { } written) return written;
        if (list is null && need is null && bought is null && !goes) return null;
        if (list is null && tokens.Any(token => token.Is(Role.Name) || token.Is(Role.Noun) && !token.Is(Role.Noun, "coffee-machine") && !token.Is(Role.Noun, "dishwasher") && !token.Ask("add") && !token.Ask("done"))) return null;
        var id = list?.Find(Role.List)?.Id ?? Listed(hearing, list);
        var name = hearing.House.Lists.FirstOrDefault(known => known.Id == id)?.Name ?? hearing.Say("shopping list", "购物清单");
        if (tokens.Any(token => token.Is(Role.Question)) && !tokens.Any(token => token.Ask("add") && need is null))
        {
            var all = hearing.Lists.GetValueOrDefault(id) ?? [];
            return new(Outcome.Answer, [new() { Kind = "query", Targets = [id], Ask = "value" }],
                all.Count == 0 ? hearing.Say($"The {name} is empty.", $"{name}是空的。") : $"{name}: {string.Join(hearing.Say(", ", "、"), all)}");
        }
        var remove = tokens.FirstOrDefault(token => token.Ask("remove") && token != list);
        var done = bought ?? tokens.FirstOrDefault(token => token.Ask("done"));
        var add = need ?? tokens.FirstOrDefault(token => token.Ask("add"));
        var (kind, verb) = done is not null && (remove is null || done.From <= remove.From) && (add is null || need is null) ? ("list.done", done)
            : remove is not null && (add is null || Said(remove) is not ("drop" or "take") || tokens.Any(token => Said(token) is "off" or "from")) ? ("list.remove", remove) : ("list.add", add);
        // What steers is taken away, and the small words beside it; within an item every word stays.
        var taken = tokens.Where(token => token == list || token == verb || token.Ask("list") || token.Is(Role.List) || kind == "list.done" && (token.Ask("done") || token.Ask("remove")) || kind == "list.remove" && token.Ask("remove")).ToHashSet();
        bool Small(Token token) => token.Group("glue") && (!Normal.IsHan(hearing.Text[token.From]) || "把将到在里上给从的进".Contains(hearing.Text[token.From], StringComparison.Ordinal)) || token.Group("polite") || token.Ask("add") || token.Mark || Said(token) is "off" or "from" or "onto" or "down" or "my" or "our" or "it" or "that" or "已经" or "好" or "了";
        for (var grown = true; grown;)
        {
            grown = false;
            for (var index = 0; index < tokens.Count; index++)
                if (!taken.Contains(tokens[index]) && Small(tokens[index]) && !(index > 0 && tokens[index].Group("polite") && tokens[index - 1].Group("and") && !taken.Contains(tokens[index - 1])) && (index == 0 || index == tokens.Count - 1 || taken.Contains(tokens[index - 1]) || taken.Contains(tokens[index + 1]))) grown |= taken.Add(tokens[index]);
        }
        var text = FreeText.Without(hearing, taken.Contains);
        var items = Split(text);
        if (items.Count == 0) return list is null ? null : new(Outcome.Ask, [], hearing.Say("What shall I write down?", "要记什么？"));
        return Intents.Done([.. items.Select(item => new Act { Kind = kind, List = id, Item = item })], hearing.Say($"{string.Join(", ", items)}: {name}.", $"{string.Join("、", items)}，{name}。"));
    }

    /// <summary>"tick off book the dentist": what stands on a list is known by its words, however the rest of the sentence goes.</summary>
    private static Understood? Written(Hearing hearing)
    {
        foreach (var (id, items) in hearing.Lists)
            foreach (var item in items.OrderByDescending(item => item.Length))
            {
                var at = hearing.Text.IndexOf(Normal.Phrase(item), StringComparison.Ordinal);
                if (at < 0 || hearing.Tokens.Any(token => token.Is(Role.Question) && !token.Is(Role.Question, "yesno"))) continue;
                var rest = hearing.Tokens.Where(token => token.To <= at || token.From >= at + Normal.Phrase(item).Length).ToList();
                var name = hearing.House.Lists.FirstOrDefault(list => list.Id == id)?.Name ?? hearing.Say("list", "清单");
                var kind = rest.Exists(token => token.Ask("done") || hearing.Text[token.From..token.To] is "packed" or "bought" or "finished" or "done" or "off" && rest.Exists(tick => hearing.Text[tick.From..tick.To] is "tick" or "check" or "cross")) ? "list.done"
                    : rest.Exists(token => token.Ask("remove")) ? "list.remove" : null;
                if (kind is not null) return Intents.Done([new() { Kind = kind, List = id, Item = item }], hearing.Say($"{item}: {name}.", $"{item}，{name}。"));
            }
        return null;
    }

    private static string Listed(Hearing hearing, Token? word)
    {
        if (word is not null && hearing.Text[word.From..word.To] is var said && (said.Contains("do", StringComparison.Ordinal) || said.Contains("task", StringComparison.Ordinal) || said.Contains("待办", StringComparison.Ordinal)))
            return hearing.House.Lists.FirstOrDefault(known => known.Id != "shopping")?.Id ?? "todo";
        return hearing.House.Lists.FirstOrDefault(known => known.Id == "shopping")?.Id ?? "shopping";
    }

    // 没洗发水了: what there is no more of.
    private static string Item(string text) => text is ['没' or '缺', .. { Length: > 1 }] && text[^1] is '了' ? text[1..^1] : text.Length > 3 && text.EndsWith("没了", StringComparison.Ordinal) ? text[..^2] : text;

    private static List<string> Split(string text)
    {
        var parts = text.Split([" and ", ",", "，", "、", "和", "还有", "跟", " & "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. parts.Select(part => Item(FreeText.Article(part))).Where(part => part.Length > 0)];
    }
}
