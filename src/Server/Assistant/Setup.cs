using Kith.Server.Composition;
using Kith.Server.Proposals;
using Kith.Server.Skills;

namespace Kith.Server.Assistant;

/// <summary>What hears people, for composition.</summary>
internal static class Setup
{
    internal static IServiceCollection AddAssistant(this IServiceCollection services) => services.AddSingleton<Listeners>().AddSingleton<Talks>()
        .AddSingleton(provider => provider.GetRequiredService<KithOptions>().Model is var model
            ? new Proposer(model is null ? null : new OpenAiChat(model), model, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Proposer>>()) : null!)
        .AddSingleton<SkillCalls>().AddSingleton<SkillTurns>().AddSingleton<HomeAssistant>();
}
