using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>Rules as they are kept, and as their documents stand everywhere: in the API, in files, in the published schema.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptRule))]
[JsonSerializable(typeof(KeptRun))]
[JsonSerializable(typeof(OutsideCall))]
[JsonSerializable(typeof(Dictionary<string, Value>))]
internal sealed partial class RulesJson : JsonSerializerContext;
