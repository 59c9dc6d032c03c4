using System.Text.Json.Serialization;
using Kith.Homes.Notices;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Tells people something, each by the ways that they chose.</summary>
/// <param name="Title">A short text; expressions stand in braces: "{[hall/temperature-humidity-sensor.temperature]} °C".</param>
/// <param name="Text">More of it.</param>
/// <param name="Level">How much it matters; critical comes at night too.</param>
/// <param name="To">To these people and roles; to every adult of the home when not said.</param>
/// <param name="Device">What it is about: the notice opens its page.</param>
[method: JsonConstructor]
public sealed record NotifyStep(string Title, string? Text = null, NoticeLevel Level = NoticeLevel.Important, IReadOnlyList<Recipient>? To = null, DeviceId? Device = null) : Step
{
    /// <summary>Tells these people.</summary>
    public NotifyStep(string Title, IReadOnlyList<PersonId> To, NoticeLevel Level = NoticeLevel.Important)
        : this(Title, null, Level, [.. To.Select(person => new Recipient(person, null))])
    {
    }

    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (string.IsNullOrWhiteSpace(Title)) check.Wrong($"{path}.title", ErrorCodes.RequestInvalid.Code, "a title is needed");
        var title = check.Text(Title ?? "", $"{path}.title");
        var text = Text is null ? null : check.Text(Text, $"{path}.text");
        if (Device is { } device) check.Device(device, $"{path}.device");
        for (var place = 0; place < (To?.Count ?? 0); place++)
            if (To![place].Person is { } person) check.Person(person, $"{path}.to.{place}");
        IReadOnlyList<Recipient> to = To is { Count: > 0 } ? To : [Recipient.Adults];
        program.Add(new Instruction(path, (run, scope) =>
        {
            var said = title!.Fill(scope);
            var told = NoticeFlow.Tell(scope.Turn, new NoticeDraft(
                NoticeKind.Rule, Level, LocalText.Same(said), text is null ? null : LocalText.Same(text.Fill(scope)), Device, run.Rule.Kept.Id.ToString(),
                [.. scope.Home.People.Values.Where(person => to.Any(one => one.Means(person))).Select(person => person.Id)]));
            run.Take(scope, path, told ? "done" : "nobody", said);
            return Go.On;
        }));
    }
}
