using Kith.Homes;
using Kith.Homes.Actor;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>A device whose past is told.</summary>
internal sealed record PastDevice(DeviceId Id, Spec Spec, RoomUse Room, ulong Seed);

/// <summary>
/// Two weeks of the household's life, told to the home in order of time through its front door, as reports with their times:
/// charts, activity and "what was it at" work from the first minute.
/// </summary>
internal static class DemoPast
{
    private static readonly TimeSpan Length = TimeSpan.FromDays(14), Step = TimeSpan.FromMinutes(15);

    /// <summary>Steps told before the home is waited for: large commits, and still room for a person who is looking already.</summary>
    private const int StepsAtOnce = 16;

    internal static async Task TellAsync(HomeHost homes, HomeId home, Life life, IReadOnlyList<PastDevice> devices, TimeZoneInfo zone, DateTimeOffset now)
    {
        var states = devices.ToDictionary(device => device.Id, _ => (Now: new Dictionary<string, Value>(), Told: new Dictionary<string, (Value Value, DateTimeOffset At)>()));
        LastReceipt? last = null;
        var step = 0;
        for (var at = now - Length; at < now; at += Step)
        {
            foreach (var device in devices)
            {
                // Not all at the same second: each device has its own minute of the quarter.
                var its = at + TimeSpan.FromSeconds(device.Seed % 600);
                var (state, told) = states[device.Id];
                SimulatedDevice.At(device.Spec, life, device.Room, device.Seed, TimeZoneInfo.ConvertTime(its, zone), state);
                var news = state.Where(entry => !told.TryGetValue(entry.Key, out var before) || before.Value != entry.Value
                    || (SimulatedDevice.Measures(device.Spec.FindProperty(entry.Key)!) && its - before.At >= SimulatedDevice.SaysAgain)).ToList();
                if (news.Count == 0) continue;
                foreach (var (address, value) in news) told[address] = (value, its);
                homes.Report(home, device.Id, news, its, last = new LastReceipt());
            }
            if (++step % StepsAtOnce == 0 && last is not null) await last.Settled;
        }
        if (last is not null) await last.Settled;
    }

    private sealed class LastReceipt : Receipt
    {
        private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Settled => _settled.Task;

        public override void Settle(in ReportVerdict verdict) => _settled.TrySetResult();
    }
}
