using Kith.Assistant.Households;
using Kith.Assistant.Intents;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>
/// Understands sentences in one house: reads them, keeps the conversation, and asks for a yes where the house's policy or the risk of an act
/// wants one. Does nothing itself: whoever called carries the acts out. Immutable; a change of the home makes another.
/// </summary>
public sealed class Listener
{
    private readonly Recogniser _recogniser;
    private readonly Guarding _guarding;

    public Listener(House house)
    {
        _recogniser = new(house);
        _guarding = new(house);
    }

    public House House => _recogniser.House;

    /// <summary>What a sentence means, in its conversation, against the present state.</summary>
    public Understood Hear(Utterance said, IState state, Conversation conversation)
    {
        conversation.Wake(said.Now);
        var hearing = Scan(said, state, conversation.Focus);
        if (hearing.Tokens.All(token => token.Mark)) return new(Outcome.Refuse, [], hearing.Say("I did not hear anything.", "我什么也没听到。"));
        var understood = Pending(hearing, said, state, conversation) ?? Guarded(Twice(hearing, said, state, conversation), hearing, conversation);
        if (understood.Outcome is Outcome.Done or Outcome.Answer && understood.Explain is { } way) (conversation.Focus.Topic, conversation.Focus.Named) = (way.Rule, understood.Acts.Count > 0 ? understood.Acts[^1].Name ?? understood.Acts[^1].Timer?.Name : null);
        if (understood.Outcome == Outcome.Ask) conversation.Asked = (said.Text, understood.About ?? []);
        else conversation.Asked = null;
        if (understood.Outcome == Outcome.Confirm) conversation.Waiting = understood;
        return understood with { Explain = Explain(hearing, understood) };
    }

    private Hearing Scan(Utterance said, IState state, Focus focus, Normal? sounds = null)
    {
        var heard = sounds ?? new Normal(said.Text);
        var tokens = Scanner.Scan(heard.Text, _recogniser.Trie);
        IReadOnlyList<Heard> corrections = [];
        if (tokens.Exists(token => token.Unknown) && _recogniser.Mishearing.Correct(heard.Text, tokens, word => Written(said, word)) is { Count: > 0 } changes)
        {
            var better = new Normal(heard, changes);
            var again = Scanner.Scan(better.Text, _recogniser.Trie);
            if (again.Count(token => token.Unknown) < tokens.Count(token => token.Unknown))
                (corrections, heard, tokens) = ([.. changes.Select(change => new Heard(heard.Text[change.From..change.To], change.Read))], better, again);
        }
        if (tokens.Exists(token => token.IsNumber || token.Is(Role.Duration))) tokens = Corrected.Of(heard.Text, tokens);
        var chinese = heard.Text.Any(Normal.IsHan) || said.Language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true && !heard.Text.Any(char.IsAsciiLetter);
        return new(_recogniser, heard, tokens, state, focus)
        {
            Language = chinese ? "zh" : "en",
            Now = said.Now,
            Room = said.Room,
            Person = said.Person,
            Timers = said.Timers,
            Lists = said.Lists,
            Corrections = corrections,
        };
    }

    /// <summary>Words of running timers and of lists are what they are.</summary>
    private static bool Written(Utterance said, string word) => said.Timers.Any(timer => timer.Name is { } name && Normal.Phrase(name).Split(' ').Contains(word))
        || said.Lists.Any(list => list.Value.Any(item => Normal.Phrase(item).Split(' ').Contains(word)));

    /// <summary>What makes no sense as it was written is read once more with words that sound the same.</summary>
    private Understood Twice(Hearing hearing, Utterance said, IState state, Conversation conversation)
    {
        var first = Read(hearing);
        if (first.Explain?.Rule is "story" or "negation" || hearing.Tokens.Any(token => token.Group("not"))) return first;
        if (first.Outcome is not (Outcome.Refuse or Outcome.Ask) && !(first.Missing is { Count: > 0 })) return first;
        foreach (var other in Homophones.Of(hearing.Heard, hearing.Tokens).Concat(_recogniser.Mishearing.Alike(hearing.Text).Where(edit => !hearing.Tokens.Any(token => token.Is(Role.Noun) && token.From == edit.From && token.To == edit.To)).Take(5).Select(edit => new Normal(hearing.Heard, [edit]))))
        {
            var again = Read(Scan(said, state, conversation.Focus, other));
            if (again.Outcome is Outcome.Done or Outcome.Answer && again.Missing is null or { Count: 0 }) return again;
        }
        return first;
    }

