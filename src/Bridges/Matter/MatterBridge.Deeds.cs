using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Wire;
using Kith.Model.Errors;

namespace Kith.Bridges.Matter;

/// <summary>What people ask of it: commission, share, adopt, what is shown elsewhere, and to whom.</summary>
internal sealed partial class MatterBridge
{
    /// <summary>Where the pairing of a device is; null while nobody pairs.</summary>
    private volatile string? _pairing;

    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel) => deed switch
    {
        "commission" => await CommissionAsync(arguments, cancel),
        "share" => await ShareAsync(arguments, cancel),
        "adopt" => await _devices.AdoptAsync(MatterClient.Text(arguments, "address") ?? ""),
        "show" => await _showcase.ShowAsync(arguments, cancel),
        "invite" => await _showcase.InviteAsync(cancel),
        "unshare" => await _showcase.UnshareAsync(arguments, cancel),
        _ => Unknown(deed),
    };

    /// <summary>Fails with request.invalid for what is no code, device.refused in the controller's own words, device.offline or device.timeout.</summary>
    private async Task<Result<JsonNode>> CommissionAsync(JsonElement arguments, CancellationToken cancel)
    {
        var code = (MatterClient.Text(arguments, "code") ?? "").Trim();
        var isQr = code.StartsWith("MT:", StringComparison.Ordinal) && code.Length is > 10 and <= 256;
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        if (!isQr && digits.Length is not (11 or 21)) return new Fault(ErrorCodes.RequestInvalid, "a Matter code has 11 or 21 digits, or begins with MT:", "code");
        if (Interlocked.CompareExchange(ref _pairing, "searching", null) is not null) return new Fault(ErrorCodes.Conflict, "another device is being paired");
        try
        {
            var answer = await AskAsync("commission_with_code", new JsonObject { ["code"] = isQr ? code : digits, ["network_only"] = true }, MatterLimits.Commissioning, cancel);
            if (answer.Fault is { } fault) return fault;
            if (await _devices.CommissionedAsync(answer.Value) is not { } devices) return new Fault(ErrorCodes.DeviceRefused, "the controller told of a device that cannot be read");
            return new JsonObject { ["devices"] = new JsonArray([.. devices.Select(id => JsonValue.Create(id.ToString()))]) };
        }
        finally
        {
            _pairing = null;
        }
    }

    /// <summary>Opens a window in which another ecosystem can pair the device too, and gives the code for it.</summary>
    private async Task<Result<JsonNode>> ShareAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (_devices.NodeOf(MatterClient.Text(arguments, "device") ?? "") is not { } node) return new Fault(ErrorCodes.NotFound, "there is no such device of this bridge", "device");
        var asked = new JsonObject { ["node_id"] = node, ["timeout"] = (int)MatterLimits.Window.TotalSeconds };
        var answer = await AskAsync("open_commissioning_window", asked, MatterLimits.Patience, cancel);
        if (answer.Fault is { } fault) return fault;
        return new JsonObject
        {
            ["manualCode"] = MatterClient.Text(answer.Value, "setup_manual_code"),
            ["qrCode"] = MatterClient.Text(answer.Value, "setup_qr_code"),
            ["until"] = _seat.Time.GetUtcNow() + MatterLimits.Window,
        };
    }
}
