using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;

namespace Kith.Assistant.Intents;

/// <summary>What is left of a sentence when the words that steer it are taken away: the text of a reminder, an item of a list, a message.</summary>
internal static class FreeText
{
    /// <summary>The words as they were said, without the given tokens; each stretch trimmed, joined by a space where the language has them.</summary>
    internal static string Without(Hearing hearing, Func<Token, bool> left, int from = 0, int to = int.MaxValue)
    {
        var stretches = new List<string>();
        int? start = null;
        foreach (var token in hearing.Tokens)
        {
            if (token.From < from || token.From >= to) continue;
            if (left(token)) Close(token.From);
            else start ??= token.From;
        }
        Close(Math.Min(to, hearing.Text.Length));
        return Trim(string.Join(hearing.Chinese ? "" : " ", stretches));

        void Close(int end)
        {
            if (start is { } begin && hearing.Heard.Original(begin, end) is { Length: > 0 } text) stretches.Add(text);
            start = null;
        }
    }

    private static readonly string[] Leading = ["to ", "that ", "about ", "the ", "a ", "an ", "some ", "for ", "and ", "of ", "please ", "我", "一下", "要", "说", "让大家", "去 ", "一条", "一項", "一项", "一个", "个", "条", "项"];
    private static readonly string[] Trailing = [" please", " thanks", " to", " on", " for", " from", " off", " at", " as", " and", " the", "吧", "啊", "呀", "哦", "啦", " in"];

    private static string Trim(string text)
    {
        text = text.Trim();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var end in Trailing)
                if (text.Length > end.Length && text.EndsWith(end, StringComparison.OrdinalIgnoreCase)) (text, changed) = (text[..^end.Length].TrimEnd(' ', ',', '，'), true);
        }
        return text.Trim(' ', ',', '，', '.', '。', '!', '！', '?', '？', '：', ':');
    }

    /// <summary>Without "to", "that", "about" in front; the sentence that follows keeps its articles.</summary>
    internal static string Clause(string text)
    {
        foreach (var start in new[] { "to ", "that ", "about ", "我", "说", "一下" })
            if (text.Length > start.Length && text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) text = text[start.Length..].TrimStart();
        return text;
    }

    internal static string Article(string text)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var start in Leading)
                if (text.Length > start.Length && text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) (text, changed) = (text[start.Length..].TrimStart(), true);
        }
        return text;
    }
}
