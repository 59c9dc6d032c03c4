namespace Kith.Assistant.Language;

/// <summary>What a noun phrase says about the devices it means: a list of words, each of which some devices fit, and how many are meant.</summary>
internal sealed class Target
{
    internal List<Token> Words { get; } = [];

    /// <summary>Rooms or floors that stand beside each other count as one place: "kitchen and hall".</summary>
    internal List<List<Sense>> Places { get; } = [];

    internal bool All { get; set; }
    internal bool Both { get; set; }
    internal bool Other { get; set; }
    internal bool Here { get; set; }
    internal bool It { get; set; }

    /// <summary>Where the devices stand that were spoken of last: "in there".</summary>
    internal bool There { get; set; }
    internal bool Plural { get; set; }
    internal int? Count { get; set; }
    internal int From { get; set; } = int.MaxValue;
    internal int To { get; set; }

    /// <summary>Whether it names a device or a kind of device, and not a place alone.</summary>
    internal bool Headed => Words.Count > 0;
    internal bool PlaceOnly => Words.Count == 0 && (Places.Count > 0 || Here || There);

    internal string? Noun => Words.LastOrDefault(word => word.Is(Role.Noun))?.Find(Role.Noun)?.Id;
    internal bool Device => Words.Count > 0 && Words.TrueForAll(word => word.Is(Role.Noun, "device"));

    internal IEnumerable<string> Rooms => Places.SelectMany(place => place).Where(sense => sense.Role == Role.Room && sense.Id.Length > 0).SelectMany(sense => sense.Id.Split('|'));
    internal IEnumerable<string> Floors => Places.SelectMany(place => place).Where(sense => sense.Role == Role.Floor).SelectMany(sense => sense.Id.Split('|'));

    internal void Cover(Token token) => (From, To) = (Math.Min(From, token.From), Math.Max(To, token.To));

    internal Target Joined(Target more)
    {
        var joined = new Target
        {
            All = All || more.All,
            Both = Both || more.Both,
            Other = Other || more.Other,
            Here = Here || more.Here,
            It = It || more.It,
            There = There || more.There,
            Plural = Plural || more.Plural,
            Count = Count ?? more.Count,
            From = Math.Min(From, more.From),
            To = Math.Max(To, more.To),
        };
        joined.Words.AddRange(Words);
        joined.Words.AddRange(more.Words);
        joined.Places.AddRange(Places);
        joined.Places.AddRange(more.Places);
        return joined;
    }
}
