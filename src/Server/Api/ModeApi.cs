using Kith.Homes;
using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/mode: how the home is lived in now.</summary>
internal static class ModeApi
{
    internal static void MapMode(this IEndpointRouteBuilder home) =>
        home.MapPut("/mode", async (ModeForm form, Visit visit, HomeHost homes) =>
                (Answer<HomeView>)await homes.SetModeAsync(visit.Home, visit.Caller, form.Mode))
            .ForHome(Scopes.Control).WithTags("Homes")
            .Described(
                "putMode", "Say how the home is lived in",
                "home, away, night or holiday. Owners, admins and adults may. Answers with the home; the same mode again changes nothing.");
}

/// <summary>The mode that is wished for.</summary>
internal sealed record ModeForm(Mode Mode);
