using System.Text.Json;
using Kith.Assistant.Understanding;

namespace Kith.Server.Cli;

/// <summary>Houses in files, as docs/understand-format.md says it.</summary>
internal static class HouseFiles
{
    /// <summary>One house of a file, by the empty name; all of a folder, by the names of their files.</summary>
    /// <exception cref="CliError">There is none, or one of them is no house.</exception>
    internal static IReadOnlyDictionary<string, HouseFile> Read(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return new Dictionary<string, HouseFile> { [""] = ReadOne(path) };
            var houses = Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReadOne, StringComparer.Ordinal);
            return houses.Count > 0 ? houses : throw new CliError($"There is no house (*.json) in {path}.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliError(wrong.Message);
        }
    }

    private static HouseFile ReadOne(string path)
    {
        try
        {
            return HouseFile.Read(File.ReadAllText(path));
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new CliError($"{path} is no house: {wrong.Message}");
        }
    }
}
