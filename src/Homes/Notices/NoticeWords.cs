using System.Globalization;
using Kith.Model.Values;

namespace Kith.Homes.Notices;

/// <summary>
/// What the house itself tells, in both languages: a notice leaves the server as text, because a phone shows it without asking the app.
/// What devices are about comes in the words of their specs.
/// </summary>
internal static class NoticeWords
{
    internal static readonly LocalText Test = new("This is a test", "这是一条测试通知");
    internal static readonly LocalText TestText = new("Notices of your home reach you here.", "家里的通知会送到这里。");

    internal static LocalText Of(string device, LocalText what) => new($"{device}: {what.En}", $"{device}：{what.Zh}");

    internal static LocalText Gone(string device) => new($"{device} has not been reachable for an hour", $"{device}已经一小时无法连接");

    internal static LocalText Gone(int devices) => new($"{devices} devices have not been reachable for an hour", $"{devices} 个设备已经一小时无法连接");

    internal static readonly LocalText EndsText = new(
        "It cannot connect after that. Register its next certificate, give it a password, or pair it again before.",
        "到期后它将无法连接。请在此之前登记新证书、改用密码，或重新配对。");

    internal static LocalText Ends(string name, DateOnly day) => new($"The certificate of {name} ends on {English(day)}", $"{name}的证书将于{Chinese(day)}到期");

    internal static LocalText End(int certificates, DateOnly first) =>
        new($"{certificates} certificates end soon, the first on {English(first)}", $"{certificates} 个证书即将到期，最早的是{Chinese(first)}");

    /// <summary>Some of them, and how many more there are.</summary>
    internal static LocalText Names(IReadOnlyList<string> names)
    {
        const int most = 5;
        var rest = names.Count > most ? $" +{names.Count - most}" : "";
        return new(string.Join(", ", names.Take(most)) + rest, string.Join("、", names.Take(most)) + rest);
    }

    private static string English(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Chinese(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    internal static LocalText Loop(string rule) => new($"The rule {rule} set itself off again and again, and is off now", $"自动化“{rule}”反复触发自己，已停用");

    internal static LocalText Came(string person) => new($"{person} came home", $"{person}回家了");

    internal static LocalText Left(string person) => new($"{person} has left", $"{person}出门了");
}
