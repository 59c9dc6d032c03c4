using Kith.Homes.Rules.Expressions;
using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>
/// Compiles a rule against its home, and gathers on the way what is wrong with it, which devices it needs, what it writes and what that risks.
/// Done when it is saved, and again when the home's devices change: at night, when it runs, nothing is left to find out.
/// </summary>
internal sealed class RuleCheck(Home home, Rule rule) : INames
{
    private readonly Dictionary<string, Kind> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kind?> _told = new(StringComparer.Ordinal);
    private int _conditions, _steps;

    internal Home Home { get; } = home;

    internal Rule Rule { get; } = rule;

    internal List<Problem> Problems { get; } = [];

    /// <summary>Devices that it names anywhere.</summary>
    internal HashSet<DeviceId> Devices { get; } = [];

    /// <summary>Other rules that it names.</summary>
    internal HashSet<RuleId> Rules { get; } = [];

    /// <summary>People that it names anywhere.</summary>
    internal HashSet<PersonId> People { get; } = [];

    /// <summary>Properties that it reads anywhere.</summary>
    internal HashSet<PropertyRef> Reads { get; } = [];

    /// <summary>What it writes, with the value where that is fixed.</summary>
    internal List<(PropertyRef Property, Value? Value)> Writes { get; } = [];

    /// <summary>The commands it gives, for the rights of whoever saves it.</summary>
    internal List<(Twin Twin, Risk Risk)> Commands { get; } = [];

    internal void Wrong(string path, string code, string detail, DeviceId? proposal = null) => Problems.Add(new Problem(path, code, detail, null, proposal));

    internal void Wrong(string path, Fault fault) => Wrong(path, fault.Error.Code, fault.Detail);

    internal void Count(string path, bool isStep, int depth)
    {
        if ((isStep ? ++_steps : ++_conditions) == (isStep ? RuleLimits.Steps : RuleLimits.Conditions) + 1)
            Wrong(path, "limit.reached", isStep ? $"a rule has at most {RuleLimits.Steps} steps" : $"a rule has at most {RuleLimits.Conditions} conditions");
        if (depth == RuleLimits.Depth + 1) Wrong(path, "limit.reached", $"at most {RuleLimits.Depth} levels stand in each other");
    }

    /// <summary>Null when there is none, which is told, with a device that could take its place.</summary>
    internal Twin? Device(DeviceId id, string path)
    {
        Devices.Add(id);
        if (Home.Twins.TryGetValue(id, out var twin)) return twin;
        Wrong(path, ErrorCodes.DeviceUnknown.Code, $"there is no device {id} in this home", Successor(id));
        return null;
    }

    /// <summary>What could take the place of a device that was removed: one of its type, first of its room, that came last.</summary>
    private DeviceId? Successor(DeviceId id) => Home.Gone.Find(id) is not { Type: { } type } gone ? null
        : Home.Twins.Values.Where(twin => twin.Spec.Type == type).OrderByDescending(twin => twin.Device.Room == gone.Room).ThenByDescending(twin => twin.Device.Added)
            .Select(twin => (DeviceId?)twin.Device.Id).FirstOrDefault();

    /// <summary>Another rule, by the id that this one names.</summary>
    internal void Other(RuleId id, string path)
    {
        Rules.Add(id);
        if (Home.Rules.Find(id) is null) Wrong(path, ErrorCodes.NotFound.Code, $"there is no rule {id}");
    }

    /// <summary>Somebody of the home, by the id that it names.</summary>
    internal void Person(PersonId id, string path)
    {
        People.Add(id);
        if (!Home.People.ContainsKey(id)) Wrong(path, ErrorCodes.NotFound.Code, $"there is no person {id} in this home");
    }

    /// <summary>Null when there is none that can be read, which is told.</summary>
    internal (Twin Twin, Property Property)? Read(PropertyRef property, string path)
    {
        Reads.Add(property);
        if (Device(property.Device, path) is not { } twin) return null;
        if (twin.Spec.FindProperty(property.Address) is not { } its) Wrong(path, ErrorCodes.PropertyUnknown.Code, $"{twin.Device.Name} has no property {property.Address}");
        else if ((its.Access & (Access.Read | Access.Notify)) == 0) Wrong(path, ErrorCodes.PropertyNotReadable.Code, $"{property.Address} is never reported");
        else return (twin, its);
        return null;
    }

