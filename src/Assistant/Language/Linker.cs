using Kith.Assistant.Households;

namespace Kith.Assistant.Language;

/// <summary>Finds the devices that a noun phrase means: those that every one of its words fits, by the dearest reading that leaves any.</summary>
internal sealed class Linker(Recogniser recogniser)
{
    /// <summary>The same, asking what a device is able to only of those that the words can reach.</summary>
    internal (Bits Found, bool Exact, int Cost) Link(Target target, Func<Thing, bool> able)
    {
        var reached = recogniser.All;
        foreach (var word in target.Words)
        {
            var fits = recogniser.None;
            foreach (var sense in word.Senses) fits = fits.Or(sense.Things).Or(sense.Also);
            reached = reached.And(fits);
        }
        foreach (var place in target.Places)
        {
            var there = recogniser.None;
            foreach (var sense in place) there = there.Or(sense.Things);
            reached = reached.And(there);
        }
        var some = recogniser.None;
        foreach (var index in reached.All()) if (able(recogniser.House.Things[index])) some.Add(index);
        return Link(target, some);
    }

    /// <summary>The devices that fit all words and of which <paramref name="able"/> is true; Exact when a device's own name was said.</summary>
    internal (Bits Found, bool Exact, int Cost) Link(Target target, Bits able)
    {
        var start = able;
        foreach (var place in target.Places)
        {
            var there = recogniser.None;
            foreach (var sense in place) there = there.Or(sense.Things);
            start = start.And(there);
        }
        (Bits Found, bool Exact, int Cost) best = (recogniser.None, false, int.MaxValue);
        // In a long phrase many ways lead to the same devices: one that is no cheaper than an earlier one is not gone on with.
        var reached = target.Words.Count > 4 ? new Dictionary<(int, Bits), int>() : null;
        Search(0, start, 0, false);
        return best;

        void Search(int index, Bits left, int cost, bool exact)
        {
            if (cost >= best.Cost || !left.Any) return;
            if (reached?.TryGetValue((index, left), out var before) == true && before <= cost) return;
            if (reached is not null) reached[(index, left)] = cost;
            if (index == target.Words.Count) { best = (left, exact, cost); return; }
            var word = target.Words[index];
            var last = index == target.Words.Count - 1;
            foreach (var sense in word.Senses)
            {
                var price = sense.Role switch { Role.Name => 0, Role.Noun => last ? 1 : 2, Role.Room or Role.Floor => 3, Role.Part => last && word.Is(Role.Noun) ? 4 : 2, _ => -1 };
                if (price < 0 || sense.Things is null) continue;
                Search(index + 1, left.And(sense.Things), cost + price, exact || sense.Role == Role.Name);
            }
            if (word.Find(Role.Noun)?.Also is { } also) Search(index + 1, left.And(also), cost + 6, exact);
        }
    }
}
