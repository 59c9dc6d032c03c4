using Kith.Homes;
using Kith.Homes.Energy;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/energy of a home: its electricity over time, and what it reckons with.</summary>
internal static class EnergyApi
{
    internal static void MapEnergy(this IEndpointRouteBuilder home)
    {
        var energy = home.MapGroup("/energy").WithTags("Energy");
        energy.MapGet("", async (DateOnly? from, DateOnly? to, string? by, Visit visit, HomeHost homes) =>
                Stretch(by) is { } stretch
                    ? (Answer<EnergyView>)await homes.EnergyAsync(visit.Home, visit.Caller, from, to, stretch)
                    : new Fault(ErrorCodes.RequestInvalid, "by is hour, day or month", "by"))
            .ForHome(Scopes.Read)
            .Described(
                "getEnergy", "The electricity of a home",
                "From one day of the home's calendar (2026-11-01) to before another; today when none is given. By hour (8 days at most), day or month "
                + "(400 days): kilowatt-hours and cost of every meter. Children and guests see none.");
        energy.MapGet("/tariff", async (Visit visit, HomeHost homes) =>
                (Answer<TariffsView>)await homes.TariffAsync(visit.Home, visit.Caller)).ForHome(Scopes.Read)
            .Described("getTariff", "What the home reckons with", "And the tariffs that can be chosen, each with its source.");
        energy.MapPut("/tariff", async (TariffChoice form, Visit visit, HomeHost homes) =>
                (Answer<TariffsView>)await homes.ChooseTariffAsync(visit.Home, visit.Caller, form)).ForHome(Scopes.Manage)
            .Described("putTariff", "Choose a tariff", "By id, or a price per kilowatt-hour with its currency; neither ends the reckoning.");
    }

    private static EnergyBy? Stretch(string? by) => by switch { null or "hour" => EnergyBy.Hour, "day" => EnergyBy.Day, "month" => EnergyBy.Month, _ => null };
}
