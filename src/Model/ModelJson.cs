using System.Text.Json.Serialization;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Model;

/// <summary>
/// How everything of Model is written: camelCase, nulls left out, enums by their names, ids and values by their own converters.
/// Other contexts take it in through <c>TypeInfoResolverChain</c>. A missing required field or a null where none may be is a JsonException.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Spec))]
[JsonSerializable(typeof(ProductDocument))]
[JsonSerializable(typeof(ServiceDefinition))]
[JsonSerializable(typeof(DeviceType))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(Value))]
[JsonSerializable(typeof(Dictionary<string, Value>))]
[JsonSerializable(typeof(LocalText))]
[JsonSerializable(typeof(Cause))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(Error))]
[JsonSerializable(typeof(Fault))]
public sealed partial class ModelJson : JsonSerializerContext;
