using System.Globalization;
using System.Text;
using Kith.Model.Values;

namespace Kith.Imports.Planning;

/// <summary>Why something does not come over: stable codes and plain words. docs/import.md lists them.</summary>
internal static class LossTexts
{
    private static readonly Dictionary<string, (CompositeFormat En, CompositeFormat Zh)> All = new(StringComparer.Ordinal)
    {
        ["already.here"] = Of("It is here already under this name.", "这里已经有同名的了。"),
        ["file.unreadable"] = Of("The file cannot be read: {0}", "无法读取该文件：{0}"),
        ["file.tag"] = Of("Line {0} refers to another file or value, which is not followed.", "第 {0} 处引用了其他文件或值，未跟随读取。"),
        ["device.service"] = Of("It is a program or an account, not a device.", "它是程序或账户，不是设备。"),
        ["device.disabled"] = Of("It was switched off there.", "它在原系统中已停用。"),
        ["device.no_address"] = Of("It has no address or serial by which it could be recognised here.", "它没有可在这里识别的地址或序列号。"),
        ["device.virtual"] = Of("It is a group, bridge or helper of that program, not a device by itself.", "它是该程序的群组、网桥或辅助项，本身不是设备。"),
        ["entity.helper"] = Of("Helpers and calculated values have no counterpart here.", "辅助项和计算值在这里没有对应物。"),
        ["entity.unknown"] = Of("It uses {0}, which is not in the files.", "它用到 {0}，但文件中没有。"),
        ["entity.not_here"] = Of("It uses {0}, and that device is not in this home yet. Import again when it is.", "它用到 {0}，而该设备尚未加入本家庭。加入后请再次导入。"),
        ["entity.no_counterpart"] = Of("It uses {0}, which is of a kind that has no counterpart here.", "它用到 {0}，这类项目在这里没有对应物。"),
        ["property.none"] = Of("{0} cannot do or tell «{1}» here.", "{0} 在这里不支持「{1}」。"),
        ["value.unknown"] = Of("The value «{1}» of {0} has no counterpart here.", "{0} 的值「{1}」在这里没有对应物。"),
        ["person.unknown"] = Of("It asks where {0} is, and nobody in this home has that name.", "它询问 {0} 的位置，但本家庭中没有叫这个名字的人。"),
        ["template"] = Of("A template: «{0}».", "模板：「{0}」。"),
        ["trigger.unknown"] = Of("A trigger of the kind «{0}».", "「{0}」类触发器。"),
        ["condition.unknown"] = Of("A condition of the kind «{0}».", "「{0}」类条件。"),
        ["action.unknown"] = Of("A step of the kind «{0}».", "「{0}」类步骤。"),
        ["option.unknown"] = Of("«{0}» of a step is left out.", "步骤的「{0}」被略去。"),
        ["trigger.from"] = Of("«From {0}» is left out: it starts whenever the new value comes.", "「从 {0}」被略去：只要出现新值就会启动。"),
        ["condition.for"] = Of("«For so long» of a condition is left out.", "条件的「持续时间」被略去。"),
        ["webhook.moved"] = Of("The address to call is another one here: POST /api/v1/homes/…/hooks/{0} with a token.", "调用地址在这里不同：POST /api/v1/homes/…/hooks/{0}，并附令牌。"),
        ["rule.blueprint"] = Of("It is made of a blueprint ({0}), whose content is not in the files.", "它由蓝图（{0}）生成，蓝图内容不在文件中。"),
        ["rule.script"] = Of("It is a program ({0}), which is not translated.", "它是一段程序（{0}），不会被翻译。"),
        ["rule.no_trigger"] = Of("None of its triggers can be said here, so it does not come over.", "它的触发器都无法在这里表达，因此不会带过来。"),
        ["rule.no_step"] = Of("None of its steps can be said here, so it does not come over.", "它的步骤都无法在这里表达，因此不会带过来。"),
        ["rule.refused"] = Of("It does not fit this home: {0}", "它不适合本家庭：{0}"),
        ["scene.empty"] = Of("Nothing of it can be set here, so it does not come over.", "其中没有能在这里设置的内容，因此不会带过来。"),
        ["limit"] = Of("There are more than {0}; the rest is left out.", "超过 {0} 个；其余被略去。"),
    };

    internal static IEnumerable<string> Codes => All.Keys;

    internal static LocalText Of(string code, object[] arguments)
    {
        var (en, zh) = All[code];
        return new LocalText(string.Format(CultureInfo.InvariantCulture, en, arguments), string.Format(CultureInfo.InvariantCulture, zh, arguments));
    }

    private static (CompositeFormat, CompositeFormat) Of(string en, string zh) => (CompositeFormat.Parse(en), CompositeFormat.Parse(zh));
}
