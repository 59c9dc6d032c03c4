namespace Kith.Mqtt.Broker.Walls;

/// <summary>A namespace of topics, client ids, retained messages and sessions. Nothing of one wall can be seen from another.</summary>
public readonly record struct Wall(string Name);
