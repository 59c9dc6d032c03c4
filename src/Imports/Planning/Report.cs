using Kith.Homes.Importing;

namespace Kith.Imports.Planning;

/// <summary>Everything that does not come over, each with its reason; the first of each reason per thing.</summary>
internal sealed class Report
{
    private const int Most = 3_000, LongestName = 100, LongestArgument = 160;

    private readonly HashSet<(string, string, string, string)> _told = [];

    internal List<ImportLoss> Losses { get; } = [];

    internal void Lose(string kind, string name, string code, params ReadOnlySpan<string> arguments)
    {
        object[] said = [.. arguments.ToArray().Select(argument => Short(argument, LongestArgument))];
        var text = LossTexts.Of(code, said);
        if (Losses.Count < Most && _told.Add((kind, name, code, text.En))) Losses.Add(new ImportLoss(kind, Short(name, LongestName), code, text));
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
