namespace Kith.Model.Specs;

/// <summary>Says by stable rule names what is wrong with library files, product documents and new versions of products. Never throws for what they say.</summary>
public static class SpecLint
{
    /// <summary>Everything wrong with a product document; only the fatal ones keep it from resolving.</summary>
    public static IReadOnlyList<Finding> Document(Library library, ProductDocument document) => new DocumentLint(library).Check(document);

    /// <summary>
    /// Everything wrong with the later version and with the step: N+1 has everything of N unchanged. Texts may change; a changed range is a
    /// new property beside the old one.
    /// </summary>
    public static IReadOnlyList<Finding> Upgrade(Library library, ProductDocument older, ProductDocument newer)
    {
        var findings = new List<Finding>(Document(library, newer));
        if (older.Product != newer.Product || older.Maker != newer.Maker || older.Type != newer.Type)
            findings.Add(Rules.ProductChanged.At("product",
                $"{Resolver.Shown(older.Product)} ({Resolver.Shown(older.Type)}) became {Resolver.Shown(newer.Product)} ({Resolver.Shown(newer.Type)})"));
        if (newer.Version <= older.Version)
            findings.Add(Rules.VersionNotNext.At("version", $"version {newer.Version} after {older.Version}"));
        if (library.Resolve(older) is { Ok: true, Value: var before } && library.Resolve(newer) is { Ok: true, Value: var after })
            UpgradeLint.Compare(before, after, findings);
        return findings;
    }

    /// <summary>Everything wrong with the library in a folder: files, services, types and products.</summary>
    public static IReadOnlyList<Finding> Folder(string folder) => LibraryLint.Check(Shelf.Folder(folder));

    /// <summary>Everything wrong with the library that Kith comes with: nothing, as a test pins.</summary>
    public static IReadOnlyList<Finding> Standard() => LibraryLint.Check(Shelf.Embedded());
}
