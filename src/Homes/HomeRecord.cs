using Kith.Homes.Energy;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Homes;

/// <summary>A home, as kept.</summary>
/// <param name="TimeZone">IANA name, e.g. Europe/Berlin; decides where its days begin.</param>
/// <param name="Tariff">What its electricity costs; null for not known.</param>
public sealed record HomeRecord(HomeId Id, string Name, string TimeZone, DateTimeOffset Created, TariffChoice? Tariff = null);

/// <summary>A home as one of its people sees it.</summary>
/// <param name="Me">Which person of it the caller is; null for the house itself.</param>
public sealed record HomeView(HomeId Id, string Name, string TimeZone, Role Role, PersonId? Me);
