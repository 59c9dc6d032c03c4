using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges;

/// <summary>One bridge of one home, from its adding (or the start) to its removal (or the end). Disposed, its devices are offline.</summary>
internal abstract class ConnectedBridge : IAsyncDisposable
{
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to listen and to connect; returns at once.</summary>
    internal abstract void Start();

    /// <summary>Done when nothing that is published from now on is missed. Until then nobody should be let in to publish.</summary>
    internal Task Listening => _listening.Task;

    /// <summary>Every kind says this once: it remembers what it knew, and has subscribed to what it needs.</summary>
    protected void Listens() => _listening.TrySetResult();

    internal abstract BridgeStatus Status { get; }

    /// <summary>Sends a command now and returns; a fault means that nothing was sent.</summary>
    internal abstract Fault? Deliver(Device device, Spec spec, Operation operation);

    /// <summary>A device of it was removed from the home: let it go over there too.</summary>
    internal abstract void Forget(Device device);

    /// <summary>What people ask of the bridge itself: permit-join, adopt, commission, ... The answer is the kind's own.</summary>
    internal virtual Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel) => Task.FromResult<Result<JsonNode>>(Unknown(deed));

    internal static Fault Unknown(string deed) => new(ErrorCodes.NotFound, $"this bridge has no deed {deed}", "deed");

    public abstract ValueTask DisposeAsync();
}
