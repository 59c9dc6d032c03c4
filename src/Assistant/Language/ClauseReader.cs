namespace Kith.Assistant.Language;

/// <summary>
/// Reads tokens into clauses. Word order hardly matters: every word fills a place of the clause that stands; a new clause begins where a
/// place would be filled twice. English and Chinese go the same way.
/// </summary>
internal sealed class ClauseReader(Recogniser recogniser, string text, IReadOnlyList<Token> tokens)
{
    private readonly List<Clause> _clauses = [];
    private Clause _clause = new(Join.None);
    private Join _pending;
    private bool _except;
    private int _at;
    private bool _asking;

    internal static List<Clause> Read(Recogniser recogniser, string text, IReadOnlyList<Token> tokens, bool asking = false)
    {
        var reader = new ClauseReader(recogniser, text, tokens) { _asking = asking };
        for (reader._at = 0; reader._at < tokens.Count;) reader._at += Math.Max(1, reader.Next());
        reader.Begin(Join.Stop);
        return reader._clauses;
    }

    private void Begin(Join join)
    {
        if (!_clause.Empty) _clauses.Add(_clause);
        _clause = new(join);
        (_pending, _except) = (Join.None, false);
    }

    private Token? Peek(int ahead = 1) => _at + ahead < tokens.Count ? tokens[_at + ahead] : null;

    /// <summary>The next token that says something, past politeness and glue.</summary>
    private Token? Beyond(int ahead = 1)
    {
        while (Peek(ahead) is { } token && (Light(token) || token.Group("all") || token.Group("it"))) ahead++;
        return Peek(ahead);
    }

    private static bool Light(Token token) => (token.Group("glue") || token.Group("polite")) && !(token.Is(Role.Name) || token.Is(Role.Part) || token.Is(Role.Noun) || token.Is(Role.Room) || token.Is(Role.Verb) || token.Is(Role.Trait) || token.Is(Role.Degree));

