using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Sets properties, of all these devices at once; goes on when all have answered or the time is up.</summary>
/// <param name="Devices">1 to 50.</param>
/// <param name="Values">Property addresses and values; a text that begins with "=" is an expression. A choice by its key or number.</param>
public sealed record SetStep(IReadOnlyList<DeviceId> Devices, IReadOnlyDictionary<string, Value> Values) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (Devices is not { Count: > 0 and <= 50 }) check.Wrong($"{path}.devices", ErrorCodes.RequestInvalid.Code, "name 1 to 50 devices");
        if (Values is not { Count: > 0 }) check.Wrong($"{path}.values", ErrorCodes.RequestInvalid.Code, "name at least one property");
        var operands = new Dictionary<string, Operand>();
        for (var place = 0; place < (Devices?.Count ?? 0); place++)
            if (check.Device(Devices![place], $"{path}.devices.{place}") is { } twin)
                foreach (var (address, value) in Values ?? new Dictionary<string, Value>())
                {
                    var at = $"{path}.values.{address}";
                    if (twin.Spec.FindProperty(address) is not { } property) check.Wrong(at, ErrorCodes.PropertyUnknown.Code, $"{twin.Device.Name} has no property {address}");
                    else if (!property.Access.HasFlag(Access.Write)) check.Wrong(at, ErrorCodes.PropertyNotWritable.Code, $"{address} cannot be set");
                    else
                    {
                        var operand = operands[address] = check.Operand(value, property.Choices is null ? RuleCheck.KindOf(property) : null, at);
                        Value? written = operand.Node is null ? check.Fit(property, operand.Fixed, at) : null;
                        check.Writes.Add((new PropertyRef(twin.Device.Id, address), written));
                        check.Commands.Add((twin, property.Risk));
                    }
                }
        program.Add(new Instruction(path, (run, scope) => run.Command(scope, path, Devices ?? [], OperationKind.Set, null, operands)));
    }
}
