using Kith.Homes.Notices;
using Kith.Model.Values;

namespace Kith.Homes.Alarms;

/// <summary>What an alarm system tells people, in both languages (<see cref="NoticeWords"/> says why here).</summary>
internal static class AlarmWords
{
    internal static LocalText Raised(string sensor, LocalText what) => new($"Alarm! {sensor}: {what.En}", $"报警！{sensor}：{what.Zh}");

    internal static LocalText Entered(string sensor, int seconds) => new($"{sensor}: turn the alarm off within {seconds} s", $"{sensor}：请在{seconds}秒内撤防");

    internal static LocalText Gone(string device) => new($"{device} is gone while the home is on guard", $"布防期间，{device}已被移除");

    internal static readonly LocalText WhileOff = new("It may have happened while the server was off.", "可能发生在服务器停机期间。");

    internal static LocalText Over(string alarm, string person) => new($"{alarm}: turned off by {person}", $"{alarm}：已由{person}撤防");

    internal static LocalText Without(string sensors) => new($"On guard, but not at {sensors}", $"已布防，但以下位置未设防：{sensors}");

    internal static readonly LocalText WithoutText = new("Open or out of reach. What is closed later counts from then on.", "未关闭或无法连接。关好后会自动恢复防护。");

    internal static LocalText NotArmed(string alarm, string sensors) => new($"{alarm}: not armed, {sensors} is open", $"{alarm}：未能布防，{sensors}未关闭");

    internal static LocalText Deaf(string siren, bool on) => on
        ? new LocalText($"{siren} did not sound", $"{siren}未能鸣响")
        : new LocalText($"{siren} could not be silenced", $"{siren}未能静音");
}
