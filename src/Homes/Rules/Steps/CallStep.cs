using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Calls an action, of all these devices at once; a scene is run by scene.run. Goes on when all have answered or the time is up.</summary>
/// <param name="Devices">1 to 50.</param>
/// <param name="Action">The action's address: lock.lock, scene.run.</param>
/// <param name="In">Its arguments by name; a text that begins with "=" is an expression.</param>
public sealed record CallStep(IReadOnlyList<DeviceId> Devices, string Action, IReadOnlyDictionary<string, Value>? In = null) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (Devices is not { Count: > 0 and <= 50 }) check.Wrong($"{path}.devices", ErrorCodes.RequestInvalid.Code, "name 1 to 50 devices");
        var operands = new Dictionary<string, Operand>();
        for (var place = 0; place < (Devices?.Count ?? 0); place++)
            if (check.Device(Devices![place], $"{path}.devices.{place}") is { } twin)
            {
                if (twin.Spec.FindAction(Action ?? "") is not { } action)
                {
                    check.Wrong($"{path}.action", ErrorCodes.ActionUnknown.Code, $"{twin.Device.Name} has no action {Action}");
                    continue;
                }
                check.Commands.Add((twin, action.Risk));
                var service = Action![..Action!.LastIndexOf('.')];
                foreach (var (name, value) in In ?? new Dictionary<string, Value>())
                {
                    var at = $"{path}.in.{name}";
                    var property = twin.Spec.FindProperty($"{service}.{name}");
                    if (!action.In.Contains(name)) check.Wrong(at, ErrorCodes.ActionArguments.Code, $"{Action} takes no argument {name}");
                    else
                    {
                        var operand = operands[name] = check.Operand(value, property is { Choices: null } ? RuleCheck.KindOf(property) : null, at);
                        if (operand.Node is null && property is not null) check.Fit(property, operand.Fixed, at);
                    }
                }
                foreach (var name in action.In)
                    if (In?.ContainsKey(name) != true) check.Wrong($"{path}.in", ErrorCodes.ActionArguments.Code, $"{Action} needs the argument {name}");
            }
        program.Add(new Instruction(path, (run, scope) => run.Command(scope, path, Devices ?? [], OperationKind.Call, Action, operands)));
    }
}
