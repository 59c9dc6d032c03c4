namespace Kith.Server.Accounts;

/// <summary>Times as the tables keep them: milliseconds since 1970, UTC.</summary>
internal static class Unix
{
    internal static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    internal static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? Time(known) : null;
}
