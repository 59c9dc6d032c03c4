using System.Text;

namespace Kith.Bridges.Infrared.Files;

/// <summary>What buttons are for, by how files and people call them. Spelling, case and the prefixes of some formats do not matter.</summary>
internal static class ButtonNames
{
    /// <summary>What it is for, and the names it goes by; names are letters, digits, plus and minus alone.</summary>
    private static readonly (string Use, string Names)[] Uses =
    [
        ("toggle", "power powertoggle togglepower onoff standby pwr sleeppower 电源 开关 开关机"),
        ("on", "on poweron turnon discreteon 开 开机"),
        ("off", "off poweroff turnoff discreteoff 关 关机"),
        ("volume-up", "volup vol+ volumeup volume+ v+ 音量+ 音量加"),
        ("volume-down", "voldn voldown vol- volumedown volume- v- 音量- 音量减"),
        ("mute", "mute volmute volumemute muting 静音"),
        ("channel-up", "chnext chup ch+ channelup channel+ nextchannel channelnext p+ progup programup 频道+ 下一频道"),
        ("channel-down", "chprev chdn chdown ch- channeldown channel- previouschannel channelprevious p- progdown programdown 频道- 上一频道"),
        ("up", "up arrowup cursorup navup dpadup 上"),
        ("down", "down arrowdown cursordown navdown dpaddown 下"),
        ("left", "left arrowleft cursorleft navleft dpadleft 左"),
        ("right", "right arrowright cursorright navright dpadright 右"),
        ("ok", "ok enter select center confirm 确定 确认"),
        ("back", "back return 返回"),
        ("home", "home smarthub 主页"),
        ("menu", "menu 菜单"),
        ("play", "play 播放"),
        ("pause", "pause 暂停"),
        ("stop", "stop 停止"),
        ("next", "next skip skipforward nexttrack tracknext 下一首"),
        ("previous", "prev previous skipback prevtrack trackprevious 上一首"),
        ("hdmi-1", "hdmi1 inputhdmi1"),
        ("hdmi-2", "hdmi2 inputhdmi2"),
        ("hdmi-3", "hdmi3 inputhdmi3"),
        ("tv", "tv inputtv livetv"),
        ("av", "av av1 inputav inputav1"),
        ("swing", "swing oscillate oscillation rotate 摆风 摇头"),
        ("speed-up", "speedup speed+ fanspeedup 加速"),
        ("speed-down", "speeddn speeddown speed- 减速"),
        ("brighter", "brighten brighter brightnessup 亮"),
        ("darker", "dim dimmer brightnessdown 暗"),
    ];

    private static readonly Dictionary<string, string> ByName = Uses.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Use))).ToDictionary(row => row.name, row => row.Use, StringComparer.Ordinal);

    /// <summary>One name of each.</summary>
    internal static IEnumerable<string> Known => Uses.Select(row => row.Names.Split(' ')[0]);

    /// <summary>Null for a button that has no place in any service of the library.</summary>
    internal static string? UseOf(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name)
            if (char.IsLetterOrDigit(c) || c is '+' or '-') plain.Append(char.ToLowerInvariant(c));
        // A hyphen at the end is a minus; one inside only divides words.
        var text = plain.ToString();
        text = text.Length == 0 ? text : text[..^1].Replace("-", "", StringComparison.Ordinal) + text[^1];
        if (text.StartsWith("key", StringComparison.Ordinal) && text.Length > 3) text = text[3..];
        return ByName.GetValueOrDefault(text);
    }

    /// <summary>The device type that buttons look like.</summary>
    internal static string TypeOf(IReadOnlyList<Button> buttons)
    {
        var uses = buttons.Select(button => UseOf(button.Name)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return uses.Contains("channel-up") || (uses.Contains("volume-up") && (uses.Contains("hdmi-1") || uses.Contains("home") || uses.Contains("menu"))) ? "television"
            : uses.Contains("speed-up") || uses.Contains("swing") ? "fan"
            : uses.Contains("brighter") ? "light"
            : uses.Contains("volume-up") ? "speaker"
            : "ir-remote-control";
    }
}
