using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Kith.App.Tests.Stage;

/// <summary>samples/Speech, run as people run it: ears that know a few phrases, and a mouth.</summary>
internal sealed partial class SpeechProgram : IAsyncDisposable
{
    /// <summary>It has each phrase spoken before it listens.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _phrases;
    private readonly Process _process;

    private SpeechProgram(DirectoryInfo phrases, Process process) => (_phrases, _process) = (phrases, process);

    /// <summary>tcp://127.0.0.1:port</summary>
    internal string Address { get; private set; } = "";

    internal static async Task<SpeechProgram> StartAsync(IEnumerable<string> english, IEnumerable<string> chinese)
    {
        var phrases = Directory.CreateTempSubdirectory("kith-phrases-");
        await File.WriteAllLinesAsync(Path.Combine(phrases.FullName, "en.txt"), english);
        await File.WriteAllLinesAsync(Path.Combine(phrases.FullName, "zh.txt"), chinese);
        var process = Process.Start(new ProcessStartInfo(Built.Speech, ["0", phrases.FullName]) { RedirectStandardOutput = true })!;
        var program = new SpeechProgram(phrases, process);
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (Listening().Match(line) is { Success: true } match)
            {
                program.Address = match.Value;
                return program;
            }
        throw new InvalidOperationException("samples/Speech ended");
    }

    /// <summary>
    /// Somebody says something in a quiet room: a WAV file of a voice that taught the program nothing, half a second of silence before it and much after it. Chromium plays it
    /// from its beginning each time a page opens the microphone, so it is the same however long the page took.
    /// </summary>
    internal static async Task<string> SayAsync(string text, string voice)
    {
        const int rate = 22_050, header = 44;
        var spoken = Path.Combine(Path.GetTempPath(), $"kith-voice-{Guid.CreateVersion7():N}.wav");
        using (var espeak = Process.Start("espeak-ng", ["-v", voice, "-b", "1", "-w", spoken, text])) await espeak.WaitForExitAsync();
        var samples = (await File.ReadAllBytesAsync(spoken))[header..];
        var (before, after) = (new byte[rate], new byte[rate * 2 * 60]);
        await using var file = File.Create(spoken);
        await using var writer = new BinaryWriter(file);
        var length = before.Length + samples.Length + after.Length;
        writer.Write("RIFF"u8);
        writer.Write(length + header - 8);
        writer.Write("WAVEfmt "u8);
        foreach (var number in (int[])[16, 1 | (1 << 16), rate, rate * 2, 2 | (16 << 16)]) writer.Write(number);
        writer.Write("data"u8);
        writer.Write(length);
        writer.Write(before);
        writer.Write(samples);
        writer.Write(after);
        return spoken;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _phrases.Delete(recursive: true);
    }

    [GeneratedRegex(@"tcp://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
