using Kith.Model.Ids;

namespace Kith.Homes.Rooms;

/// <summary>A room of a home.</summary>
/// <param name="Floor">The floor's name; null where floors do not matter.</param>
/// <param name="Order">Place in lists, lowest first.</param>
/// <param name="Icon">A name of the app's icon set.</param>
public sealed record Room(RoomId Id, string Name, string? Floor, int Order, string? Icon);
