using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Showing;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Specs;
using Kith.Model.Values;
using Xunit.Abstractions;

namespace Kith.Bridges.Tests.Matter.RoundTrips;

/// <summary>One home shows a device of every type that Matter has a form for, another home pairs it: everything is told there, and set from there.</summary>
[Collection("own matter")]
public sealed class RoundTripTests(ITestOutputHelper output)
{
    /// <summary>The same function under the name that it has on what it comes back as.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new() { ["sprinkler.on"] = "valve.open", ["fridge.door-open"] = "magnet-sensor.open" };

    [Fact]
    public void Every_type_is_shown_with_all_that_it_requires_or_says_why_not()
    {
        var shown = new List<string>();
        foreach (var things in Thing.All().GroupBy(thing => thing.Type))
        {
            var least = things.First();
            var said = least.Shown.Select(property => property.Address).Concat(least.Called.Select(action => action.Address)).ToHashSet();
            var required = things.Count() == 1 ? [] : least.Spec.Properties.Select(property => property.Address).Concat(least.Spec.Services.SelectMany(service => service.Actions.Select(action => action.Address))).ToList();
            var isWhole = ShownKinds.Of(least.Spec).Any() && required.All(said.Contains);
            var why = House.Library.FindType(things.Key)!.Required!.Select(Formless.Why).FirstOrDefault(reason => reason is not null);
            output.WriteLine(isWhole ? $"{things.Key}: shown" : $"{things.Key}: {why}");
            Assert.True(isWhole == (why is null), $"{things.Key} is {(isWhole ? "shown" : "not shown")}, and says {why}; missing: {string.Join(' ', required.Where(address => !said.Contains(address)))}");
            if (isWhole) shown.Add(things.Key);
        }
        output.WriteLine($"{shown.Count} types are shown whole");
        Assert.True(shown.Count >= 40, $"{shown.Count}");
    }