    private int Next()
    {
        var token = tokens[_at];
        Cover(token);
        if (token.Mark) return Mark(token);
        if (token.Group("mean") && !Named(token) && (_clauses.Count > 0 || !_clause.Empty)) { Begin(Join.Mean); return 1; }
        // "all the blinds but Lily's"
        if (Text(token) == "but" && _clause.Targets is [.., { All: true }] && Peek() is { } spared && !spared.Is(Role.Verb) && !spared.Group("not") && !spared.Group("except") && Phrased()) { _except = true; return 1; }
        if (token.Group("then") && !Continues()) { if (!_clause.Empty) Begin(Join.Then); return 1; }
        if (token.Group("and") && Peek()?.Is(Role.Question) == true) return 1;
        if (token.Group("and") && !Named(token)) { if (_pending == Join.None && !_clause.Empty) _pending = Join.And; return 1; }
        if (token.Group("except") && Text(token) == "without" && Peek()?.Is(Role.Verb) == true) { _clause.Not = true; return 1; }
        if (token.Group("except") && !Named(token)) { _except = true; return 1; }
        if (token.Group("except-after") && (_clause.Targets.Count > 0 || _except))
        {
            if (!_except) { _clause.Excepts.Add(_clause.Targets[^1]); _clause.Targets.RemoveAt(_clause.Targets.Count - 1); }
            _except = false;
            return 1;
        }
        if (token.Group("not") && !Named(token) && Text(token) is "not" or "不是" && _clause.Acts && _clause.Targets.Count > 0 && !OwnVerb(1)) { _except = true; return 1; }
        if (token.Group("not") && !Named(token)) { if (_clause.Targets.Count > 0 && (_clause.Acts || _clause.Not) && (_pending != Join.None || _clause.Acts && Beyond()?.Is(Role.Verb) == true)) Begin(Join.And); _clause.Not = true; return 1; }
        if (token.Group("too") && !Named(token)) { _clause.Too = true; return 1; }
        if (Time() is > 0 and var read) return read;
        if (token.Ask("cancel") && Peek()?.Is(Role.Verb, "mute") == true || token.Ask("cancel") && Peek(2)?.Is(Role.Verb, "mute") == true) { _unmute = true; return 1; }
        if (token.IsNumber) return NumberHere(token);
        if (token.Is(Role.Unit, "celsius") && !Normal.IsHan(text[token.From]) && _at > 0 && Text(tokens[_at - 1]) == "a") { AddValue(new(Role.Number, "celsius", 1, token)); return 1; }
        if (Phrase() is > 0 and var phrase) return phrase;
        if (Value(token)) return 1;
        if (token.Find(Role.Trait) is { } trait) { Named(trait.Id); if (token.Find(Role.Question) is { } asks) _clause.Questions.Add(asks.Id); return 1; }
        if (token.Find(Role.Event) is { } happening && (token.Find(Role.Verb) is null || _clause.Targets.Count > 0 || _clause.People.Count > 0) && !token.Is(Role.Event, "nobody") && !token.Is(Role.Event, "somebody"))
        {
            _clause.Events.Add(happening.Id);
            if (token.Find(Role.State) is { } also) _clause.States.Add(also.Id);
            return 1;
        }
        // "but leave the gate open": how it is to stay.
        if (_except && _clause.Excepts.Count > 0 && _clause.Acts && !Normal.IsHan(text[token.From]) && _pending == Join.None && (token.Is(Role.State) || token.Is(Role.Verb, "open") || token.Is(Role.Verb, "off") || token.Is(Role.Verb, "close")) && (Peek() is null || Peek()!.Mark || Peek()!.Group("polite") || Peek()!.Group("and"))) return 1;
        if (token.Find(Role.Verb) is { } verb && !(Light(token) && _clause.Verb is not null)) return Does(token, verb);
        // In a command "is" and "are" only join: "make sure the door is locked".
        if (!_asking && token.Is(Role.Question) && !Normal.IsHan(text[token.From]) && token.Is(Role.Question, "yesno") && !token.Is(Role.State)) return 1;
        if (token.Find(Role.Question) is { } question) { _clause.Questions.Add(question.Id); if (token.Find(Role.State) is { } asked) _clause.States.Add(asked.Id); return 1; }
        if (token.Find(Role.State) is { } state) { State(token, state); return 1; }
        if (token.Find(Role.Degree) is { } degree) { _clause.Degree = degree.Id; return 1; }
        if (token.Find(Role.Person) is { } person) { _clause.People.Add(person.Id); return 1; }
        if (token.Group("glue") || token.Spell("for")) { Glue(token); return 1; }
        if (token.Group("only")) return 1;
        if (token.Group("polite") || token.Group("if") || token.Group("then-if") || token.Senses.Count > 0 && token.Senses.All(sense => sense.Role is Role.Group or Role.Spell)) return 1;
        if (token.Unknown) _clause.Unknown.Add(token); else _clause.Others.Add(token);
        return 1;
    }

    /// <summary>Whether no deed follows before the next join.</summary>
    private bool Phrased()
    {
        for (var ahead = 1; Peek(ahead) is { Mark: false } token; ahead++)
            if (token.Is(Role.Verb) && !token.Is(Role.Noun) && !Light(token) || token.Is(Role.State) && !token.Group("glue")) return false;
        return true;
    }

    private void Cover(Token token) => (_clause.From, _clause.To) = (Math.Min(_clause.From, token.From), Math.Max(_clause.To, token.To));

    private static bool Named(Token token) => token.Is(Role.Name) || token.Is(Role.Scene);

    private int Mark(Token token)
    {
        if (_clause.Empty) return 1;
        if (text[token.From] is '.' or '?' && !_clause.Empty) Begin(Join.Stop);
        else _pending = Join.Comma;
        return 1;
    }

