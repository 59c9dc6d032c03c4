namespace Kith.Assistant.Language;

/// <summary>A span of the normal text and what it may mean. Number holds its value where it is one.</summary>
internal sealed record Token(int From, int To, IReadOnlyList<Sense> Senses, double Number = double.NaN)
{
    internal bool Is(Role role) => Find(role) is not null;

    internal bool Is(Role role, string id)
    {
        foreach (var sense in Senses)
            if (sense.Role == role && sense.Id == id) return true;
        return false;
    }

    internal Sense? Find(Role role)
    {
        foreach (var sense in Senses)
            if (sense.Role == role) return sense;
        return null;
    }

    internal bool Group(string id) => Is(Role.Group, id);
    internal bool Spell(string id) => Is(Role.Spell, id);
    internal bool Ask(string id) => Is(Role.Ask, id);
    internal bool IsNumber => !double.IsNaN(Number);
    internal bool Unknown => Senses.Count == 0;
    internal bool Mark => Is(Role.Break);
}
