using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Compliance;

/// <summary>What makes a bridge finished. A bridge derives one class and plays its other side; the sentences are the same for all.</summary>
public abstract class BridgeCompliance : IAsyncLifetime
{
    private House _house = null!;
    private TestHome _home = null!;
    private OtherSide _other = null!;

    protected abstract string Kind { get; }

    protected virtual string Topic => Kind;

    private protected abstract OtherSide Play(House house, TestHome home);

    public async Task InitializeAsync()
    {
        _house = await House.StartAsync();
        _home = await _house.AddHomeAsync(baseTopic: Topic, kind: Kind);
        _other = Play(_house, _home);
        await _other.AppearAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_device_appears_as_what_it_is()
    {
        await using var watch = await WatchAsync();

        await watch.UntilAsync("it is there", its => its.Find(_other.NativeId) is { Online: true });
        var device = watch.Find(_other.NativeId)!;

        Assert.Equal((_other.Type, Kind), (device.Type, device.Via));
        Assert.NotNull(watch.Specs[device.Spec].FindProperty(_other.Tells.Address));
        Assert.Equal(1, _house.Status(_home).Devices);
    }

    [Fact]
    public async Task What_it_tells_is_in_the_home()
    {
        await using var watch = await ReadyAsync();

        await _other.TellAsync(other: true);
        await watch.UntilAsync("the other value", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);
        await _other.TellAsync(other: false);
        await watch.UntilAsync("the one value", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.One);
    }

    [Fact]
    public async Task A_command_is_done_when_the_device_did_it()
    {
        await using var watch = await ReadyAsync();
        var id = watch.Find(_other.NativeId)!.Id;
        if (_other.Obeys is not { } obeys)
        {
            var refused = await _house.Homes.SetAsync(_home.Id, _home.Owner, id, new Dictionary<string, Value> { [_other.Tells.Address] = _other.Tells.One });
            Assert.Equal("property.not_writable", refused.Fault?.Error.Code ?? refused.Value.Outcome.Code);
            return;
        }

        var done = await SetAsync(id, obeys.Address, obeys.Good);

        Assert.Equal(OutcomeKind.Done, done.Kind);
        await watch.UntilAsync("it is so", its => its[_other.NativeId, obeys.Address] == obeys.Good);
    }

    [Fact]
    public async Task A_wrong_value_is_refused_and_the_next_right_one_works()
    {
        await using var watch = await ReadyAsync();
        if (_other.Obeys is not { } obeys) return;
        var id = watch.Find(_other.NativeId)!.Id;

        var refused = await _house.Homes.SetAsync(_home.Id, _home.Owner, id, new Dictionary<string, Value> { [obeys.Address] = obeys.Bad });

        Assert.StartsWith("value.", refused.Fault?.Error.Code ?? refused.Value.Outcome.Code, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Done, (await SetAsync(id, obeys.Address, obeys.Good)).Kind);
    }

    [Fact]
    public async Task What_cannot_be_read_is_counted_and_disturbs_nothing()
    {
        await using var watch = await ReadyAsync();

        await _other.GarbleAsync();
        await _other.TellAsync(other: true);

        await watch.UntilAsync("the next good word", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);
        Assert.True(_house.Status(_home).Malformed > 0);
    }

    [Fact]
    public async Task It_goes_and_comes_back()
    {
        await using var watch = await ReadyAsync();

        await _other.GoAsync();
        await watch.UntilAsync("it is gone", its => its.Find(_other.NativeId) is { Online: false });
        await _other.ReturnAsync();
        await watch.UntilAsync("it is back", its => its.Find(_other.NativeId) is { Online: true });
    }

    [Fact]
    public async Task Renamed_in_the_home_it_keeps_its_name()
    {
        await using var watch = await ReadyAsync();
        var id = watch.Find(_other.NativeId)!.Id;

        await _house.Homes.ChangeDeviceAsync(_home.Id, _home.Owner, id, "Grandmother's", room: null, icon: null, order: null);
        await _other.TellAsync(other: true);
        await watch.UntilAsync("it still works", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);

        await watch.UntilAsync("by its name", its => its.Find(_other.NativeId)!.Name == "Grandmother's");
        Assert.Equal(id, watch.Find(_other.NativeId)!.Id);
    }

    [Fact]
    public async Task Removed_from_the_home_it_stays_away_though_it_goes_on_talking()
    {
        await using var watch = await ReadyAsync();

        Assert.True((await _house.Homes.RemoveDeviceAsync(_home.Id, _home.Owner, watch.Find(_other.NativeId)!.Id)).Ok);
        await watch.UntilAsync("it is gone", its => its.Find(_other.NativeId) is null);
        await _other.TellAsync(other: true);
        await _other.TellAsync(other: false);
        await BarrierAsync();

        Assert.Null(watch.Find(_other.NativeId));
    }

    [Fact]
    public async Task After_a_restart_of_Kith_it_is_the_same_device()
    {
        DeviceId id;
        await using (var before = await ReadyAsync()) id = before.Find(_other.NativeId)!.Id;

        await _house.StopAsync();
        await _house.ResumeAsync();
        await _other.StartAsync();

        await using var watch = await WatchAsync();
        await _other.TellAsync(other: true);
        await watch.UntilAsync("it tells", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);
        await _other.TellAsync(other: false);
        await watch.UntilAsync("it tells again", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.One && its.Find(_other.NativeId) is { Online: true });
        Assert.Equal(id, watch.Find(_other.NativeId)!.Id);
        Assert.Single(watch.Devices);
    }

    [Fact]
    public async Task After_a_restart_of_the_other_side_it_works_again()
    {
        await using var watch = await ReadyAsync();

        await _other.StopAsync();
        await watch.UntilAsync("it is gone", its => its.Find(_other.NativeId) is { Online: false });
        await _other.StartAsync();
        await _other.TellAsync(other: true);

        await watch.UntilAsync("it is back and tells", its => its.Find(_other.NativeId) is { Online: true } && its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);
    }

    [Fact]
    public async Task Another_home_with_the_same_bridge_sees_nothing_of_it()
    {
        await using var watch = await ReadyAsync();
        var other = await _house.AddHomeAsync("Next door", Topic, Kind);
        await using var theirs = await _house.WatchAsync(other);

        await _other.TellAsync(other: true);
        await watch.UntilAsync("ours knows", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.Other);
        await BarrierAsync();

        Assert.Empty(theirs.Devices);
        Assert.Equal((0, 0), (_house.Status(other).Devices, _house.Status(other).Newcomers.Count));
    }

    private Task<HomeWatch> WatchAsync() => _house.WatchAsync(_home);

    /// <summary>The device is in the home, there, and has told its one value.</summary>
    private async Task<HomeWatch> ReadyAsync()
    {
        var watch = await WatchAsync();
        await watch.UntilAsync("it is there", its => its.Find(_other.NativeId) is { Online: true });
        await _other.TellAsync(other: false);
        await watch.UntilAsync("it tells", its => its[_other.NativeId, _other.Tells.Address] == _other.Tells.One);
        return watch;
    }

    /// <summary>What was said before this is through the bridge: a device of a second bridge of the same house has come and told.</summary>
    private async Task BarrierAsync()
    {
        var marker = await _house.AddHomeAsync("Marker", Topic, Kind);
        await using var second = Play(_house, marker);
        await using var watch = await _house.WatchAsync(marker);
        await second.AppearAsync();
        await watch.UntilAsync("the marker is there", its => its.Find(second.NativeId) is { Online: true });
    }

    private async Task<Outcome> SetAsync(DeviceId id, string address, Value value)
    {
        var set = await _house.Homes.SetAsync(_home.Id, _home.Owner, id, new Dictionary<string, Value> { [address] = value });
        return set.Ok ? set.Value.Outcome : new Outcome(OutcomeKind.Rejected, set.Fault!.Error.Code, set.Fault.Detail);
    }
}
