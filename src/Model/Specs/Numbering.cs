namespace Kith.Model.Specs;

/// <summary>
/// Gives instance ids where a document gives none, the same ones for the same document for ever: a library member has its place in the
/// library's list (which only grows at its end), anything else the next free number from <see cref="FirstOwn"/> in the document's order.
/// </summary>
internal sealed class Numbering(IEnumerable<int?> given)
{
    /// <summary>Members that the library does not know count from here: no library service comes near 100 members of a kind.</summary>
    internal const int FirstOwn = 101;

    private readonly HashSet<int> _taken = [.. given.OfType<int>()];

    internal int Take(int? given, int preferred, int from)
    {
        if (given is { } chosen) return chosen;
        if (preferred > 0 && _taken.Add(preferred)) return preferred;
        var next = from;
        while (!_taken.Add(next)) next++;
        return next;
    }
}
