using Kith.Server.Composition;
using Kith.Server.Push;

namespace Kith.Server.Delivery;

/// <summary>What carries notices out of the house.</summary>
internal static class Setup
{
    internal static IServiceCollection AddDelivery(this IServiceCollection services, KithOptions options) => services
        .AddSingleton(provider => new Destinations(options.CallsThisMachine, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new Vapid(PushKey.Take(options.Data), options.PublicHost, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<PushSubscriptions>().AddSingleton<ISender, PushSender>()
        .AddSingleton<Webhooks>().AddSingleton<ISender, WebhookSender>()
        .AddHostedService<Courier>();
}
