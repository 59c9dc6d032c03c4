using Kith.Assistant.Households;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>What became of the acts of one turn.</summary>
/// <param name="Failed">What each device that did not do it has to say.</param>
/// <param name="Unconfirmed">What the home wants a yes for, device by device.</param>
/// <param name="Before">Acts that put things back as they were.</param>
internal sealed record Carried(List<Operation> Operations, List<string> Failed, List<Act> Unconfirmed, List<Act> Before)
{
    internal bool NeedsPin { get; set; }

    internal bool IsRefused { get; set; }

    internal int Worked { get; set; }
}

/// <summary>Carries out acts as commands to a home, with the person and their words as the cause: one device after its own acts, all devices at once.</summary>
internal sealed class Carrying(HomeHost homes, HomeId home, Caller caller, SpokenHome spoken, IState state, Replies replies)
{
    private readonly Carried _carried = new([], [], [], []);

    internal async Task<Carried> DoAsync(IReadOnlyList<Act> acts)
    {
        var orders = acts.Where(act => act.Kind is "set" or "step" or "call")
            .SelectMany(act => (act.Targets ?? []).Select(spoken.Find).OfType<SpokenDevice>().Select(device => Order.Of(device, act, state))).ToList();
        foreach (var order in orders) Remember(order);
        await Task.WhenAll(orders.GroupBy(order => order.Device).Select(InOrderAsync));
        foreach (var act in acts.Where(act => act.Kind == "scene")) await SceneAsync(act);
        return _carried;
    }

    private async Task InOrderAsync(IEnumerable<Order> orders)
    {
        foreach (var order in orders)
            if (order.Hitch is { } hitch) Fail(replies.Of(hitch, order.Device.Thing.Name));
            else
            {
                var id = DeviceId.Parse(order.Device.Thing.Id);
                var asker = caller with { Confirmed = caller.Confirmed || order.IsSafe };
                Take(order.Device.Thing.Name, order.Act with { Targets = [order.Device.Thing.Id] },
                    order.Values is { } values ? await homes.SetAsync(home, asker, id, values) : await homes.CallAsync(home, asker, id, order.Action!, order.Arguments));
            }
    }

    private async Task SceneAsync(Act act)
    {
        var name = spoken.House.Scenes.FirstOrDefault(scene => scene.Id == act.Scene)?.Name ?? act.Scene!;
        Take(name, act, await homes.CallAsync(home, caller, DeviceId.Parse(act.Scene!), act.On == false ? "scene.undo" : "scene.run", null));
        if (act.On != false) lock (_carried) _carried.Before.Add(act with { On = false });
    }

    private void Take(string name, Act act, Result<Operation> ended)
    {
        lock (_carried)
            if (ended.Fault is { } fault)
            {
                if (fault.Error == ErrorCodes.ConfirmationNeeded || fault.Error == ErrorCodes.PinRequired)
                {
                    _carried.Unconfirmed.Add(act);
                    _carried.NeedsPin |= fault.Error == ErrorCodes.PinRequired;
                    return;
                }
                _carried.IsRefused |= fault.Error == ErrorCodes.RightMissing || fault.Error == ErrorCodes.ScopeMissing || fault.Error == ErrorCodes.PinUnset;
                _carried.Failed.Add(replies.Of(fault, name));
            }
            else
            {
                _carried.Operations.Add(ended.Value);
                if (ended.Value.Outcome.Kind is OutcomeKind.Done or OutcomeKind.Accepted) _carried.Worked++;
                else _carried.Failed.Add(replies.Of(ended.Value.Outcome, name));
            }
    }

    private void Fail(string why)
    {
        lock (_carried) _carried.Failed.Add(why);
    }

    /// <summary>What the trait was, and whether the device was on: to set a lamp brighter turns it on too.</summary>
    private void Remember(Order order)
    {
        if (order.Hitch is not null || order.Act.Property is not { } trait) return;
        foreach (var name in new[] { trait == "open" && order.Device.Writes("position") is not null ? "position" : trait, "on" }.Distinct())
            if (order.Device.Writes(name) is not null && state.Read(order.Device.Thing, name) is { } before && !_carried.Before.Exists(act => act.Property == name && act.Targets![0] == order.Device.Thing.Id))
                _carried.Before.Add(new() { Kind = "set", Targets = [order.Device.Thing.Id], Property = name, Value = before });
    }
}
