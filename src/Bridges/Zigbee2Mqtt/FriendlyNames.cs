namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>Between the names that people give in Kith and zigbee2mqtt's friendly names, which are parts of topics.</summary>
internal static class FriendlyNames
{
    /// <summary>Longest name in Kith, characters.</summary>
    private const int Longest = 100;

    /// <summary>What to call a device there: no wildcards, no slash at an end.</summary>
    internal static string Of(string name) => name.Replace('+', ' ').Replace('#', ' ').Trim().Trim('/').Trim();

    /// <summary>What to call a device here.</summary>
    internal static string Shown(string friendly)
    {
        var name = new string([.. friendly.Where(c => !char.IsControl(c))]).Trim();
        return name.Length <= Longest ? name : name[..Longest].Trim();
    }

    /// <summary>What a device is called until somebody names it: its friendly name, or out of what it is while that is only its address.</summary>
    internal static string Given(ListedDevice listed, string typeTitle)
    {
        var shown = listed.Name == listed.Address ? "" : Shown(listed.Name);
        if (shown.Length > 0) return shown;
        var vendor = Shown(listed.Definition?.Vendor ?? "");
        return Shown(vendor.Length > 0 ? $"{vendor} {typeTitle.ToLowerInvariant()}" : typeTitle);
    }
}
