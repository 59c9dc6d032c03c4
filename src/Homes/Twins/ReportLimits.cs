using Kith.Homes.Activity;

namespace Kith.Homes.Twins;

/// <summary>How much a device may say at once (docs/protocol.md).</summary>
public static class ReportLimits
{
    /// <summary>Reports in one message. 500: an hour of values at one each seven seconds, a tenth of a second of work.</summary>
    public const int MostReports = 500;

    /// <summary>UTF-8 bytes of an event or a command as the ledger keeps it, with the names around it.</summary>
    public const int MostBytes = ActivityDetail.MostBytes;
}
