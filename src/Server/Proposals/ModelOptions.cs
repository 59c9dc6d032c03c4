namespace Kith.Server.Proposals;

/// <summary>A language model that the server's keeper named; none is asked of a home that did not agree.</summary>
/// <param name="Address">Of an API of OpenAI's form, up to and with its version: http://127.0.0.1:11434/v1.</param>
/// <param name="Name">Which model.</param>
/// <param name="Key">Sent as a bearer token; in no log and no answer. Null where none is wanted.</param>
internal sealed record ModelOptions(Uri Address, string Name, string? Key)
{
    /// <summary>Without its key, wherever it is written.</summary>
    public override string ToString() => $"{Name} at {Address}";
}