    // 再 before a direction is "more", not "then".
    private bool Continues() => Peek()?.Find(Role.Verb) is { } verb && recogniser.Words.Verbs[verb.Id].Text("dir") is not null
        || Peek()?.Is(Role.Degree) == true || Peek()?.IsNumber == true || _clause.Empty;

    private int Time()
    {
        var token = tokens[_at];
        if (Named(token) || _clause.Events.Count > 0 && token.IsNumber) return 0;
        if (!Moments.May(token)) return 0;
        var here = new Moment();
        var read = Moments.Read(tokens, _at, here);
        if (read == 0) return 0;
        // "the coffee machine on, in ten minutes off": a time after a whole clause is of the next where that does something of its own.
        if (_pending != Join.None && _clause.Acts && _clause.Targets.Count > 0 && OwnVerb(read)) Begin(_pending);
        // 开到明早六点, 亮到十二点: until then.
        if (here.Clock is not null && _at > 0 && Text(tokens[_at - 1]) is ['开' or '亮' or '吹' or '放' or '播' or '烧', .., '到']) (here.Until, _clause.Verb, _clause.Absolute) = (true, _clause.Verb ?? "on", false);
        _clause.Moment.Join(here);
        return read;
    }

    private int NumberHere(Token token)
    {
        // "the library one" is a thing, not a number.
        if (Text(token) == "one" && _at > 0 && Peek()?.Is(Role.Unit) != true && Beyond()?.Is(Role.Noun) != true && (tokens[_at - 1].Is(Role.Part) || tokens[_at - 1].Is(Role.Room) || Text(tokens[_at - 1]) is "the" or "other" or "that" or "this")) return 1;
        var unit = Peek()?.Find(Role.Unit);
        var read = 1;
        var (role, id, number) = (Role.Number, token.Is(Role.Number, "percent") ? "percent" : "", token.Number);
        if (unit is not null && !(unit.Id == "level" && Peek()!.Is(Role.Verb)))
        {
            (id, read) = (unit.Id, 2);
            if (id == "tenths")
            {
                (id, number) = ("percent", number * 10);
                if (Peek(2) is { IsNumber: true, Number: > 0 and < 10 } rest && rest.To - rest.From == 1) (number, read) = (number + rest.Number, 3);
            }
            if (id == "celsius" && Peek(2)?.Is(Role.Unit, "fahrenheit") == true) (id, read) = ("fahrenheit", 3);
            // 二十五度五
            if (id == "celsius" && Peek(2) is { IsNumber: true, Number: > 0 and < 10 } tenth && tenth.From == Peek()!.To && tenth.To - tenth.From == 1 && Normal.IsHan(text[Peek()!.From])) (number, read) = (number + tenth.Number / 10, 3);
            if (id == "celsius" && Peek(2)?.Is(Role.Fraction, "50") == true && Peek(2)!.To - Peek(2)!.From == 1) (number, read) = (number + 0.5, 3);
        }
        else if (Beyond() is { } noun && Counts(token) && noun.Senses.Any(sense => sense.Role is Role.Noun or Role.Name or Role.Part) && !noun.Is(Role.Trait))
        {
            // "the two lamps": how many, not how much.
            _count = (int)token.Number;
            return 1;
        }
        if (token.Is(Role.Number, "clock")) return 1;
        if (_clause.Trait == "source" && _at > 0 && Text(tokens[_at - 1]) == "hdmi") { AddValue(new(Role.Unit, "HDMI " + Text(token), 0, token)); return 1; }
        AddValue(new(role, id, number, token));
        return read;
    }

    private int? _count;
    private bool _unmute;

    private static bool Counts(Token token) => token.Number is > 0 and < 10 && token.Number == Math.Floor(token.Number);

