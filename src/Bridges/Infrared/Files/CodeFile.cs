using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Files;

/// <summary>A file of codes in whatever format it comes; the format is known by its content.</summary>
internal static class CodeFile
{
    internal static Result<CodeSet> Read(string file)
    {
        if (file.Length > InfraredLimits.FileLength) return new Fault(ErrorCodes.PayloadTooLarge, $"a file of codes has at most {InfraredLimits.FileLength} characters", "text");
        var text = file.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (text.Length == 0) return Signal.Wrong("there is nothing in it");
        if (FlipperFile.Looks(text)) return FlipperFile.Read(text);
        if (SmartIrFile.Looks(text)) return SmartIrFile.Read(text);
        if (LircFile.Looks(text)) return LircFile.Read(text);
        var single = CodeText.Read(text);
        return single.Ok
            ? new CodeSet(CodeText.FormOf(text.Trim()), null, "ir-remote-control", [new Button("Button", single.Value)], null, 0, [])
            : Signal.Wrong($"this is no file that is known here (Flipper .ir, SmartIR, LIRC), and {single.Fault!.Detail}");
    }
}
