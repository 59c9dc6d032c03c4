using System.Globalization;
using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;

namespace Kith.App.Tests.Rules;

/// <summary>WCAG 2.2, 1.4.3 and 1.4.11: text on the grounds it stands on, and marks that mean something, in both themes.</summary>
public sealed partial class ContrastTests
{
    private const double Text = 4.5;
    private const double Mark = 3.0;

    private static readonly Dictionary<string, Dictionary<string, string>> Themes = Read();

    public static TheoryData<string, string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, string, double>();
        foreach (var theme in (string[])["light", "dark"])
        {
            foreach (var ground in (string[])["bg", "surface", "surface-off", "surface-sunk", "surface-hover", "button"]) pairs.Add(theme, "text", ground, Text);
            foreach (var ground in (string[])["bg", "bg-glow", "surface", "surface-sunk"]) pairs.Add(theme, "text-2", ground, Text);
            foreach (var ground in (string[])["bg", "bg-glow"]) pairs.Add(theme, "accent-text", ground, Text);
            foreach (var tone in (string[])["light", "warm", "cool", "safe", "alert", "power", "stale", "accent"])
            {
                pairs.Add(theme, $"{tone}-text", $"{tone}-soft", Text);
                pairs.Add(theme, $"{tone}-text", "surface", Text);
            }
            pairs.Add(theme, "text-on-off", "surface-off", Text);
            pairs.Add(theme, "stale-text", "bg", Text);
            pairs.Add(theme, "alert-text", "bg", Text);
            pairs.Add(theme, "alert-text", "surface-off", Text);
            pairs.Add(theme, "on-accent", "accent", Text);
            pairs.Add(theme, "on-alert", "alert", Text);
            pairs.Add(theme, "on-light", "light", Text);
            foreach (var front in (string[])["toast-text", "toast-action", "toast-alert", "toast-safe"]) pairs.Add(theme, front, "toast", Text);
            foreach (var front in (string[])["night-text", "night-figure", "night-alert"]) pairs.Add(theme, front, "night", Text);
            foreach (var ground in (string[])["bg", "surface"]) pairs.Add(theme, "line-strong", ground, Mark);
            foreach (var ground in (string[])["bg", "surface", "surface-off"]) pairs.Add(theme, "accent", ground, Mark);
            pairs.Add(theme, "alert", "bg", Mark);
            pairs.Add(theme, "safe", "surface", Mark);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Is_readable(string theme, string front, string ground, double least)
    {
        var ratio = Ratio(Themes[theme][front], Themes[theme][ground]);

        Assert.True(ratio >= least, string.Create(CultureInfo.InvariantCulture, $"{theme}: --{front} on --{ground} is {ratio:0.00}, not {least}"));
    }

    [Fact]
    public void The_dark_theme_redefines_every_colour()
    {
        Assert.Empty(Themes["light"].Keys.Except(Themes["own dark"].Keys));
    }

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        var css = File.ReadAllText(Path.Combine(Built.AppSource, "tokens.css"));
        var parts = css.Split(":root[data-theme=\"dark\"]");
        var light = Colour().Matches(parts[0]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var own = Colour().Matches(parts[1]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var dark = new Dictionary<string, string>(light);
        foreach (var (name, value) in own) dark[name] = value;
        return new() { ["light"] = light, ["dark"] = dark, ["own dark"] = own };
    }

    private static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
