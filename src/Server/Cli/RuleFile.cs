using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>A rule in a file.</summary>
internal sealed record RuleFile(string Path, JsonNode Rule)
{
    /// <summary>Files, and the JSON files of folders, by name; all are read before anything is done with one.</summary>
    /// <exception cref="CliError">One cannot be read or is no JSON.</exception>
    internal static List<RuleFile> Read(IEnumerable<string> paths)
    {
        try
        {
            var files = paths.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path]).Select(ReadOne).ToList();
            return files.Count > 0 ? files : throw new CliError("There is no JSON file in there.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliError(wrong.Message);
        }
    }

    /// <summary>Makes the folder where there is none.</summary>
    internal static void Write(string path, string rule)
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(path, $"{rule}\n");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliError(wrong.Message);
        }
    }

    /// <summary>A refusal, with the file that it is about.</summary>
    internal static async Task<JsonNode> NamedAsync(RuleFile file, Task<JsonNode> answer)
    {
        try
        {
            return await answer;
        }
        catch (CliError refused)
        {
            throw new CliError($"{file.Path}: {refused.Message}");
        }
    }

    private static RuleFile ReadOne(string path)
    {
        try
        {
            return new(path, JsonNode.Parse(File.ReadAllText(path)) ?? throw new CliError($"{path} is empty."));
        }
        catch (JsonException wrong)
        {
            throw new CliError($"{path} is not JSON: {wrong.Message}");
        }
    }
}
