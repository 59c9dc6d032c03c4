using System.Text;
using Microsoft.Playwright;
using QRCoder;

namespace Kith.App.Tests.Stage;

/// <summary>A browser whose camera looks at a QR code: Chromium plays a file that is drawn here.</summary>
internal sealed class Camera : IAsyncDisposable
{
    private const int Width = 640;
    private const int Height = 480;
    private const int PixelsPerModule = 8;

    /// <summary>Of the wall on which the code hangs, and of its ink: a room, not a print.</summary>
    private const byte Light = 205;
    private const byte Dark = 45;
    private const byte NoColour = 128;

    private readonly string _film;

    private Camera(string film, IBrowser browser) => (_film, Browser) = (film, browser);

    internal IBrowser Browser { get; }

    /// <param name="text">What the code before the camera says.</param>
    /// <param name="allowed">False where the person does not let the page have the camera.</param>
    /// <param name="name">Another name of this machine, as phones in the house call it.</param>
    internal static async Task<Camera> BeforeAsync(string text, bool allowed = true, string name = "kith.test")
    {
        var film = Path.Combine(Path.GetTempPath(), $"kith-camera-{Guid.CreateVersion7():N}.y4m");
        await File.WriteAllBytesAsync(film, Film(text));
        var browser = await Chromium.LaunchAsync(
            ["--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}", $"--host-resolver-rules=MAP {name} 127.0.0.1", .. allowed ? (string[])["--use-fake-ui-for-media-stream"] : []]);
        return new Camera(film, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        File.Delete(_film);
    }

    /// <summary>One still picture as YUV4MPEG2, which plays for ever.</summary>
    private static byte[] Film(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var luma = Enumerable.Repeat(Light, Width * Height).ToArray();
        var (left, top) = ((Width - (modules.Count * PixelsPerModule)) / 2, (Height - (modules.Count * PixelsPerModule)) / 2);
        for (var y = 0; y < modules.Count * PixelsPerModule; y++)
            for (var x = 0; x < modules.Count * PixelsPerModule; x++)
                if (modules[y / PixelsPerModule][x / PixelsPerModule]) luma[((top + y) * Width) + left + x] = Dark;
        return [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\nFRAME\n"), .. luma, .. Enumerable.Repeat(NoColour, Width * Height / 2)];
    }
}
