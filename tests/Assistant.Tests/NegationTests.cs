using System.Globalization;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>What is said not to be done is not done, however it is said, in every home and to everything in it that can be switched or opened.</summary>
public class NegationTests
{
    [Theory]
    [InlineData("en", "don't turn off the {0}", false)]
    [InlineData("en", "please don't switch the {0} off", false)]
    [InlineData("en", "never turn the {0} on", true)]
    [InlineData("en", "do not open the {0}", true)]
    [InlineData("en", "don't you dare close the {0}", false)]
    [InlineData("en", "no need to turn on the {0}", true)]
    [InlineData("en", "I don't want the {0} on", true)]
    [InlineData("en", "leave the {0} alone", true)]
    [InlineData("en", "keep the {0} on, don't turn it off", false)]
    [InlineData("en", "turn on the {0} and don't turn it off", false)]
    [InlineData("en", "don't turn the {0} off when I leave", false)]
    [InlineData("en", "under no circumstances open the {0}", true)]
    [InlineData("en", "rather than turning on the {0}, tell me the time", true)]
    [InlineData("zh", "别关{0}", false)]
    [InlineData("zh", "{0}别关", false)]
    [InlineData("zh", "{0}开着别关", false)]
    [InlineData("zh", "{0}先别开", true)]
    [InlineData("zh", "不要打开{0}", true)]
    [InlineData("zh", "千万别把{0}打开", true)]
    [InlineData("zh", "谁也不准关{0}", false)]
    [InlineData("zh", "{0}不用开了", true)]
    [InlineData("zh", "没让你开{0}", true)]
    [InlineData("zh", "把{0}打开，别关", false)]
    [InlineData("zh", "{0}就这样，别动", true)]
    [InlineData("zh", "{0}开着别停", false)]
    [InlineData("zh", "让{0}开着，不要关", false)]
    [InlineData("zh", "{0}留着别关", false)]
    [InlineData("zh", "你敢关{0}试试", false)]
    [InlineData("en", "the {0} stays on, don't switch it off", false)]
    [InlineData("en", "please leave the {0} on", false)]
    [InlineData("en", "the {0} is on and I don't want you to turn it off", false)]
    [InlineData("en", "whatever you do, don't open the {0}", true)]
    [InlineData("en", "stop, don't turn the {0} on", true)]
    public void What_is_not_to_be_done_is_not_done(string language, string sentence, bool forbidden)
    {
        var batch = DevelopmentSet.NewBatch();
        var done = new List<string>();
        foreach (var (home, file) in DevelopmentSet.Houses.Where(house => house.Key.StartsWith(language, StringComparison.Ordinal)))
            foreach (var thing in file.House.Things.Where(thing => thing.Has("on") || thing.Has("open") || thing.Has("locked")))
            {
                var text = string.Format(CultureInfo.InvariantCulture, sentence, thing.Name);
                var got = batch.Hear(new() { Home = home, Lang = language, Text = text });
                if (got.Outcome is Outcome.Done or Outcome.Confirm && got.Acts.Any(act => Does(act, forbidden))) done.Add($"{home}: {text}");
            }
        DevelopmentSet.AtMost(0, done);
    }

    private static bool Does(Act act, bool forbidden) => act switch
    {
        { Acts: { } inner } => inner.Any(one => Does(one, forbidden)),
        { Kind: "set", Property: "locked" } => Equals(act.Value, !forbidden),
        { Kind: "set", Property: "on" or "open" } => Equals(act.Value, forbidden),
        { Kind: "call", Action: "stop" } => !forbidden,
        { Kind: "call", Action: "start" or "play" or "toggle" } => forbidden,
        _ => false,
    };
}
