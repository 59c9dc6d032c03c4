using Kith.Homes.Notices;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Tells people something, each by the ways that they chose.</summary>
/// <param name="Title">A short text; expressions stand in braces: "{[hall/temperature-humidity-sensor.temperature]} °C".</param>
/// <param name="Text">More of it.</param>
/// <param name="Level">How much it matters; critical comes at night too.</param>
/// <param name="To">To these people; to every adult of the home when not said.</param>
/// <param name="Device">What it is about: the notice opens its page.</param>
public sealed record NotifyStep(string Title, string? Text = null, NoticeLevel Level = NoticeLevel.Important, IReadOnlyList<PersonId>? To = null, DeviceId? Device = null) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (string.IsNullOrWhiteSpace(Title)) check.Wrong($"{path}.title", ErrorCodes.RequestInvalid.Code, "a title is needed");
        var title = check.Text(Title ?? "", $"{path}.title");
        var text = Text is null ? null : check.Text(Text, $"{path}.text");
        if (Device is { } device) check.Device(device, $"{path}.device");
        for (var place = 0; place < (To?.Count ?? 0); place++)
            if (!check.Home.People.ContainsKey(To![place])) check.Wrong($"{path}.to.{place}", ErrorCodes.NotFound.Code, $"there is no person {To[place]} in this home");
        program.Add(new Instruction(path, (run, scope) =>
        {
            var said = title!.Fill(scope);
            var told = NoticeFlow.Tell(scope.Turn, new NoticeDraft(
                NoticeKind.Rule, Level, LocalText.Same(said), text is null ? null : LocalText.Same(text.Fill(scope)), Device, run.Rule.Kept.Id.ToString(),
                To is { Count: > 0 } ? [.. To] : null, To is { Count: > 0 } ? null : [People.Role.Owner, People.Role.Admin, People.Role.Adult]));
            run.Take(scope, path, told ? "done" : "nobody", said);
            return Go.On;
        }));
    }
}
