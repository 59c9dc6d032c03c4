namespace Kith.Mqtt.Tests.Clauses;

/// <summary>One row of the tables: which statements of MQTT 3.1.1 and 5.0, in our words, and what shows that the broker keeps to them.</summary>
internal sealed record Clause(string File, int Line, string[] In311, string[] In5, string Says)
{
    public List<Script> Scripts { get; } = [];

    /// <summary>A named test that shows it ("SocketTests.A_packet_in_single_bytes_is_read").</summary>
    public string? Test { get; set; }

    /// <summary>Why nobody outside can see it.</summary>
    public string? Unseen { get; set; }

    /// <summary>It binds clients alone.</summary>
    public bool IsOfClients { get; set; }
}

/// <summary>Steps of a conversation, in both versions or one.</summary>
internal sealed record Script(bool In311, bool In5)
{
    public List<string> Steps { get; } = [];
}

/// <summary>
/// The tables of this folder. A row begins with "[numbers of 3.1.1 | numbers of 5.0] what the broker does" and goes on with indented lines:
/// steps (<see cref="Talk"/>), "also:" before a second conversation, "5:" or "3.1.1:" before one that only that version knows; or one of
/// "clients", "unseen: why", "test: Class.Method".
/// </summary>
internal static class ClauseTable
{
    public static IReadOnlyList<Clause> Read() => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Clauses"), "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IEnumerable<Clause> ReadFile(string path)
    {
        var clauses = new List<Clause>();
        foreach (var (line, at) in File.ReadLines(path).Select((line, at) => (line.TrimEnd(), at + 1)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            if (line[0] == '[')
            {
                clauses.Add(Begin(Path.GetFileNameWithoutExtension(path), at, line));
            }
            else
            {
                GoOn(clauses[^1], line.Trim());
            }
        }
        return clauses;
    }

    private static Clause Begin(string file, int line, string text)
    {
        var end = text.IndexOf(']', StringComparison.Ordinal);
        var numbers = text[1..end].Split('|').Select(side => side.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return new Clause(file, line, numbers[0], numbers[1], text[(end + 1)..].Trim());
    }

    private static void GoOn(Clause clause, string line)
    {
        var (in311, in5) = (clause.In311.Length > 0, clause.In5.Length > 0);
        switch (line.Split(' ')[0])
        {
            case "clients":
                clause.IsOfClients = true;
                break;
            case "unseen:":
                clause.Unseen = line[8..];
                break;
            case "test:":
                clause.Test = line[6..];
                break;
            case "also:":
                clause.Scripts.Add(new Script(in311, in5));
                break;
            case "5:":
                clause.Scripts.Add(new Script(false, true));
                break;
            case "3.1.1:":
                clause.Scripts.Add(new Script(true, false));
                break;
            default:
                if (clause.Scripts.Count == 0)
                {
                    clause.Scripts.Add(new Script(in311, in5));
                }
                clause.Scripts[^1].Steps.Add(line);
                break;
        }
    }
}
