using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Actor;

/// <summary>A device came or went. Unlike other news it is never lost with a failed commit: nobody would say it again (<see cref="Missed"/>).</summary>
internal sealed class PresenceMail(HomeId home, DeviceId device, bool online, Receipt? receipt) : Mail(home)
{
    private ReportVerdict _verdict;

    internal DeviceId Device { get; } = device;

    internal bool Online { get; } = online;

    internal override void Apply(Home home, Turn turn)
    {
        if (home.Twins.TryGetValue(Device, out var twin))
        {
            Reports.Presence(turn, twin, Online);
            _verdict = new ReportVerdict(1, null);
        }
        else _verdict = ReportVerdict.Refused(Kith.Homes.Home.Unknown(Device));
    }

    internal override void Settle() => receipt?.Settle(_verdict);

    internal override void Fail(Fault fault) => receipt?.Settle(ReportVerdict.Refused(fault));
}
