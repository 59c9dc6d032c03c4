using Microsoft.Extensions.Logging;

namespace Kith.Voice.Satellites;

internal static partial class SatelliteLog
{
    [LoggerMessage(LogLevel.Information, "Satellite {Satellite} is there")]
    internal static partial void Came(ILogger log, string satellite);

    [LoggerMessage(LogLevel.Information, "Satellite {Satellite} is away: {Why}")]
    internal static partial void Left(ILogger log, string satellite, string why);

    [LoggerMessage(LogLevel.Error, "A turn at satellite {Satellite} failed")]
    internal static partial void Failed(ILogger log, string satellite, Exception failure);
}
