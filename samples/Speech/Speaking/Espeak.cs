using System.Diagnostics;
using System.Globalization;
using Kith.Speech.Sounds;

namespace Kith.Speech.Speaking;

/// <summary>Speaks with the program espeak-ng. It is started for each sentence, without a shell, and the sentence comes by its input: no text is ever an option.</summary>
internal static class Espeak
{
    /// <summary>Longer answers of a home are read, not listened to.</summary>
    internal const int LongestText = 1_000;

    /// <summary>A sentence takes some 30 ms.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="InvalidOperationException">The program is not installed, does not know the voice or did not end.</exception>
    internal static async Task<Sound> SayAsync(string text, Speaker voice, CancellationToken cancel = default)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        if (voice.Name.StartsWith(Speakers.Chinese, StringComparison.Ordinal)) text = Pinyin.Of(text);
        var start = new ProcessStartInfo("espeak-ng") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", voice.Name, "-s", Number(voice.Speed), "-p", Number(voice.Pitch), "-b", "1", "--stdin", "--stdout"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("espeak-ng does not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var spoken = new MemoryStream();
            var (hearing, trouble) = (process.StandardOutput.BaseStream.CopyToAsync(spoken, patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.StandardInput.WriteAsync(text.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await hearing;
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? Sound.OfWav(spoken.ToArray()) : throw new InvalidOperationException($"espeak-ng: {await trouble}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException($"espeak-ng did not end within {Patience.TotalSeconds} s.");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
