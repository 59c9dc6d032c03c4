using Kith.Server.Skills;

namespace Kith.Server.Assistant;

/// <summary>What hears people, for composition.</summary>
internal static class Setup
{
    internal static IServiceCollection AddAssistant(this IServiceCollection services) => services.AddSingleton<Listeners>().AddSingleton<Talks>().AddSingleton<SkillCalls>().AddSingleton<SkillTurns>().AddSingleton<HomeAssistant>();
}
