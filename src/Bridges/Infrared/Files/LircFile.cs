using System.Globalization;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Files;

/// <summary>
/// LIRC's lircd.conf: one remote with raw_codes, or with codes that are encoded by space or biphase (SPACE_ENC, RC5 and SHIFT_ENC, which is the
/// same). Other encodings are refused by name; a second remote of a file is named and left out.
/// </summary>
internal static class LircFile
{
    private static readonly string[] Readable = ["RAW_CODES", "SPACE_ENC", "RC5", "SHIFT_ENC", "CONST_LENGTH", "REVERSE", "NO_HEAD_REP", "NO_FOOT_REP", "REPEAT_HEADER"];

    internal static bool Looks(string text) => text.Split('\n', 400).Any(line => Words(line) is ["begin", "remote", ..]);

    internal static Result<CodeSet> Read(string text)
    {
        var gathered = new Gathering();
        var remote = new LircRemote();
        var (number, inside, remotes) = (0, "", 0);
        (string Name, int Line, List<long> Times)? raw = null;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var words = Words(line.ToString());
            if (words.Length == 0) continue;
            if (words is ["begin", var what, ..])
            {
                inside = what;
                if (what == "remote") remotes++;
                continue;
            }
            if (words[0] == "end")
            {
                AddRaw();
                inside = inside == "remote" ? "" : "remote";
                continue;
            }
            if (remotes > 1)
            {
                if (inside == "remote" && words is ["name", var other, ..]) gathered.Lose($"line {number}", $"the remote {Gathering.Clean(other)} stands in the same file; import it by itself");
                continue;
            }
            if (inside == "remote")
            {
                if (remote.Take(words) is { } wrong) return Signal.Wrong($"line {number}: {wrong}");
            }
            else if (inside == "codes") AddCode(words);
            else if (inside == "raw_codes") TakeRaw(words);
        }
        AddRaw();
        if (remotes == 0) return Signal.Wrong("there is no 'begin remote' in it");
        return gathered.Buttons.Count == 0
            ? Signal.Wrong(gathered.Losses is [var first, ..] ? $"{first.Where}: {first.Why}" : "there is no button in it")
            : gathered.Make("lirc", remote.Name, ButtonNames.TypeOf(gathered.Buttons));

        void AddCode(string[] words)
        {
            var at = $"line {number} ({Gathering.Clean(words[0])})";
            var unread = remote.Flags.FirstOrDefault(flag => !Readable.Contains(flag));
            if (unread is not null) gathered.Lose(at, $"the encoding {Gathering.Clean(unread)} is not read; SPACE_ENC, RC5 and raw codes are");
            else if (words.Length < 2 || LircRemote.Number(words[1]) is not { } code) gathered.Lose(at, "its code is no number");
            else gathered.Add(at, words[0], remote.Encode(code));
        }

        void TakeRaw(string[] words)
        {
            var from = 0;
            if (words[0] == "name")
            {
                AddRaw();
                raw = (words.Length > 1 ? words[1] : "", number, []);
                from = 2;
            }
            foreach (var word in words.Skip(from))
                if (raw is { } its && its.Times.Count <= InfraredLimits.Timings) its.Times.Add(long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0);
        }

        void AddRaw()
        {
            if (raw is { } its) gathered.Add($"line {its.Line} ({Gathering.Clean(its.Name)})", its.Name, Signal.Make(remote.CarrierHz, its.Times));
            raw = null;
        }
    }

    private static string[] Words(string line)
    {
        var end = line.IndexOf('#', StringComparison.Ordinal);
        return (end < 0 ? line : line[..end]).Split((char[]?)null, 4_100, StringSplitOptions.RemoveEmptyEntries);
    }
}