    private static Understood Read(Hearing hearing)
    {
        if (!Asides.May(hearing)) return Whole(hearing);
        var focus = hearing.Focus.Copy();
        var whole = Whole(hearing);
        return Asides.Without(hearing with { Focus = focus }, whole, Whole) is { Outcome: Outcome.Done } better && hearing.Focus.Take(focus) ? better : whole;
    }

    private static Understood Whole(Hearing hearing)
    {
        hearing = Chatter.Without(hearing);
        var parts = Parts.Of(hearing);
        if (parts.Count == 1) return Single(hearing);
        var all = parts.Select(tokens => Single(hearing with { Tokens = tokens })).ToList();
        var done = all.Where(one => one.Outcome is Outcome.Done or Outcome.Answer or Outcome.Confirm).ToList();
        if (all.Exists(one => one.Outcome == Outcome.Ask)) return all.First(one => one.Outcome == Outcome.Ask);
        if (done.Count == 0) return all.Exists(one => one.Outcome == Outcome.Refuse) ? all.First(one => one.Outcome == Outcome.Refuse) : all[0];
        var missing = all.SelectMany(one => one.Missing ?? []).ToList();
        return new(done.Exists(one => one.Outcome == Outcome.Confirm) ? Outcome.Confirm : done.Exists(one => one.Outcome == Outcome.Done) ? Outcome.Done : Outcome.Answer,
            [.. done.SelectMany(one => one.Acts)], string.Join(hearing.Say(" ", ""), done.Select(one => one.Say)))
        { About = done.SelectMany(one => one.About ?? []).ToList() is { Count: > 0 } about ? about : null, Missing = missing.Count > 0 ? missing : null };
    }

    private static Understood Single(Hearing hearing)
    {
        // A story about lamps is no command: what was, what others do, what a book says.
        if (hearing.Tokens.Any(token => token.Group("story")) && !hearing.Tokens.Any(token => token.Is(Role.Question) && !token.Is(Role.Question, "yesno") && token.From > 0 || token.Ask("broadcast") || token.Ask("remind") || token.Is(Role.Scene) || token.Ask("media")) && hearing.Tokens.FirstOrDefault(token => !token.Mark)?.Is(Role.Question) != true)
            return Intents.Intents.Refuse(hearing, null) with { Explain = new("story", []) };
        if (hearing.Tokens.FirstOrDefault(token => !token.Mark && !(token.Group("polite") && !token.Group("not"))) is { } start && start.Group("not") && !start.Ask("add") && !start.Ask("remind") && !start.Group("nevermind")
            && hearing.Tokens.Any(token => token.Ask("list") || token.Ask("timer") || token.Ask("alarm") || token.Ask("media") || token.Is(Role.Scene)) && !hearing.Tokens.SkipWhile(token => !token.Mark).Any(token => token.Is(Role.Verb) && !token.Group("polite")))
            return new(Outcome.Cancel, [], hearing.Say("All right, I leave it.", "好的，不做。")) { Explain = new("negation", []) };
        foreach (var (name, read) in Intents.Intents.All)
            if (read(hearing) is { } understood) return understood with { Explain = new(name, []) };
        return Intents.Intents.Refuse(hearing, null);
    }

    private Understood Guarded(Understood understood, Hearing hearing, Conversation conversation)
    {
        conversation.Waiting = null;
        return _guarding.Check(understood, hearing);
    }

