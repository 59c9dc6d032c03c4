namespace Kith.Bench;

/// <summary>Who a client of the load is.</summary>
/// <param name="User">Null where it is the name.</param>
/// <param name="Secret">Null where nobody asks.</param>
internal sealed record Identity(string Name, string? User, string? Secret)
{
    /// <summary>Nobody asks.</summary>
    internal const string Anybody = "anybody";

    /// <summary>Each has a secret that <see cref="BrokerHost"/> knows.</summary>
    internal const string Known = "known";

    internal static string NameOf(int index) => $"d{index:D7}";

    internal static string SecretOf(int index) => $"the secret of device {index:D7}, as long as 256 bits";

    internal static Identity Open(int index) => new(NameOf(index), null, null);

    internal static Identity Secretive(int index) => new(NameOf(index), null, SecretOf(index));

    /// <summary>By <see cref="Anybody"/>, <see cref="Known"/>, or a file with a line "name user secret" for each.</summary>
    internal static Func<int, Identity> From(string source)
    {
        if (source == Anybody) return Open;
        if (source == Known) return Secretive;
        var lines = File.ReadAllLines(source).Select(line => line.Split(' ')).Select(words => new Identity(words[0], words[1], words[2])).ToArray();
        return index => lines[index];
    }
}
