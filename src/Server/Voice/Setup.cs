using Kith.Server.Composition;

namespace Kith.Server.Voice;

/// <summary>Ears and mouth of the house, for composition.</summary>
internal static class Setup
{
    internal static IServiceCollection AddVoice(this IServiceCollection services, VoiceOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SpeechEngines>().AddSingleton<SatelliteDoor>().AddSingleton<RoomVoices>()
        .AddHostedService(provider => provider.GetRequiredService<RoomVoices>())
        .AddSingleton<AskedHomes>().AddHostedService(provider => provider.GetRequiredService<AskedHomes>())
        .AddSingleton<Microphones>();
}
