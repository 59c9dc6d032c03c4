using Kith.Homes.Tests.Killed;
using Kith.Homes.Tests.Played;

namespace Kith.Homes.Tests;

/// <summary>What this assembly does as a process of its own: lives until it is killed (Killed), or plays a home once more (Played).</summary>
public static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["live", var folder, var port, var home, var owner] => await Life.LiveAsync(folder, port, home, owner),
        ["play", var first, var facts] => ReplayTests.Play(first, facts),
        _ => 2,
    };
}
