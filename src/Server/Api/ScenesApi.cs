using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Scenes;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/scenes of a home: what they are made of. Each is a device too, of the same id: it is run, renamed, moved and removed as one.</summary>
internal static class ScenesApi
{
    internal static void MapScenes(this IEndpointRouteBuilder home)
    {
        var scenes = home.MapGroup("/scenes").WithTags("Scenes");
        scenes.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<SceneView>>)Paging.Part(await homes.ScenesAsync(visit.Home, visit.Caller), scene => scene.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listScenes", "The scenes of a home", "In their order, each with where the home is otherwise now.");
        scenes.MapPost("", async (SceneForm form, Visit visit, HomeHost homes) =>
                (Made<SceneView>)await homes.AddSceneAsync(visit.Home, visit.Caller, form.Name, form.Room, form.Icon, form.Steps, form.Capture)).ForHome(Scopes.Manage)
            .Described("createScene", "Make a scene", "Of steps, or without any of what the devices named in capture do just now. Run it with the action scene.run of its device; undo it with scene.undo for a minute.");
        scenes.MapGet("/{device}", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<SceneView>)await homes.SceneAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Read)
            .Described("getScene", "One scene", "With where the home is otherwise now.");
        scenes.MapPut("/{device}", async (DeviceId device, SceneChange form, Visit visit, HomeHost homes) =>
                (Answer<SceneView>)await homes.ChangeSceneAsync(visit.Home, visit.Caller, device, form.Steps, form.Capture)).ForHome(Scopes.Manage)
            .Described("changeScene", "Make another of a scene", "Its steps, or what the devices named in capture do just now. Name, room and icon are its device's.");
    }
}

/// <summary>A new scene.</summary>
internal sealed record SceneForm(string Name, RoomId? Room = null, string? Icon = null, IReadOnlyList<SceneStep>? Steps = null, IReadOnlyList<DeviceId>? Capture = null);

/// <summary>What a scene is made of from now on.</summary>
internal sealed record SceneChange(IReadOnlyList<SceneStep>? Steps = null, IReadOnlyList<DeviceId>? Capture = null);
