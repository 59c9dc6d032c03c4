using System.Buffers;
using Kith.Homes.Twins;
using Kith.Model.Ids;

namespace Kith.Homes.Actor;

/// <summary>A report as it came from the wire; read in the loop, straight into the twin.</summary>
internal sealed class ReportMail : Mail
{
    private readonly DeviceId _device;
    private readonly Receipt? _receipt;
    private readonly int _length;
    private readonly HomesMetrics _metrics;
    private byte[] _payload;
    private ReportVerdict _verdict;

    internal ReportMail(HomeId home, DeviceId device, ReadOnlySpan<byte> payload, Receipt? receipt, HomesMetrics metrics) : base(home)
    {
        (_device, _receipt, _length, _metrics) = (device, receipt, payload.Length, metrics);
        _payload = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(_payload);
    }

    internal override void Apply(Home home, Turn turn)
    {
        _verdict = home.Twins.TryGetValue(_device, out var twin)
            ? ReportJson.Take(turn, twin, _payload.AsSpan(0, _length))
            : ReportVerdict.Refused(Kith.Homes.Home.Unknown(_device));
        Release();
        if (_verdict.Faults is not null) _metrics.Count(_verdict);
    }

    internal override void Settle() => _receipt?.Settle(_verdict);

    internal override void Fail(Model.Errors.Fault fault)
    {
        Release();
        _receipt?.Settle(ReportVerdict.Refused(fault));
    }

    private void Release()
    {
        if (_payload.Length > 0) ArrayPool<byte>.Shared.Return(_payload);
        _payload = [];
    }
}
