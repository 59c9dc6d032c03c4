using Kith.Model.Values;

namespace Kith.Bridges.Tests.Compliance;

/// <summary>
/// The other side of a bridge with one device, played or real, speaking its own protocol over a real socket. It is made for one house and
/// home, and hears of a restart of Kith like any program: its connection breaks.
/// </summary>
public abstract class OtherSide : IAsyncDisposable
{
    /// <summary>What the device is known by in the home.</summary>
    public abstract string NativeId { get; }

    /// <summary>What the device should become.</summary>
    public abstract string Type { get; }

    /// <summary>Connects, and makes the device known; adopts it where a person has to.</summary>
    public abstract Task AppearAsync();

    /// <summary>What it can be made to tell: an address and two values.</summary>
    public abstract (string Address, Value One, Value Other) Tells { get; }

    /// <summary>The device tells one of the two.</summary>
    public abstract Task TellAsync(bool other);

    /// <summary>Says something that no program should: half a message, a wrong shape.</summary>
    public abstract Task GarbleAsync();

    /// <summary>A command that the device obeys, and a value that it must never be sent; null for one that takes none.</summary>
    public abstract (string Address, Value Good, Value Bad)? Obeys { get; }

    /// <summary>The device cannot be reached any more, and the program says so in its way.</summary>
    public abstract Task GoAsync();

    public abstract Task ReturnAsync();

    /// <summary>The program itself stops without a word.</summary>
    public abstract Task StopAsync();

    /// <summary>The program starts (again), or connects again after Kith was away. What it says by itself then, it says.</summary>
    public abstract Task StartAsync();

    public abstract ValueTask DisposeAsync();
}
