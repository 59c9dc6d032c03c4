namespace Kith.Bridges.Products;

/// <summary>What is taken of somebody else's values, whichever bridge brings them.</summary>
internal static class ProductLimits
{
    /// <summary>Characters of a text property, and of JSON in a text property.</summary>
    internal const int TextLength = 8192;

    /// <summary>Levels of JSON that are read; zigbee definitions have at most 3 within the list's own 5.</summary>
    internal const int JsonDepth = 32;
}