    private bool Value(Token token)
    {
        // 半度
        if (token.Is(Role.Fraction, "50") && token.To - token.From == 1 && Peek()?.Is(Role.Unit, "celsius") == true) { AddValue(new(Role.Number, "celsius", 0.5, token)); return true; }
        foreach (var sense in token.Senses)
        {
            if (sense.Role is not (Role.Color or Role.White or Role.Mode or Role.Level or Role.Extreme or Role.Fraction)) continue;
            if (sense.Role == Role.Level && sense.Id is "33" or "100" && token.Is(Role.Verb) && Beyond()?.Is(Role.Degree) == true) continue;
            if (token.Is(Role.Verb) && !Settles(token, sense)) continue;
            if (sense.Role is Role.Mode && token.Is(Role.State) && (_clause.Questions.Count > 0 || sense.Id == "home" && !_clause.Absolute && _clause.Verb != "arm")) continue;
            var number = double.TryParse(sense.Id, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0;
            AddValue(new(sense.Role, sense.Id, number, token));
            return true;
        }
        return false;
    }

    // "cool" and "heat" are modes after "to" or "on", directions elsewhere.
    private bool Settles(Token token, Sense sense) => sense.Role switch
    {
        Role.Mode => _clause.Absolute || _clause.Generic is not null && _clause.Targets.Count > 0 || _clause.Trait == "mode" || Peek()?.Is(Role.Trait, "mode") == true,
        Role.Level => _clause.Absolute && Beyond()?.Is(Role.Degree) != true || _clause.Trait == "fan-level" && _clause.Generic is not null && Beyond()?.Is(Role.Degree) != true,
        _ => true,
    };

    private void AddValue(Said value)
    {
        if (_pending != Join.None && _clause.Values.Count > 0 && _clause.Targets.Count > 0 && _clause.Values[^1].Numeric && value.Numeric) Begin(_pending);
        // "a bit lower, twenty": the number says how far it is meant.
        if (_pending == Join.Comma && _clause.Direction is not null && value.Role == Role.Number) _clause.Absolute = true;
        _pending = Join.None;
        _clause.Values.Add(value);
    }

    private void Named(string trait)
    {
        if (_pending != Join.None && (_clause.Trait is not null || _clause.Values.Count > 0 && _clause.Targets.Count > 0) && _clause.Acts) Begin(_pending);
        _pending = Join.None;
        _clause.Trait ??= trait;
    }

    private void State(Token token, Sense state)
    {
        // "on" as the end of "turn it on", not before a place or a day.
        if (state.Id == "on" && token.Group("glue"))
        {
            var next = Peek();
            var ends = next is null || next.Mark || next.Group("and") || next.Group("then") || next.Group("glue") && !next.Senses.Any(sense => sense.Role is Role.Floor) && !The(next)
                || next.Group("polite") || next.IsNumber || next.Is(Role.Spell) || next.Is(Role.Day) || next.Is(Role.Question) || next.Is(Role.DayPart) || next.Group("if") || next.Is(Role.Event) || next.Group("except") || next.Is(Role.Extreme) || next.Group("too") || next.Group("until") || next.Is(Role.Level) || next.Group("there") || next.Group("here");
            // "which are on upstairs", "are on in the hall"
            // "garage light on garden lights off"
            ends |= !_clause.Acts && _clause.Targets.Count > 0 && next is not null && (next.Is(Role.Room) || next.Is(Role.Noun) || next.Is(Role.Name)) && Switched();
            ends |= _asking && _clause.Questions.Count > 0 && next is not null && (next.Is(Role.Floor) && !The(next) || next.Is(Role.Room) && Text(next) is "outside" or "inside" or "upstairs" or "downstairs" || next.Group("glue") && Text(next) is "in" or "at");
            if (!ends && !(_clause.Generic is not null && _clause.Targets.Count == 0 && _clause.Trait is null)) return;
        }
        // "flip the lights on" does not flip them; "lamps on low" sets them low.
        if (_clause.Verb == "toggle" && state.Id is "on" or "off") { (_clause.Verb, _pending) = (state.Id, Join.None); return; }
        if (state.Id == "on" && !_clause.Acts && _clause.Targets.Count > 0 && Peek() is { } level && (level.Is(Role.Level) || level.Is(Role.Extreme)) && !level.Is(Role.Noun)) { _clause.Generic = "set"; return; }
        _clause.States.Add(state.Id);
        if (_clause.Questions.Count == 0 && !Normal.IsHan(text[token.From]) && !_clause.Acts && (state.Id switch { "closed" => "close", "opened" => "open", "locked" => "lock", "unlocked" => "unlock", _ => Text(token) is "out" && _clause.Targets.Count > 0 ? "out" : state.Id == "home" && _clause.Verb is "start" ? "dock" : null }) is { } becomes)
        {
            (_clause.Verb, _clause.TargetFirst, _pending) = (becomes, _clause.Targets.Count > 0 && _clause.Generic is null, Join.None);
            return;
        }
        if (_clause.Verb == "start" && state.Id == "home") { _clause.Verb = "dock"; return; }
        if (_clause.Questions.Count == 0 && _clause.Verb is null && !Normal.IsHan(text[token.From]) && state.Id is "on" or "off") { _clause.TargetFirst |= _clause.Targets.Count > 0 && _clause.Generic is null; _clause.Verb = state.Id; _pending = Join.None; }
    }

    private bool Switched()
    {
        for (var ahead = 2; Peek(ahead) is { Mark: false } token && !token.Group("and"); ahead++)
            if (token.Is(Role.State, "off") || token.Is(Role.State, "on")) return true;
        return false;
    }

    private static bool The(Token token) => token.To - token.From is 1 or 3;

    private void Glue(Token token)
    {
        var said = Text(token);
        if (said is "to" or "at" or "到" or "成" or "为" or "至" or "as") _clause.Absolute = true;
        if (said is "by") _clause.Relative = true;
        // "kitchen light of" was "off"; "awning in" comes in.
        if (said is "of" or "in" && !_clause.Acts && _clause.Targets.Count > 0 && (Peek() is null or { Mark: true } || Peek()!.Group("and") || Peek()!.Group("polite"))) (_clause.Verb, _clause.TargetFirst) = (said == "of" ? "off" : "in", _clause.Generic is null);
    }

    private int Does(Token token, Sense sense)
    {
        // "knock two degrees off the heating"
        if (sense.Id == "off" && _clause.Verb is null && _clause.Direction is null && _clause.Targets.Count == 0 && _at > 0 && tokens[_at - 1].Is(Role.Unit) && _clause.Values is [{ Numeric: true }]) { (_clause.Direction, _clause.Relative) = ("down", true); return 1; }
        if (sense.Id == "off" && _clause.Verb == "mute" && Beside()) { _clause.Verb = "unmute"; return 1; }
        if (sense.Id == "clean" && _clause.Verb is "on" or "open" && _pending == Join.None && _clause.Targets.Count == 1) { _clause.Verb = "clean"; return 1; }
        if (_clause.Verb == "start" && _pending == Join.None && sense.Id is "dock" or "clean" or "locate" or "mow") { _clause.Verb = sense.Id; return 1; }
        if (sense.Id == "mute" && _unmute) sense = sense with { Id = "unmute" };
        var verb = recogniser.Words.Verbs[sense.Id];
        var direction = verb.Text("dir");
        if (sense.Id == "set")
        {
            if (_clause.Acts && _clause.Targets.Count > 0 && _pending != Join.None) Begin(_pending);
            _clause.Generic = "set";
            // "downstairs vacuum, go"
            if (Text(token) == "go" && _clause.Targets.Count > 0 && !_clause.Acts && (Peek() is null || Peek()!.Mark || Peek()!.Group("polite"))) _clause.Verb = "start";
            _clause.Keeps |= Text(token) is "leave" or "keep" or "留" or "保持";
            if (Ends(token, "到", "成", "为", "在")) _clause.Absolute = true;
            return 1;
        }
        // "we don't need the AC any more, off with it": what is not to be is said; now comes what is.
        if (_clause.Not && _clause.Targets.Count > 0 && _pending == Join.Comma) Begin(Join.Comma);
        var filled = _clause.Verb is not null || _clause.Direction is not null;
        var both = direction is not null && _clause.Direction is not null && _pending == Join.None && (_clause.Direction == direction || _clause.Verb is null);
        if (filled && !both)
        {
            var specific = _clause.Verb is "start" or "stop" or "play" or "press" or "on" or "off" or "close" or "open" or "resume" or "pause" && _pending == Join.None && (_clause.Targets.Count == 0 || Beside());
            if (specific && sense.Id is "play" && _clause.Verb is "stop" or "pause" or "resume") return 1;
            if (specific && sense.Id is "clean" or "mow" or "play" or "water" or "mute" or "dock") { if (_clause.Verb is not ("stop" or "off" or "close" or "resume" or "pause")) _clause.Verb = sense.Id; else if (sense.Id is "clean" or "mow") _clause.States.Add("cleaning"); return 1; }
            if (sense.Id == _clause.Verb && _pending == Join.None && _clause.Values.Count == 0) return 1;
            if (_clause.Questions.Count > 0 && _pending == Join.None) { _clause.States.Add(sense.Id); return 1; }
            if (direction is not null && _pending == Join.None && _clause.Verb is "on" or "open" or "off" or "close" && _clause.Values.Count == 0) return Directs(verb, direction);
            if (_clause.Targets.Count > 0 || _clause.Values.Count > 0 || _pending != Join.None || direction is not null) Begin(_pending == Join.None ? Join.And : _pending);
            else if (sense.Id is "on" or "open" or "close" or "off") return 1;
        }
        _pending = Join.None;
        _except &= _clause.Excepts.Count == 0;
        if (_clause.Targets.Count > 0 && _clause.Generic is null) _clause.TargetFirst = true;
        if (direction is not null) return Directs(verb, direction);
        // "空调开制冷", "烧到60度": the verb only leads to the value.
        if (sense.Id is "open" or "on" or "close" && _clause.Targets.Count > 0 && Normal.IsHan(text[token.From]) && (Beyond()?.Is(Role.Mode) == true && Beyond()?.Is(Role.Noun) != true || Peek() is { } gear && (gear.Is(Role.Level) || gear.Is(Role.Extreme)) && Text(gear)[^1] is '档' or '挡' or '风' || Peek() is { } next && Text(next) is "到" or "成" or "至" && Peek(2)?.IsNumber == true))
        {
            _clause.Generic = "set";
            return 1;
        }
        _clause.Verb = sense.Id;
        _clause.Latin = !Normal.IsHan(text[token.From]);
        _verbAt = _at;
        if (token.Find(Role.State) is { } state) _clause.States.Add(state.Id);
        return 1;
    }

    private int _verbAt = -2;

    /// <summary>Whether the verb before stands right here: "stop playing", "开始割草".</summary>
    private bool Beside()
    {
        if (_verbAt < 0) return false;
        for (var index = _verbAt + 1; index < _at; index++) if (!Light(tokens[index])) return false;
        return true;
    }

    private int Directs(Concept verb, string direction)
    {
        _pending = Join.None;
        if (verb.Id == "up" && _clause.Verb is "open" or "close" && Text(tokens[_at]) is "more" or "a bit more" or "further" or "多") { _clause.More = true; return 1; }
        // "turn on the light brighter" turns it up; "open wider" too.
        if (_clause.Verb is "on" or "open" or "off" or "close") { if (_clause.Verb is "off" or "close" && direction == "down" || _clause.Verb is "on" or "open") _clause.Verb = null; }
        _clause.Direction = direction;
        var said = Text(tokens[_at]);
        if (said.EndsWith('点') || said.EndsWith('些')) _clause.Degree ??= "little";
        _clause.Heats = said is "heat" or "heat up" or "warm" or "warm up" or "加热" or "热一热";
        // 亮灯 is to turn it on; 亮一点 is brighter.
        _clause.Lit = said == "亮";
        if (tokens[_at].Find(Role.State) is { } also) _clause.States.Add(also.Id);
        if (verb.Text("trait") is { } trait) _clause.Trait ??= trait;
        return 1;
    }

    private bool Ends(Token token, params string[] ends)
    {
        var said = Text(token);
        return Array.Exists(ends, end => said.EndsWith(end, StringComparison.Ordinal));
    }

    private string Text(Token token) => text[token.From..token.To];

    private int Phrase()
    {
        if (!TargetReader.May(tokens, _at)) return 0;
        var reader = new TargetReader(recogniser, tokens, _at, _clause);
        if (reader.Read() is not { } target) return 0;
        target.Count ??= _count;
        _count = null;
        Place(target, reader.End - _at);
        return reader.End - _at;
    }

    private void Place(Target target, int length)
    {
        if (_except && _clause.Excepts.Count > 0 && (target.All || target.Other || _pending == Join.Comma && OwnVerb(length))) _except = false;
        if (_except) { _clause.Excepts.Add(target); _pending = Join.None; return; }
        var targets = _clause.Targets;
        var full = targets.Count > 0 && (_clause.Verb is not null || _clause.Direction is not null || _clause.Values.Count > 0);
        if (full && (_pending is Join.Then or Join.Stop || _pending == Join.None && _clause.TargetFirst && target.Headed && targets[^1].Headed || _pending != Join.None && OwnVerb(length)))
            Begin(_pending == Join.None ? Join.And : _pending);
        else if (targets.Count > 0 && _pending == Join.None && (target.PlaceOnly || targets[^1].PlaceOnly || target.It || !target.Headed || !targets[^1].Headed))
        {
            targets[^1] = targets[^1].Joined(target);
            return;
        }
        else if (targets.Count > 0 && _pending == Join.None && targets[^1].Joined(target) is var joined && new Linker(recogniser).Link(joined, recogniser.All).Found.Any)
        {
            // "light on the counter": two nouns that some device fits together are one.
            targets[^1] = joined;
            return;
        }
        _pending = Join.None;
        _clause.Targets.Add(target);
    }

    /// <summary>Whether what follows a noun phrase, before the next join, does something with it: then the phrase is of a clause of its own.</summary>
    private bool OwnVerb(int length)
    {
        for (var ahead = length; Peek(ahead) is { } token; ahead++)
        {
            if (token.Mark || token.Group("and") || token.Group("then")) return false;
            if (token.Group("not") && Text(token) is not ("not" or "不是")) return true;
            if (token.Is(Role.Verb) && !token.Is(Role.Noun) && !Light(token) || token.Is(Role.State, "on") && (Peek(ahead + 1) is null or { Mark: true } || Peek(ahead + 1)!.Group("and") || Peek(ahead + 1)!.Group("then") || Peek(ahead + 1)!.Group("polite")) || token.Is(Role.State, "off")) return true;
            if (Text(token) is "to" && Peek(ahead + 1) is { } set && (set.IsNumber || set.Is(Role.Color) || set.Is(Role.White) || set.Is(Role.Extreme) || set.Is(Role.Fraction) || set.Is(Role.Mode) || set.Is(Role.Level))) return true;
            if (_clause.Values.Count > 0 && (token.Is(Role.Level) || token.IsNumber || token.Is(Role.Color) || token.Is(Role.White) || token.Is(Role.Extreme) || token.Is(Role.Fraction) || token.Is(Role.Mode))) return true;
            if (token.Group("too")) return false;
        }
        return false;
    }
}