    [MatterFact]
    public async Task What_one_home_shows_another_home_has_and_drives()
    {
        await using var house = await MatterHouse.StartAsync();
        var other = await house.House.AddHomeAsync("Other", "matter", "matter");
        var played = new PlayedDevices(house.House.Homes);
        house.House.Homes.AddLink(PlayedDevices.Via, played);
        // The richest of each form of each type.
        var things = Thing.All().Reverse().Where(thing => House.Library.FindType(thing.Type)!.Required!.All(service => Formless.Why(service) is null)).DistinctBy(thing => (thing.Type, string.Join(' ', ShownKinds.Of(thing.Spec).Select(its => its.Kind.Form)))).ToList();
        foreach (var thing in things)
        {
            var taken = await house.House.Homes.TakeInAsync(house.Home.Id, house.Home.Owner, new DeviceDraft(thing.Name, thing.Spec, PlayedDevices.Via, thing.Name));
            thing.Id = taken.Value.Id;
            house.House.Homes.Presence(house.Home.Id, thing.Id, online: true);
        }
        await using var here = await house.WatchAsync();
        await here.UntilAsync("all are there", its => its.Devices.Count == things.Count && its.Devices.All(device => device.Online));
        await house.OnlineAsync();
        var shown = await house.DoAsync("show", new JsonObject { ["devices"] = new JsonArray([.. things.Select(thing => JsonValue.Create(thing.Id.ToString()))]) });
        Assert.True(shown.Ok, shown.Fault?.Detail);
        await house.House.StatusAsync(other, its => its.State is BridgeLink.Online);
        var paired = await house.House.DoAsync(other, "commission", new { code = shown.Value["bridge"]!["manual_code"]!.GetValue<string>() });
        Assert.True(paired.Ok, paired.Fault?.Detail);
        await using var there = await house.House.WatchAsync(other);
        await there.UntilAsync("all are here too", its => things.All(thing => Of(its, thing).Any(device => device.Online)));

        // Each thing goes its way by itself, all at once.
        var lost = (await Task.WhenAll(things.Select(thing => Task.Run(() => LostAsync(house, other, played, there, thing))))).SelectMany(its => its).ToList();

        // By now the subscription stands; what happens before it is history.
        lost.AddRange((await Task.WhenAll(things.Select(thing => UntoldAsync(house, there, thing)))).SelectMany(its => its));
        output.WriteLine($"{things.Count} devices of {things.Select(thing => thing.Type).Distinct().Count()} types, {there.Devices.Count} devices there");
        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    private static IEnumerable<DeviceView> Of(HomeWatch watch, Thing thing) => watch.Devices.Where(device => device.Name == thing.Name || device.Name.StartsWith($"{thing.Name} ", StringComparison.Ordinal));

    /// <summary>What was not told there, or could not be done from there.</summary>
    private static async Task<IReadOnlyList<string>> LostAsync(MatterHouse house, TestHome other, PlayedDevices played, HomeWatch there, Thing thing)
    {
        var lost = new List<string>();
        foreach (var (property, value, state) in thing.States())
        {
            house.House.Homes.Report(house.Home.Id, thing.Id, [.. state]);
            if (!await there.EverAsync(its => Find(its, thing, property) is var (device, theirs) && device.Values.TryGetValue(theirs.Address, out var told) && Thing.Same(property, value, theirs, told.V)))
                lost.Add($"{thing.Type} {thing.Name}: {property.Address} = {value} is not told. There: {string.Join("; ", Of(there, thing).Select(device => $"{device.Type} {string.Join(',', device.Values.Select(its => $"{its.Key}={its.Value.V}"))}"))}");
        }
        foreach (var property in thing.Settable)
            foreach (var value in thing.Samples(property))
                if (await SetAsync(house, other, played, there, thing, property, value) is { } why) lost.Add($"{thing.Type} {thing.Name}: {property.Address} = {value} cannot be set: {why}");
        foreach (var action in thing.Called)
        {
            if (Of(there, thing).FirstOrDefault(device => there.Specs[device.Spec].FindAction($"{action.Address[..action.Address.IndexOf('.')]}.{action.Name}") is not null) is not { } device)
            {
                lost.Add($"{thing.Type}: {action.Address} is not there");
                continue;
            }
            var came = played.NextAsync(operation => operation.Device == thing.Id && operation.Address == action.Address);
            var called = await house.House.Homes.CallAsync(other.Id, other.Owner, device.Id, action.Address, arguments: null);
            if (!called.Ok || !await ComesAsync(came)) lost.Add($"{thing.Type}: {action.Address} cannot be called: {called.Fault?.Detail}");
        }
        return lost;
    }

    /// <summary>What happened here and was not told there.</summary>
    private static async Task<IReadOnlyList<string>> UntoldAsync(MatterHouse house, HomeWatch there, Thing thing)
    {
        var lost = new List<string>();
        foreach (var happening in thing.Told)
        {
            house.House.Homes.Event(house.Home.Id, thing.Id, happening.Address, arguments: null);
            if (!await there.EverAsync(its => its.Events.Any(change => Of(its, thing).Any(device => device.Id == change.D) && change.E == $"button.{happening.Name}"))) lost.Add($"{thing.Type}: {happening.Address} is not told");
        }
        return lost;
    }

    private static async Task<string?> SetAsync(MatterHouse house, TestHome other, PlayedDevices played, HomeWatch there, Thing thing, Property property, Value value)
    {
        if (Find(there, thing, property) is not var (device, theirs)) return "it is not there";
        // What it is already would not be told again: it is something else before.
        if (property.Access.HasFlag(Access.Read) && thing.Samples(property).FirstOrDefault(its => its != value) is { IsNone: false } before)
        {
            house.House.Homes.Report(house.Home.Id, thing.Id, [.. thing.State(property, before)]);
            await there.EverAsync(its => Find(its, thing, property) is var (its1, theirs1) && its1.Values.TryGetValue(theirs1.Address, out var told) && Thing.Same(property, before, theirs1, told.V));
        }
        var wished = property.Choices is { } choices ? theirs.Choices?.FirstOrDefault(choice => choice.Key == choices.First(its => its.Value == value.AsInteger()).Key) is { } found ? Value.Of(found.Value) : default : value;
        if (wished.IsNone) return "the choice is not there";
        if (theirs.Range is { } range && theirs.Format is not Format.Bool)
            wished = theirs.Format is Format.Float ? Value.Of(Math.Clamp(wished.AsDouble(), range.Min, range.Max)) : Value.Of((long)Math.Clamp(wished.AsDouble(), range.Min, range.Max));
        var came = played.NextAsync(operation => operation.Device == thing.Id && operation.Values is { } values && values.TryGetValue(property.Address, out var its) && Thing.Same(property, value, property, its));
        var set = await house.House.Homes.SetAsync(other.Id, other.Owner, device.Id, new Dictionary<string, Value> { [theirs.Address] = wished });
        if (!set.Ok) return set.Fault?.Detail;
        if (set.Value.Outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Accepted)) return set.Value.Outcome.ToString();
        return await ComesAsync(came) ? null : "it did not come";
    }

    private static (DeviceView Device, Property Theirs)? Find(HomeWatch watch, Thing thing, Property property)
    {
        foreach (var device in Of(watch, thing))
            foreach (var theirs in watch.Specs[device.Spec].Properties)
                if (theirs.Name == property.Name || Elsewhere.GetValueOrDefault(property.Address) == theirs.Address) return (device, theirs);
        return null;
    }

    private static async Task<bool> ComesAsync(Task came)
    {
        try
        {
            await came.WaitAsync(HomeWatch.Patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
