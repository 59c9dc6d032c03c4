using System.Text.Json.Serialization;

namespace Kith.Homes.Virtual;

/// <summary>Virtual devices as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VirtualRecord))]
internal sealed partial class VirtualJson : JsonSerializerContext;
