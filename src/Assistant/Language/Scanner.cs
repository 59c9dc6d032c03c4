using System.Buffers;

namespace Kith.Assistant.Language;

/// <summary>Cuts a normal text into the cheapest sequence of known spans: few and long ones, names first; what nothing covers stays unknown.</summary>
internal static class Scanner
{
    private const int Known = 100, NameCost = 92, NumberCost = 96, UnknownWord = 500, UnknownHan = 350, SingleHan = 22;

    private static readonly IReadOnlyList<Sense> Number = [new(Role.Number, "number")];
    private static readonly IReadOnlyList<Sense> Clock = [new(Role.Number, "clock")];
    private static readonly IReadOnlyList<Sense> Percent = [new(Role.Number, "percent")];
    private static readonly IReadOnlyList<Sense> Break = [new(Role.Break, "")];

    /// <summary>The last span of the cheapest way to a place.</summary>
    private struct Way
    {
        internal int Cost, From;
        internal double Number;
        internal IReadOnlyList<Sense>? Senses;
    }

    internal static List<Token> Scan(string text, Trie trie)
    {
        var ways = ArrayPool<Way>.Shared.Rent(text.Length + 1);
        ways[0] = default;
        for (var at = 1; at <= text.Length; at++) ways[at] = new() { Cost = int.MaxValue };
        for (var at = 0; at < text.Length; at++)
        {
            var cost = ways[at].Cost;
            if (cost == int.MaxValue) continue;
            var letter = text[at];
            if (letter == ' ') { Offer(ways, at, at + 1, cost, null); continue; }
            if (Normal.IsMark(letter)) { Offer(ways, at, at + 1, cost + 1, Break); continue; }
            var place = Trie.Root;
            for (var to = at; to < text.Length && !(place = trie.Step(place, text[to])).Ends; to++)
                if (trie.At(place) is { } senses && Bounded(text, to + 1))
                    Offer(ways, at, to + 1, cost + Cost(senses, text, at, to + 1), senses);
            Numeric(text, at, ways);
            var end = at + 1;
            if (!Normal.IsHan(letter)) while (end < text.Length && char.IsLetterOrDigit(text[end]) && !Normal.IsHan(text[end])) end++;
            Offer(ways, at, end, cost + (Normal.IsHan(letter) ? UnknownHan : UnknownWord), []);
        }
        var tokens = new List<Token>();
        for (var to = text.Length; to > 0;)
        {
            ref var way = ref ways[to];
            if (way.Senses is null) { to--; continue; }
            tokens.Add(new(way.From, to, way.Senses, way.Number));
            to = way.From;
        }
        tokens.Reverse();
        // What it points to lives as long as the lexicon or the home.
        ArrayPool<Way>.Shared.Return(ways);
        return tokens;
    }

    private static void Offer(Way[] ways, int from, int to, int cost, IReadOnlyList<Sense>? senses, double number = double.NaN)
    {
        if (cost < ways[to].Cost) ways[to] = new() { Cost = cost, From = from, Senses = senses, Number = number };
    }

    private static void Numeric(string said, int at, Way[] ways)
    {
        var (letter, cost) = (said[at], ways[at].Cost);
        if (letter == '百' && string.CompareOrdinal(said, at, "百分之", 0, 3) == 0 && at + 3 < said.Length)
        {
            var (part, percent) = said[at + 3] == '百' ? (1, 100) : Numbers.Read(said, at + 3);
            if (part > 0) Offer(ways, at, at + 3 + part, cost + NumberCost, Percent, percent);
            return;
        }
        var (length, value) = Numbers.Read(said, at);
        if (length == 0) return;
        var to = at + length;
        // 十分之三 is 30 %.
        if (to + 2 < said.Length && said[to] == '分' && said[to + 1] == '之' && value > 0 && Numbers.Read(said, to + 2) is { Length: > 0 } share)
            Offer(ways, at, to + 2 + share.Length, cost + NumberCost, Percent, Math.Round(share.Value / value * 100));
        if (to < said.Length && said[to] == ':' && value is >= 0 and < 25 && Numbers.Read(said, to + 1) is { Length: 2 } minutes && minutes.Value < 60)
            Offer(ways, at, to + 3, cost + NumberCost, Clock, value * 60 + minutes.Value);
        if (to + 1 < said.Length && said[to] == '/' && value is > 0 and < 10 && Numbers.Read(said, to + 1) is { Length: > 0 and < 3, Value: > 1 and < 13 } whole && whole.Value > value)
            Offer(ways, at, to + 1 + whole.Length, cost + NumberCost, Percent, Math.Round(value / whole.Value * 100));
        if (BoundedNumber(said, to)) Offer(ways, at, to, cost + NumberCost + (length == 1 && Normal.IsHan(letter) ? SingleHan : 0), Number, value);
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
