using Kith.Clouds.Mcp;
using Kith.Clouds.Wot;
using Kith.Homes;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>The API's table of contents.</summary>
internal static class Setup
{
    internal static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddRateLimiter(RateLimits.Add);
        services.AddExceptionHandler<Unhandled>();
        services.AddOpenApi(Description.Name, Description.Configure);
        return services.AddSingleton<Gate>().AddSingleton<SessionViews>().AddSingleton(provider => new McpDoor(
            provider.GetRequiredService<HomeHost>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(), SystemApi.Version)).AddSingleton<LiveStreams>().AddSingleton<WotDoor>();
    }

    internal static void MapApi(this IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("/api/v1");
        api.MapSession();
        api.MapDeviceFlow();
        api.MapSetup();
        api.MapAccount();
        api.MapSecurity();
        api.MapPasskeys();
        api.MapPush();
        api.MapHomes();
        api.MapRuleSchema();
        api.MapSkillSchema();
        api.MapCalendars();

        var home = api.MapGroup("/homes/{home}");
        home.MapLive();
        home.MapMode();
        home.MapRooms();
        home.MapScenes();
        home.MapRules();
        home.MapRuleTemplates();
        home.MapGroups();
        home.MapAlarms();
        home.MapPeople();
        home.MapArrangement();
        home.MapNotices();
        home.MapEnergy();
        home.MapDevices();
        home.MapCommands();
        home.MapHistory();
        home.MapAssistant();
        home.MapVoice();
        home.MapSkills();
        home.MapMicrophone();
        home.MapMcp();
        home.MapActivity();
        home.MapPairings();
        home.MapBridges();
        home.MapConnections();
        home.MapTraffic();
        home.MapImport();
        home.MapWot();

        root.MapSpec();
        root.MapSystem();
        root.MapOpenApi().Public().ExcludeFromDescription();
    }
}
