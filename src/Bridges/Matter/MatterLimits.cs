namespace Kith.Bridges.Matter;

/// <summary>What is taken from a Matter controller, which is another program and tells what foreign devices say.</summary>
internal static class MatterLimits
{
    /// <summary>Nodes of one home.</summary>
    internal const int Nodes = 500;

    /// <summary>Endpoints of one node; the largest bridges have about 150.</summary>
    internal const int Endpoints = 400;

    /// <summary>Attributes of one node; an endpoint has about 40.</summary>
    internal const int Attributes = 20_000;

    /// <summary>Bytes of one message; a node of 100 endpoints makes about 200 KiB, all nodes come in one.</summary>
    internal const int MessageBytes = 32 * 1024 * 1024;

    /// <summary>Requests that await an answer.</summary>
    internal const int Requests = 256;

    /// <summary>How long a wish waits for its device; the home gives up sooner and says so.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How long commissioning may take: the controller looks for the device for one minute, then pairs.</summary>
    internal static readonly TimeSpan Commissioning = TimeSpan.FromMinutes(2);

    /// <summary>How long a pairing window for another ecosystem stands open; Matter allows 3 to 15 minutes.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>First and longest wait before the controller is started or called again.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250), AgainAtMost = TimeSpan.FromSeconds(30);

    /// <summary>Devices of the home that are shown to other ecosystems; the largest of these take about 150.</summary>
    internal const int Shown = 200;
}
