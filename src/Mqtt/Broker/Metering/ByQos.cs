using System.Runtime.CompilerServices;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Metering;

/// <summary>A count for each QoS.</summary>
[InlineArray(3)]
internal struct ByQos
{
    private long _first;

    public void Add(Qos qos) => this[(int)qos]++;
}
