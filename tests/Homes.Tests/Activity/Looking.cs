using Kith.Homes.Activity;
using Kith.Homes.Devices;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Activity;

/// <summary>Looks back as the owner.</summary>
internal static class Looking
{
    internal static async Task<IReadOnlyDictionary<string, ValueView>> AtAsync(TestHomes test, DeviceId device, DateTimeOffset at) =>
        (await test.Host.AtAsync(test.Home, test.Owner, device, at)).Value;

    internal static async Task<IReadOnlyList<ActivityView>> ActivityAsync(TestHomes test, ActivityQuery? query = null) =>
        (await test.Host.ActivityAsync(test.Home, test.Owner, query ?? new ActivityQuery(Limit: 200))).Value.Items;
}
