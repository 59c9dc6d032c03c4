namespace Kith.Server.Simulation;

/// <summary>What a room is for; decides when somebody is in it.</summary>
internal enum RoomUse
{
    Living,
    Kitchen,
    Bedroom,
    Child,
    Bath,
    Study,
    Hall,
    Outside,
}
