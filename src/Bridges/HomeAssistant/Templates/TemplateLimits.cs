namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>A template is somebody else's program: it may be long, deep or clever, and must end at once. The longest seen has 700 characters.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template.</summary>
    internal const int Length = 8192;

    /// <summary>Levels of brackets, conditions and operators within each other.</summary>
    internal const int Depth = 32;

    /// <summary>Parts of a template.</summary>
    internal const int Nodes = 500;

    /// <summary>Parts that are looked at in one evaluation; without loops no template needs more than it has parts.</summary>
    internal const int Steps = 10_000;

    /// <summary>Characters of any text on the way and of the result.</summary>
    internal const int TextLength = 32 * 1024;
}
