namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>A template's text into parts: {{ expression }}, {% if %}, {% set %}, {# comment #}, and what stands between. Loops and macros are refused.</summary>
internal sealed class TemplateParser(string text)
{
    private int _place, _nodes, _depth;
    private bool _trims;

    internal IReadOnlyList<Part> Whole()
    {
        var parts = Block(out var end);
        if (end is null) return parts;
        var word = end.Named();
        throw new TemplateFault(word is "elif" or "else" or "endif" ? $"has an {word} without its beginning" : $"uses {{% {word} %}}");
    }

    /// <param name="end">The statement that ended it (elif, else, endif), still to be read; null at the end of the text.</param>
    private List<Part> Block(out ExpressionParser? end)
    {
        if (++_depth > TemplateLimits.Depth) throw new TemplateFault("is too deep");
        var parts = new List<Part>();
        end = null;
        while (_place < text.Length)
        {
            var open = Open();
            var words = text[_place..open];
            if (_trims) words = words.TrimStart();
            _trims = false;
            if (open == text.Length)
            {
                Add(parts, words);
                _place = open;
                break;
            }
            if (open + 2 < text.Length && text[open + 2] == '-') words = words.TrimEnd();
            Add(parts, words);
            var kind = text[open + 1];
            var inside = Inside(open, kind);
            if (kind == '#') continue;
            var expression = new ExpressionParser(Tokens.Of(inside), () => ++_nodes);
            if (kind == '{') parts.Add(new Output(expression.Whole()));
            else if (!Statement(parts, expression))
            {
                end = expression;
                break;
            }
        }
        _depth--;
        return parts;
    }

    private static void Add(List<Part> parts, string words)
    {
        if (words.Length > 0) parts.Add(new Words(words));
    }

    /// <summary>False for a statement that ends the block.</summary>
    private bool Statement(List<Part> parts, ExpressionParser its)
    {
        if (its.Word("set"))
        {
            var name = its.Named();
            if (!its.Sign("=")) throw new TemplateFault("sets a block");
            parts.Add(new Setting(name, its.Whole()));
            return true;
        }
        if (!its.Word("if")) return false;
        var rows = new List<(Node?, IReadOnlyList<Part>)>();
        Node? condition = its.Whole();
        while (true)
        {
            var then = Block(out var end);
            rows.Add((condition, then));
            if (end is null) throw new TemplateFault("has an if without its end");
            if (end.Word("endif")) break;
            condition = end.Word("elif") ? end.Whole() : end.Word("else") ? null : throw new TemplateFault(end.IsAtEnd ? "has an empty statement" : $"uses {{% {end.Named()} %}}");
        }
        parts.Add(new Branches(rows));
        return true;
    }

    private int Open()
    {
        for (var place = _place; place + 1 < text.Length; place++)
            if (text[place] == '{' && text[place + 1] is '{' or '%' or '#') return place;
        return text.Length;
    }

    /// <summary>What stands between an opening and its end; texts in quotes may hold the end.</summary>
    private string Inside(int open, char kind)
    {
        var close = kind switch { '{' => "}}", '%' => "%}", _ => "#}" };
        var quote = '\0';
        for (var place = open + 2; place + 1 < text.Length; place++)
        {
            if (quote != '\0')
            {
                if (text[place] == '\\') place++;
                else if (text[place] == quote) quote = '\0';
            }
            else if (kind != '#' && text[place] is '"' or '\'') quote = text[place];
            // {{ {'a': {'b': 1}} }}: two brackets of maps are no end while more than blanks follow to the next end.
            else if (string.CompareOrdinal(text, place, close, 0, 2) == 0 && !(kind == '{' && IsMap(open + 2, place)))
            {
                var inside = text[(open + 2)..place];
                _place = place + 2;
                _trims = inside.EndsWith('-');
                return inside.Trim('-');
            }
        }
        throw new TemplateFault("has an opening without its end");
    }

    /// <summary>More brackets were opened than closed up to here.</summary>
    private bool IsMap(int from, int to)
    {
        var (open, quote) = (0, '\0');
        for (var place = from; place < to; place++)
        {
            var c = text[place];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == '{') open++;
            else if (c == '}') open--;
        }
        return open > 0;
    }
}
