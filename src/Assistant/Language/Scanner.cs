namespace Kith.Assistant.Language;

/// <summary>Cuts a normal text into the cheapest sequence of known spans: few and long ones, names first; what nothing covers stays unknown.</summary>
internal static class Scanner
{
    private const int Known = 100, NameCost = 92, NumberCost = 96, UnknownWord = 500, UnknownHan = 350, SingleHan = 22;

    private static readonly IReadOnlyList<Sense> Number = [new(Role.Number, "number")];
    private static readonly IReadOnlyList<Sense> Clock = [new(Role.Number, "clock")];
    private static readonly IReadOnlyList<Sense> Percent = [new(Role.Number, "percent")];
    private static readonly IReadOnlyList<Sense> Break = [new(Role.Break, "")];

    internal static List<Token> Scan(string text, Trie trie)
    {
        var cost = new int[text.Length + 1];
        var step = new Token?[text.Length + 1];
        Array.Fill(cost, int.MaxValue, 1, text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (cost[at] == int.MaxValue) continue;
            var letter = text[at];
            if (letter == ' ') { Offer(at + 1, cost[at], null, at); continue; }
            if (Normal.IsMark(letter)) { Offer(at + 1, cost[at] + 1, new(at, at + 1, Break), at); continue; }
            var node = Trie.Root;
            for (var to = at; to < text.Length && (node = trie.Step(node, text[to])) >= 0; to++)
                if (trie.At(node) is { } senses && Bounded(text, to + 1))
                    Offer(to + 1, cost[at] + Cost(senses, text, at, to + 1), new(at, to + 1, senses), at);
            Numeric(text, at);
            var end = at + 1;
            if (!Normal.IsHan(letter)) while (end < text.Length && char.IsLetterOrDigit(text[end]) && !Normal.IsHan(text[end])) end++;
            Offer(end, cost[at] + (Normal.IsHan(letter) ? UnknownHan : UnknownWord), new(at, end, []), at);
        }
        var tokens = new List<Token>();
        for (var place = text.Length; place > 0;)
        {
            var token = step[place];
            if (token is null) { place--; continue; }
            tokens.Add(token);
            place = token.From;
        }
        tokens.Reverse();
        return tokens;

        void Offer(int to, int total, Token? token, int _)
        {
            if (total >= cost[to]) return;
            cost[to] = total;
            step[to] = token;
        }

        void Numeric(string said, int at)
        {
            var letter = said[at];
            if (letter == '百' && string.CompareOrdinal(said, at, "百分之", 0, 3) == 0 && at + 3 < said.Length)
            {
                var (part, percent) = said[at + 3] == '百' ? (1, 100) : Numbers.Read(said, at + 3);
                if (part > 0) Offer(at + 3 + part, cost[at] + NumberCost, new(at, at + 3 + part, Percent, percent), at);
                return;
            }
            var (length, value) = Numbers.Read(said, at);
            if (length == 0) return;
            var to = at + length;
            // 十分之三 is 30 %.
            if (to + 2 < said.Length && said[to] == '分' && said[to + 1] == '之' && value > 0 && Numbers.Read(said, to + 2) is { Length: > 0 } share)
                Offer(to + 2 + share.Length, cost[at] + NumberCost, new(at, to + 2 + share.Length, Percent, Math.Round(share.Value / value * 100)), at);
            if (to < said.Length && said[to] == ':' && value is >= 0 and < 25 && Numbers.Read(said, to + 1) is { Length: 2 } minutes && minutes.Value < 60)
                Offer(to + 3, cost[at] + NumberCost, new(at, to + 3, Clock, value * 60 + minutes.Value), at);
            if (BoundedNumber(said, to)) Offer(to, cost[at] + NumberCost + (length == 1 && Normal.IsHan(letter) ? SingleHan : 0), new(at, to, Number, value), at);
        }
    }

    private static int Cost(IReadOnlyList<Sense> senses, string text, int from, int to)
    {
        foreach (var sense in senses)
            if (sense.Role is Role.Name or Role.Scene) return NameCost;
        return Known + (to - from == 1 && Normal.IsHan(text[from]) ? SingleHan : 0);
    }

    private static bool Bounded(string text, int to) =>
        to >= text.Length || !char.IsLetterOrDigit(text[to - 1]) || Normal.IsHan(text[to - 1]) || Normal.IsHan(text[to]) || char.IsAsciiDigit(text[to]) && char.IsAsciiLetter(text[to - 1]) && to > 3 || !char.IsLetterOrDigit(text[to]);

    // Units stand close to their digits: 30k, 7pm, 20min.
    private static bool BoundedNumber(string text, int to) => char.IsAsciiDigit(text[to - 1]) || Bounded(text, to);
}
