using System.Text;

namespace Kith.Gateway.Admittance;

/// <summary>What a device may say (docs/protocol.md).</summary>
internal enum DeviceTopicUp
{
    None,
    Report,
    Event,
    Reply,
    Adopt,
    Presence,
}

/// <summary>A topic of ours as a device publishes it: kith/DEVICE/report, kith/DEVICE/event/SERVICE.EVENT, ...</summary>
internal readonly ref struct DeviceTopic
{
    private const int Longest = 256;

    private DeviceTopic(ReadOnlySpan<char> device, DeviceTopicUp up, ReadOnlySpan<char> subject)
    {
        Device = device;
        Up = up;
        Subject = subject;
    }

    internal ReadOnlySpan<char> Device { get; }

    internal DeviceTopicUp Up { get; }

    /// <summary>The event's address; empty for the others.</summary>
    internal ReadOnlySpan<char> Subject { get; }

    internal static bool TryRead(ReadOnlySpan<byte> topic, out DeviceTopic read)
    {
        read = default;
        if (topic.Length > Longest || !topic.StartsWith("kith/"u8)) return false;
        var text = Encoding.UTF8.GetString(topic[5..]);
        var end = text.IndexOf('/');
        if (end <= 0) return false;
        var verb = text.AsSpan(end + 1);
        var up = verb switch
        {
            "report" => DeviceTopicUp.Report,
            "reply" => DeviceTopicUp.Reply,
            "adopt" => DeviceTopicUp.Adopt,
            "presence" => DeviceTopicUp.Presence,
            _ when verb.StartsWith("event/") => DeviceTopicUp.Event,
            _ => DeviceTopicUp.None,
        };
        read = new DeviceTopic(text.AsSpan(0, end), up, up is DeviceTopicUp.Event ? verb["event/".Length..] : default);
        return true;
    }
}
