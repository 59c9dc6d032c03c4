namespace Kith.Model.Specs;

/// <summary>The rule of versions: the later one has everything of the earlier one unchanged (MIoT-Spec-V2, instances).</summary>
internal static class UpgradeLint
{
    internal static void Compare(Spec before, Spec after, List<Finding> findings)
    {
        foreach (var old in before.Services)
        {
            var path = $"services/{old.Id}";
            var now = after.Services.FirstOrDefault(service => service.Id == old.Id);
            if (now is null)
            {
                findings.Add(Rules.VersionRemovedService.At(path, "it is gone"));
                continue;
            }
            if (now.Type != old.Type) findings.Add(Rules.VersionChangedService.At(path, $"a {old.Type} became a {now.Type}"));
            Iid(old.Siid, now.Siid, "siid", path, findings);
            foreach (var property in old.Properties)
                Property(property, after.FindProperty(property.Address), $"{path}/properties/{property.Name}", findings);
            foreach (var action in old.Actions)
                Action(action, after.FindAction(action.Address), $"{path}/actions/{action.Name}", findings);
            foreach (var happening in old.Events)
                Event(happening, after.FindEvent(happening.Address), $"{path}/events/{happening.Name}", findings);
        }
    }

    private static void Property(Property old, Property? now, string path, List<Finding> findings)
    {
        if (now is null)
        {
            findings.Add(Rules.VersionRemovedProperty.At(path, "it is gone"));
            return;
        }
        Iid(old.Piid, now.Piid, "piid", path, findings);
        if (now.Format != old.Format) findings.Add(Rules.VersionChangedFormat.At(path, $"{old.Format} became {now.Format}"));
        if (now.Access != old.Access) findings.Add(Rules.VersionChangedAccess.At(path, $"{old.Access} became {now.Access}"));
        if (now.Unit != old.Unit) findings.Add(Rules.VersionChangedUnit.At(path, $"{old.Unit ?? "none"} became {now.Unit ?? "none"}"));
        if (now.Range != old.Range) findings.Add(Rules.VersionChangedRange.At(path, $"{old.Range} became {now.Range}"));
        if (!Same(old.Choices?.Select(choice => (choice.Value, choice.Key)), now.Choices?.Select(choice => (choice.Value, choice.Key))))
            findings.Add(Rules.VersionChangedChoices.At(path, "the choices are others"));
        if (now.Accumulation != old.Accumulation || now.Risk != old.Risk || now.Sensing != old.Sensing || now.MaxLength != old.MaxLength || now.Assumed != old.Assumed)
            findings.Add(Rules.VersionChangedMeaning.At(path, "accumulation, risk, sensing, length or whether it is assumed is another"));
    }

    private static void Action(SpecAction old, SpecAction? now, string path, List<Finding> findings)
    {
        if (now is null)
        {
            findings.Add(Rules.VersionRemovedAction.At(path, "it is gone"));
            return;
        }
        Iid(old.Aiid, now.Aiid, "aiid", path, findings);
        if (!Same(old.In, now.In) || !Same(old.Out, now.Out))
            findings.Add(Rules.VersionChangedArguments.At(path, "it takes or gives something else"));
        if (now.Risk != old.Risk) findings.Add(Rules.VersionChangedMeaning.At(path, $"the risk {old.Risk} became {now.Risk}"));
    }

    private static void Event(SpecEvent old, SpecEvent? now, string path, List<Finding> findings)
    {
        if (now is null)
        {
            findings.Add(Rules.VersionRemovedEvent.At(path, "it is gone"));
            return;
        }
        Iid(old.Eiid, now.Eiid, "eiid", path, findings);
        if (!Same(old.Arguments, now.Arguments)) findings.Add(Rules.VersionChangedArguments.At(path, "it comes with something else"));
        if (now.Sensing != old.Sensing)
            findings.Add(Rules.VersionChangedMeaning.At(path, $"the sensing {old.Sensing} became {now.Sensing}"));
    }

    private static void Iid(int old, int now, string kind, string path, List<Finding> findings)
    {
        if (old != now) findings.Add(Rules.VersionChangedIid.At(path, $"{kind} {old} became {now}"));
    }

    private static bool Same<T>(IEnumerable<T>? old, IEnumerable<T>? now) => old is null ? now is null : now is not null && old.SequenceEqual(now);
}