    /// <summary>An answer to what was asked: yes, no, the left one, at six.</summary>
    private Understood? Pending(Hearing hearing, Utterance said, IState state, Conversation conversation)
    {
        var bare = Intents.Intents.Bare(hearing.Tokens);
        var words = hearing.Tokens.Where(token => !token.Mark).ToList();
        if (conversation.Waiting is { } waiting)
        {
            if (words.Count is > 0 and < 5 && words[0].Group("no") && !words[0].Group("yes") && !words.Exists(token => token.Is(Role.Noun) || token.Is(Role.Name))
                || words.Count > 0 && words[0].Group("no") && !words[0].Group("yes") && words.TrueForAll(Courtesy) || bare.Count > 0 && bare.TrueForAll(token => token.Group("nevermind") || token.Group("no") || token.Group("not")))
            {
                conversation.Waiting = null;
                return new(Outcome.Cancel, [], hearing.Say("All right, I leave it.", "好的，不做了。")) { Explain = new("no", []) };
            }
            if (words.Count > 0 && words.Exists(token => token.Group("yes")) && words.TrueForAll(Courtesy))
            {
                conversation.Waiting = null;
                return new(Outcome.Done, waiting.Acts, Answers.Done(hearing, waiting.Acts)) { Explain = new("yes", []) };
            }
        }
        if (conversation.Asked is not var (text, about)) return null;
        if (bare.Count > 0 && bare.TrueForAll(token => token.Group("nevermind") || token.Group("no")))
            return new(Outcome.Cancel, [], hearing.Say("All right.", "好的。")) { Explain = new("no", []) };
        if (about.Count == 0)
        {
            var joined = Guarded(Read(Scan(said with { Text = text + (hearing.Chinese ? "，" : " ") + said.Text }, state, conversation.Focus)), hearing, conversation);
            return joined.Outcome is Outcome.Done or Outcome.Confirm or Outcome.Answer ? joined : null;
        }
        if (Picked(hearing, about) is not { Count: > 0 } picked) return null;
        conversation.Focus.Picked = picked;
        var again = Guarded(Read(Scan(said with { Text = text }, state, conversation.Focus)), hearing, conversation);
        conversation.Focus.Picked = [];
        return again.Outcome == Outcome.Ask ? null : again;
    }

    private static bool Courtesy(Token token) => token.Group("yes") || token.Group("no") || token.Group("polite") || token.Group("glue") || token.Group("it") || token.Is(Role.Chat) || token.Is(Role.Verb, "open") || token.Group("and") || token.Is(Role.Verb, "unlock") || token.Is(Role.Verb, "disarm");

    private static List<Thing> Picked(Hearing hearing, IReadOnlyList<string> about)
    {
        if (hearing.Tokens.Any(token => token.Is(Role.Verb) && !token.Group("polite") && !token.Is(Role.Noun) && !token.Is(Role.Part) && !token.Group("glue") && !token.Group("mean"))) return [];
        var things = hearing.House.Things.Where(thing => about.Contains(thing.Id)).ToList();
        if (hearing.Tokens.Any(token => token.Group("all")) || hearing.Tokens.Any(token => token.Group("they"))) return things;
        // "one" and "那个" point; what is left must tell them apart.
        var telling = hearing.Tokens.Where(token => token.Senses.Any(sense => sense.Things is not null)).ToList();
        if (telling.Count > 0)
        {
            var target = new Target();
            foreach (var token in telling)
                if (token.Senses.All(sense => sense.Role is Role.Room or Role.Floor)) target.Places.Add([token.Senses[0]]);
                else target.Words.Add(token);
            var found = new Linker(hearing.Recogniser).Link(target, hearing.Recogniser.Of(thing => about.Contains(thing.Id))).Found;
            if (found.Any && found.Count < things.Count) return [.. found.All().Select(index => hearing.House.Things[index])];
        }
        var number = hearing.Tokens.FirstOrDefault(token => token.IsNumber)?.Number ?? (hearing.Text.Contains("first", StringComparison.Ordinal) ? 1 : hearing.Text.Contains("second", StringComparison.Ordinal) ? 2 : 0);
        return number >= 1 && number <= things.Count ? [things[(int)number - 1]] : [];
    }

    private static Explanation Explain(Hearing hearing, Understood understood) => new(understood.Explain?.Rule ?? "none", new Spans(hearing), hearing.Corrections.Count > 0 ? hearing.Corrections : null);
}
