using Kith.Assistant.Dialogue;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"cancel all schedules": what was asked for later is dropped.</summary>
internal static class Schedules
{
    internal static Understood? Read(Hearing hearing)
    {
        if (hearing.Tokens.FirstOrDefault(token => token.Ask("schedule")) is not { } word || !hearing.Tokens.Any(token => token.Ask("cancel") && token != word)) return null;
        var all = hearing.Tokens.Any(token => token.Group("all")) || hearing.Text[word.From..word.To].EndsWith('s');
        return Intents.Done([new() { Kind = "schedule.cancel", All = all ? true : null }], hearing.Say("The schedules are dropped.", "定时任务已取消。"));
    }
}
