using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kith.Model.Specs;

/// <summary>One file of the library and what stands in it.</summary>
internal sealed record Filed<T>(string Path, T Thing);

/// <summary>The library's files, read.</summary>
internal sealed class Shelf
{
    /// <summary>More than this in one file is a mistake: the largest service has 8 kB.</summary>
    private const long FileLimitBytes = SpecLimits.DocumentBytes;

    private readonly List<Finding> _broken = [];
    private readonly List<Filed<Func<byte[]>>> _products = [];

    /// <summary>Services by name.</summary>
    internal List<Filed<ServiceDefinition>> Services { get; } = [];

    /// <summary>Device types by name.</summary>
    internal List<Filed<DeviceType>> Types { get; } = [];

    /// <summary>Files that could not be read.</summary>
    internal IReadOnlyList<Finding> Broken => _broken;

    /// <summary>The files inside this assembly, called spec/services/light.json and so on.</summary>
    internal static Shelf Embedded()
    {
        var assembly = typeof(Shelf).Assembly;
        return Read(assembly.GetManifestResourceNames().Where(name => name.StartsWith("spec/", StringComparison.Ordinal))
            .Select(name => new Filed<Func<byte[]>>(name["spec/".Length..].Replace('\\', '/'), () => Resource(assembly, name))));
    }

    /// <summary>The files of a folder; one that is missing or cannot be opened is a broken one.</summary>
    internal static Shelf Folder(string folder)
    {
        try
        {
            return Read(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                .Select(file => new Filed<Func<byte[]>>(Path.GetRelativePath(folder, file).Replace('\\', '/'), () => Bounded(file))));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            var shelf = new Shelf();
            shelf._broken.Add(Rules.FileBroken.At(folder, wrong.Message));
            return shelf;
        }
    }

    /// <summary>The same shelf when no file is broken.</summary>
    /// <exception cref="InvalidDataException">One is; the message names the file, the place and the mistake.</exception>
    internal static Shelf Sound(Shelf shelf) => shelf.Broken is [var first, ..] ? throw new InvalidDataException(first.ToString()) : shelf;

    /// <summary>The product documents, read now.</summary>
    internal IReadOnlyList<ProductDocument> Products() => [.. FiledProducts().Select(item => item.Thing)];

    /// <summary>The product documents with their files; those that cannot be read join <see cref="Broken"/>.</summary>
    internal List<Filed<ProductDocument>> FiledProducts()
    {
        var products = new List<Filed<ProductDocument>>();
        foreach (var file in _products) Add(products, file, ModelJson.Default.ProductDocument);
        products.Sort((a, b) => string.CompareOrdinal(a.Thing.Product, b.Thing.Product));
        return products;
    }

    private static Shelf Read(IEnumerable<Filed<Func<byte[]>>> files)
    {
        var shelf = new Shelf();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (file.Path.StartsWith("services/", StringComparison.Ordinal))
                shelf.Add(shelf.Services, file, ModelJson.Default.ServiceDefinition);
            else if (file.Path.StartsWith("types/", StringComparison.Ordinal)) shelf.Add(shelf.Types, file, ModelJson.Default.DeviceType);
            else if (file.Path.StartsWith("products/", StringComparison.Ordinal)) shelf._products.Add(file);
        }
        shelf.RefuseTwins(shelf.Services, item => item.Name);
        shelf.RefuseTwins(shelf.Types, item => item.Name);
        shelf.RefuseTwins([.. shelf.Services.Where(item => item.Thing.Miot is not null)], item => item.Miot!);
        shelf.RefuseTwins([.. shelf.Types.Where(item => item.Thing.Miot is not null)], item => item.Miot!);
        return shelf;
    }

    private void Add<T>(List<Filed<T>> list, Filed<Func<byte[]>> file, JsonTypeInfo<T> shape)
    {
        try
        {
            if (JsonSerializer.Deserialize(file.Thing().AsSpan(), shape) is { } thing) list.Add(new(file.Path, thing));
            else _broken.Add(Rules.FileBroken.At(file.Path, "the file says null"));
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _broken.Add(Rules.FileBroken.At(file.Path, wrong.Message));
        }
    }

    private void RefuseTwins<T>(List<Filed<T>> list, Func<T, string> key)
    {
        foreach (var twins in list.GroupBy(item => key(item.Thing), StringComparer.Ordinal))
            foreach (var second in twins.Skip(1))
                _broken.Add(Rules.DuplicateName.At(second.Path, $"{twins.Key} stands in {twins.First().Path} as well"));
    }

    private static byte[] Resource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Bounded(string file) =>
        new FileInfo(file).Length <= FileLimitBytes ? File.ReadAllBytes(file) : throw new InvalidDataException($"the file is larger than {FileLimitBytes} bytes");
}
