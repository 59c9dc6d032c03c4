using Kith.Homes.Notices;

namespace Kith.Server.Delivery;

/// <summary>One way out of the house: browsers, webhooks.</summary>
internal interface ISender
{
    NoticeChannel Channel { get; }

    /// <summary>Tries once, within its time limit; never throws for what the other side does.</summary>
    Task<Sent> SendAsync(Outgoing outgoing, CancellationToken cancel);
}

/// <summary>What became of a try.</summary>
/// <param name="IsLater">It is worth another try.</param>
/// <param name="After">The other side asked for so much patience.</param>
internal readonly record struct Sent(bool IsLater, TimeSpan? After = null)
{
    /// <summary>It arrived, or will never.</summary>
    internal static Sent Done { get; } = new(false);
}
