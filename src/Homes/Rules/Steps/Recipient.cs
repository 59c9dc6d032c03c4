using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Homes.Rules.Steps;

/// <summary>Whom a rule tells: one person by their id, everybody of a role, or everybody. Who that is, is asked when the step runs.</summary>
/// <param name="Person">One person; null for more.</param>
/// <param name="Role">Everybody of a role, where no person is said; null for everybody.</param>
[JsonConverter(typeof(RecipientJson))]
public readonly record struct Recipient(PersonId? Person, Role? Role)
{
    /// <summary>How everybody is written.</summary>
    public const string Everybody = "all";

    /// <summary>Every adult: owners and admins are that too.</summary>
    internal static Recipient Adults { get; } = new(null, People.Role.Adult);

    /// <summary>False for anything but the id of a person, a role or <see cref="Everybody"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Recipient recipient)
    {
        recipient = PersonId.TryParse(text, null, out var person) ? new Recipient(person, null) : Named(text) is { } role ? new Recipient(null, role) : default;
        return recipient != default || text == Everybody;
    }

    internal bool Means(Person person) =>
        Person is { } one ? person.Id == one : Role is not { } role || person.Role == role || (role is People.Role.Adult && person.Role is People.Role.Owner or People.Role.Admin);

    /// <summary>As it stands in documents.</summary>
    /// <inheritdoc/>
    public override string ToString() => Person?.ToString() ?? (Role is { } role ? Name(role) : Everybody);

    /// <summary>All words that are no ids.</summary>
    internal static IEnumerable<string> Words => [.. Enum.GetValues<Role>().Select(Name), Everybody];

    private static Role? Named(string? text) => Enum.GetValues<Role>().Select(role => (Role?)role).FirstOrDefault(role => Name(role!.Value) == text);

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>The id of a person, a role, or all.</summary>
public sealed class RecipientJson : JsonConverter<Recipient>
{
    /// <inheritdoc/>
    public override Recipient Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Recipient.TryParse(reader.GetString(), out var recipient)
            ? recipient
            : throw new JsonException($"somebody to be told is the id of a person or one of {string.Join(", ", Recipient.Words)}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Recipient value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
