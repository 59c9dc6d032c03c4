using System.Threading.Channels;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests;

/// <summary>A link that keeps what it was told to deliver, for tests that play the device.</summary>
internal sealed class RecordingLink : IDeviceLink
{
    private readonly Channel<Operation> _delivered = Channel.CreateUnbounded<Operation>();
    private readonly Channel<DeviceId> _forgotten = Channel.CreateUnbounded<DeviceId>();

    /// <summary>Answered to every delivery.</summary>
    internal Fault? Fault { get; set; }

    internal int Delivered => _delivered.Reader.Count;

    internal ValueTask<Operation> NextAsync() => _delivered.Reader.ReadAsync(new CancellationTokenSource(TestHomes.Patience).Token);

    internal ValueTask<DeviceId> NextForgottenAsync() => _forgotten.Reader.ReadAsync(new CancellationTokenSource(TestHomes.Patience).Token);

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        _delivered.Writer.TryWrite(operation);
        return Fault;
    }

    public void Forget(HomeId home, Device device) => _forgotten.Writer.TryWrite(device.Id);
}
