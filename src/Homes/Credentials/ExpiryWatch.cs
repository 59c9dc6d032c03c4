using Microsoft.Extensions.Logging;

namespace Kith.Homes.Credentials;

/// <summary>Looks once a day for certificates that end: one timer for all homes, at the start for the first time.</summary>
public sealed partial class ExpiryWatch : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromDays(1);

    private readonly HomeHost _homes;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    public ExpiryWatch(HomeHost homes, TimeProvider time, ILogger<ExpiryWatch> logger)
    {
        (_homes, _logger) = (homes, logger);
        _timer = time.CreateTimer(_ => _ = LookAsync(), null, TimeSpan.Zero, Often);
    }

    private async Task LookAsync()
    {
        try
        {
            await _homes.WarnOfExpiryAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The timer's edge: tomorrow it looks again.
            LogFailed(_logger, failure);
        }
    }

    public void Dispose() => _timer.Dispose();

    [LoggerMessage(2010, LogLevel.Error, "Certificates that end could not be looked for")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
