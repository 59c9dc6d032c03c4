using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Gateway.Watching;

/// <summary>What a payload is shown as.</summary>
[JsonConverter(typeof(CamelEnum<PayloadFormat>))]
public enum PayloadFormat
{
    /// <summary>Nothing was in it.</summary>
    Empty,
    Json,
    Text,
    /// <summary>Not text: its bytes as hexadecimal digits.</summary>
    Hex,
    /// <summary>It may hold a secret or a picture: not shown.</summary>
    Hidden,
}

/// <summary>A payload as its home's owner may read it.</summary>
/// <param name="IsCut">It goes on.</param>
/// <param name="Hidden">Values that were replaced by <see cref="Redaction.Mark"/>.</param>
public readonly record struct Shown(PayloadFormat Format, string Text, bool IsCut = false, int Hidden = 0);
