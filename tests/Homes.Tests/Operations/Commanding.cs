using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Operations;

/// <summary>Commands of one value, as most tests give them.</summary>
internal static class Commanding
{
    internal static Task<Result<Operation>> SetAsync(TestHomes test, Caller caller, DeviceId device, string address, bool value) =>
        SetAsync(test, caller, device, address, Value.Of(value));

    internal static Task<Result<Operation>> SetAsync(TestHomes test, Caller caller, DeviceId device, string address, Value value) =>
        test.Host.SetAsync(test.Home, caller, device, new Dictionary<string, Value> { [address] = value }).AsTask().WaitAsync(TestHomes.Patience);
}
