using Kith.Model.Errors;

namespace Kith.Server.Api;

/// <summary>A part of a list.</summary>
/// <param name="Next">The cursor of the next part; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>Which part of a list is asked for: ?limit=&amp;cursor=.</summary>
internal static class Paging
{
    internal const int Usual = 100;

    /// <summary>Items in one answer: some 500 kB of devices, the most one wants to hold for a stranger's slow line.</summary>
    internal const int Most = 500;

    /// <summary>The items after the one that the cursor names. An item removed meanwhile starts the list over, which shows nothing twice that it hides.</summary>
    internal static Page<T> Part<T>(IReadOnlyList<T> all, Func<T, string> key, int? limit, string? cursor)
    {
        var start = cursor is null ? 0 : all.Select(key).TakeWhile(its => its != cursor).Count() + 1;
        if (start > all.Count) start = 0;
        var items = all.Skip(start).Take(Math.Clamp(limit ?? Usual, 1, Most)).ToList();
        return new(items, start + items.Count < all.Count ? key(items[^1]) : null);
    }

    internal static Result<Page<T>> Part<T>(Result<IReadOnlyList<T>> all, Func<T, string> key, int? limit, string? cursor) =>
        all.Fault is { } fault ? fault : Part(all.Value, key, limit, cursor);
}
