namespace Kith.Model.Specs;

/// <summary>
/// How large a product may be. Ten times the largest real products seen (MIoT instances and zigbee2mqtt exposes: 26 services,
/// 231 members, 60 choices), so that nothing real is refused and nothing hostile fills a home.
/// </summary>
public static class SpecLimits
{
    /// <summary>Bytes of a product document.</summary>
    public const int DocumentBytes = 1 << 20;

    /// <summary>Services of a product.</summary>
    public const int Services = 64;

    /// <summary>Properties of a product, all services together.</summary>
    public const int Properties = 512;

    /// <summary>Actions of a product, all services together.</summary>
    public const int Actions = 256;

    /// <summary>Events of a product, all services together.</summary>
    public const int Events = 256;

    /// <summary>Choices of a property.</summary>
    public const int Choices = 256;

    /// <summary>Arguments of an action, results of an action, or arguments of an event.</summary>
    public const int Arguments = 32;

    /// <summary>Characters of a name, id, key or unit.</summary>
    public const int NameLength = 64;

    /// <summary>Characters of a product's id: two names and a dot.</summary>
    public const int ProductLength = 129;

    /// <summary>Characters of a text for people.</summary>
    public const int TextLength = 128;

    /// <summary>The greatest MIoT instance id: four digits are seen in the field (1021); five leave room.</summary>
    public const int Iid = 99_999;

    /// <summary>The longest text that a string property may allow, in characters.</summary>
    public const int MaxLength = 65_536;
}
