using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Model.Values;

/// <summary>An enum by its camelCase name: timedOut, person.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class CamelEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;
