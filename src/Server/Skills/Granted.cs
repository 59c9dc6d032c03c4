using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Skills;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Server.Assistant;

namespace Kith.Server.Skills;

/// <summary>What of a home one skill sees and does for one speaker: what it was granted, as far as the speaker may, and nothing that touches safety or privacy.</summary>
internal sealed class Granted(Kith.Homes.HomeHost homes, Round round, KeptSkill skill)
{
    private readonly SnapshotView _home = round.Snapshot;

    /// <summary>The granted devices with what they are like. What tells of people, or shows or hears them, stays here.</summary>
    internal IReadOnlyList<SkillDevice> Devices() => [.. Covered().Select(device => new SkillDevice(
        device.Id, device.Name, _home.Rooms.FirstOrDefault(room => room.Id == device.Room)?.Name, device.Type, device.Online,
        device.Values.Where(value => IsCovered(device, value.Key) && _home.Specs[device.Spec].FindProperty(value.Key) is { Risk: Risk.Comfort or Risk.Cost, Sensing: Sensing.None or Sensing.Environment or Sensing.Safety or Sensing.Consumption })
            .ToDictionary(value => value.Key, value => value.Value.V)))];

    /// <summary>Does what a skill answered; gives what became of it, and what it was refused.</summary>
    internal async Task<(List<Operation> Done, List<string> Refused)> DoAsync(IReadOnlyList<SkillAct> acts)
    {
        var (done, refused) = (new List<Operation>(), new List<string>());
        var caller = round.Caller with
        {
            // It speaks for the person who asked and is not that person: a yes or a PIN of theirs is not for it.
            Confirmed = false, Pin = PinState.Elsewhere, Through = "skill",
            Cause = new Cause(CauseKind.Partner, skill.Skill.Id.ToString(), round.Replies.Of(skill.Skill.Name), "skill", round.Text),
        };
        foreach (var act in acts)
        {
            if (Covered().FirstOrDefault(device => device.Id == act.Device) is not { } device || !Addresses(act).All(address => IsCovered(device, address)))
            {
                refused.Add(round.Replies.NotGranted(round.Replies.Of(skill.Skill.Name)));
                continue;
            }
            var ended = act.Set is { } values ? await homes.SetAsync(round.Home, caller, device.Id, values) : await homes.CallAsync(round.Home, caller, device.Id, act.Call!, act.In);
            if (ended.Fault is { } fault) refused.Add(fault.Error == ErrorCodes.ConfirmationNeeded ? round.Replies.NotGranted(round.Replies.Of(skill.Skill.Name)) : round.Replies.Of(fault, device.Name));
            else if (ended.Value.Outcome.Kind is OutcomeKind.Done or OutcomeKind.Accepted) done.Add(ended.Value);
            else refused.Add(round.Replies.Of(ended.Value.Outcome, device.Name));
        }
        return (done, [.. refused.Distinct()]);
    }

    private IEnumerable<DeviceView> Covered() => _home.Devices.Where(device => skill.Grant.Covers(device.Id, device.Room));

    private bool IsCovered(DeviceView device, string address)
    {
        var name = address[..Math.Max(address.LastIndexOf('.'), 0)];
        return _home.Specs[device.Spec].Services.FirstOrDefault(service => service.Id == name) is { } its && skill.Grant.Covers(its.Type);
    }

    private static IEnumerable<string> Addresses(SkillAct act) => act.Set?.Keys ?? [act.Call!];
}
