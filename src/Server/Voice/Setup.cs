using Kith.Server.Composition;

namespace Kith.Server.Voice;

/// <summary>Ears and mouth of the house, for composition.</summary>
internal static class Setup
{
    internal static IServiceCollection AddVoice(this IServiceCollection services, VoiceOptions options) => services
        .AddSingleton(provider => new SpeechEngines(options, provider.GetRequiredService<TimeProvider>()));
}
