namespace Kith.Assistant.Language;

/// <summary>A span of the normal text and what it may mean. Number holds its value where it is one. Its roles are kept as a set too: most of what is asked of a token is answered by that.</summary>
internal sealed record Token
{
    private readonly ulong _roles;

    internal Token(int from, int to, IReadOnlyList<Sense> senses, double number = double.NaN) => (From, To, Senses, Number) = (from, to, senses, number);

    internal int From { get; init; }
    internal int To { get; init; }
    internal double Number { get; init; }

    internal IReadOnlyList<Sense> Senses
    {
        get;
        init
        {
            field = value;
            _roles = 0;
            for (var index = 0; index < value.Count; index++) _roles |= 1ul << (int)value[index].Role;
        }
    }

    internal bool Is(Role role) => (_roles & 1ul << (int)role) != 0;

    internal bool Is(Role role, string id)
    {
        if ((_roles & 1ul << (int)role) == 0) return false;
        for (var index = 0; index < Senses.Count; index++)
            if (Senses[index] is var sense && sense.Role == role && sense.Id == id) return true;
        return false;
    }

    internal Sense? Find(Role role)
    {
        if ((_roles & 1ul << (int)role) == 0) return null;
        for (var index = 0; index < Senses.Count; index++)
            if (Senses[index].Role == role) return Senses[index];
        return null;
    }

    internal bool Group(string id) => Is(Role.Group, id);
    internal bool Spell(string id) => Is(Role.Spell, id);
    internal bool Ask(string id) => Is(Role.Ask, id);
    internal bool IsNumber => !double.IsNaN(Number);
    internal bool Unknown => _roles == 0;
    internal bool Mark => Is(Role.Break);

    // A span of a sentence is itself alone.
    public bool Equals(Token? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => From * 397 ^ To;
}