    /// <summary>The value in the property's format; its choices may be named by their keys. None when it does not fit, which is told.</summary>
    internal Value Fit(Property property, Value value, string path)
    {
        var fit = FitOf(property, value);
        if (fit.Ok) return fit.Value;
        Wrong(path, fit.Fault!);
        return default;
    }

    internal static Result<Value> FitOf(Property property, Value value) =>
        value.AsText() is { } key && property.Choices?.FirstOrDefault(choice => choice.Key == key) is { } choice ? Value.Of(choice.Value) : property.Take(value);

    /// <summary>A number that a property is compared with must be one it can be compared with.</summary>
    internal void NeedNumber(Property property, string path)
    {
        if (KindOf(property) is not Kind.Number) Wrong(path, ErrorCodes.ValueWrongType.Code, $"{property.Address} is no number");
    }

    internal Node? Expression(string text, Kind? kind, string path)
    {
        try
        {
            var node = Parser.Compile(text, this);
            if (kind is null || node.Kind == kind) return node;
            Wrong(path, ExpressionWrong, $"it gives a {Functions.Name(node.Kind)} where a {Functions.Name(kind.Value)} is needed");
        }
        catch (ExpressionException wrong)
        {
            Wrong(path, ExpressionWrong, $"at character {wrong.At + 1}: {wrong.Message}");
        }
        return null;
    }

    internal Template? Text(string text, string path)
    {
        try
        {
            return Template.Compile(text, this);
        }
        catch (ExpressionException wrong)
        {
            Wrong(path, ExpressionWrong, $"at character {wrong.At + 1}: {wrong.Message}");
            return null;
        }
    }

    internal const string ExpressionWrong = "expression.wrong";

    /// <summary>A value as it is written, or an expression where a text begins with "=".</summary>
    internal Operand Operand(Value value, Kind? kind, string path) =>
        value.AsText() is { } text && text.StartsWith('=') ? new Operand(default, Expression(text[1..], kind, path)) : new Operand(value, null);

    internal void Variable(string name, Kind kind, string path)
    {
        if (name.Length is 0 or > 40 || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || name is "true" or "false" or "trigger")
            Wrong(path, ErrorCodes.RequestInvalid.Code, $"'{name}' is no name of a variable: letters, digits and _ after a letter");
        else if (_variables.TryGetValue(name, out var before) && before != kind) Wrong(path, ErrorCodes.ValueWrongType.Code, $"{name} is a {Functions.Name(before)} elsewhere");
        else if (_variables.Count >= RuleLimits.Variables && !_variables.ContainsKey(name)) Wrong(path, "limit.reached", $"a rule has at most {RuleLimits.Variables} variables");
        else _variables[name] = kind;
    }

    /// <summary>What a trigger tells: trigger.value. Two triggers that tell it as different kinds take it away from both.</summary>
    internal void Tells(string name, Kind kind) => _told[Spoken(name)] = _told.TryGetValue(Spoken(name), out var before) && before != kind ? null : kind;

    /// <summary>As expressions name it: a hyphen would be a minus there.</summary>
    internal static string Spoken(string name) => name.Replace('-', '_');

    Kind? INames.KindOf(PropertyRef property)
    {
        Devices.Add(property.Device);
        Reads.Add(property);
        return Home.Twins.TryGetValue(property.Device, out var twin) && twin.Spec.FindProperty(property.Address) is { } its && (its.Access & (Access.Read | Access.Notify)) != 0
            ? KindOf(its)
            : null;
    }

    Kind? INames.KindOf(string variable) => variable.StartsWith("trigger.", StringComparison.Ordinal)
        ? _told.GetValueOrDefault(variable["trigger.".Length..])
        : _variables.TryGetValue(variable, out var kind) ? kind : null;

    internal static Kind KindOf(Property property) => property.Format switch { Format.Bool => Kind.Truth, Format.String => Kind.Text, _ => Kind.Number };

    internal static Kind KindOf(Value value) => value.Kind switch { ValueKind.Bool => Kind.Truth, ValueKind.Text => Kind.Text, _ => Kind.Number };
}

/// <summary>A value that stands in a document, fixed or reckoned anew each time.</summary>
internal readonly record struct Operand(Value Fixed, Node? Node)
{
    internal Value Read(IScope scope) => Node is null ? Fixed : Node.Eval(scope);
}
