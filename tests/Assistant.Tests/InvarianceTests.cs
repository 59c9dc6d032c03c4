using System.Globalization;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>What does not change the meaning of a sentence. Each property is tried on 200 plain sentences of each language; <c>known</c> says how many still go wrong, to become 0.</summary>
public class InvarianceTests
{
    private static readonly Lazy<Dictionary<char, char>> Traditional = new(() =>
    {
        var traditional = new Dictionary<char, char>();
        for (var letter = '\u3400'; letter <= '\u9fff'; letter++)
            if (Hans.Of(letter) != letter) traditional.TryAdd(Hans.Of(letter), letter);
        return traditional;
    });

    [Theory]
    [InlineData("en", "please {0}")]
    [InlineData("en", "could you {0}")]
    [InlineData("en", "could you please {0}, thanks")]
    [InlineData("en", "{0} please")]
    [InlineData("en", "{0}, thank you")]
    [InlineData("en", "hey, {0} would you")]
    [InlineData("zh", "请{0}")]
    [InlineData("zh", "麻烦{0}")]
    [InlineData("zh", "帮我{0}")]
    [InlineData("zh", "能不能{0}", 0)]
    [InlineData("zh", "{0}，谢谢")]
    [InlineData("zh", "{0}吧", 0)]
    public void Politeness_before_or_after_changes_nothing(string language, string politeness, int known = 0) =>
        Same(language, text => string.Format(CultureInfo.InvariantCulture, politeness, text.TrimEnd('.', '。', '!', '！')), known);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Case_changes_nothing(string language)
    {
        Same(language, text => text.ToUpperInvariant());
        Same(language, text => text.ToLowerInvariant());
    }

    [Theory]
    [InlineData("en", ".")]
    [InlineData("en", "!")]
    [InlineData("en", "")]
    [InlineData("en", " ...")]
    [InlineData("zh", "。")]
    [InlineData("zh", "！")]
    [InlineData("zh", "")]
    [InlineData("zh", "……")]
    public void The_mark_at_the_end_changes_nothing(string language, string mark) => Same(language, text => text.TrimEnd('.', '!', '。', '！', ' ') + mark, unless: text => text.EndsWith('?') || text.EndsWith('？'));

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void More_spaces_change_nothing(string language) => Same(language, text => "  " + text.Replace(" ", "  ", StringComparison.Ordinal) + " \t");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Full_width_forms_change_nothing(string language) => Same(language, text => string.Concat(text.Select(letter => letter is > ' ' and <= '~' ? (char)(letter - '!' + '！') : letter)));

    [Fact]
    public void Traditional_characters_mean_what_simplified_ones_mean() => Same("zh", text => string.Concat(text.Select(letter => Traditional.Value.GetValueOrDefault(letter, letter))));

    [Theory]
    [InlineData("en", "turn on {0} and {1}", 0)]
    [InlineData("en", "{0} and {1} off", 0)]
    [InlineData("zh", "打开{0}和{1}", 0)]
    [InlineData("zh", "把{0}和{1}关掉", 0)]
    public void The_order_of_two_devices_changes_nothing(string language, string phrase, int known)
    {
        var batch = DevelopmentSet.NewBatch();
        var changed = new List<string>();
        foreach (var (home, file) in DevelopmentSet.Houses.Where(house => house.Key.StartsWith(language, StringComparison.Ordinal)))
        {
            var names = file.House.Things.Where(thing => thing.Kind is "light" or "outlet" or "fan").Select(thing => thing.Name).ToList();
            foreach (var (one, other) in names.SelectMany((one, index) => new[] { 1, 3, 7 }.Select(step => (one, names[(index + step) % names.Count]))).Where(pair => pair.one != pair.Item2))
            {
                var (there, back) = (string.Format(CultureInfo.InvariantCulture, phrase, one, other), string.Format(CultureInfo.InvariantCulture, phrase, other, one));
                if (Targets(batch.Hear(new() { Home = home, Lang = language, Text = there })) != Targets(batch.Hear(new() { Home = home, Lang = language, Text = back }))) changed.Add($"{home}: {there}");
            }
        }
        DevelopmentSet.AtMost(known, changed);
    }

    private static string Targets(Understood got) => got.Outcome + " " + string.Join(' ', got.Acts.SelectMany(act => (act.Targets ?? []).Select(target => $"{target}:{act.Kind}:{act.Property}{act.Action}={act.Value}")).Order(StringComparer.Ordinal));

    internal static void Same(string language, Func<string, string> change, int known = 0, Func<string, bool>? unless = null)
    {
        var batch = DevelopmentSet.NewBatch();
        var changed = new List<string>();
        foreach (var seed in DevelopmentSet.Seeds(language).Where(seed => unless?.Invoke(seed.Told.Text!) != true))
        {
            var text = change(seed.Told.Text!);
            var got = batch.Hear(seed.Told with { Text = text });
            if (seed.Wrong(got) is { } wrong) changed.Add($"{seed.Id} ({seed.Told.Home}) {text}: {wrong} [{got.Explain?.Rule}]");
        }
        DevelopmentSet.AtMost(known, changed);
    }
}
