using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Templates;

/// <summary>What somebody chose for the inputs of a template, checked against their home.</summary>
internal sealed class TemplateInputs
{
    private const int LongestText = 100;

    private readonly Dictionary<string, JsonNode> _chosen = [];
    private readonly Dictionary<string, IReadOnlyList<Candidate>> _devices = [];
    private readonly HashSet<string> _left = [];

    internal JsonNode? Fill(RuleTemplate template, string? language) => new TemplateFill(_chosen, _devices, _left, language).Fill(template.Rule);

    /// <summary>The first input that does not fit is named by inputs.id.</summary>
    internal static Result<TemplateInputs> Of(Home home, RuleTemplate template, IReadOnlyDictionary<string, JsonElement> given)
    {
        if (given.Keys.FirstOrDefault(name => template.Inputs.All(input => input.Id != name)) is { } unknown)
            return new Fault(ErrorCodes.RequestInvalid, $"{template.Id} has no input {unknown}; it has {string.Join(", ", template.Inputs.Select(input => input.Id))}", $"inputs.{unknown}");
        var inputs = new TemplateInputs();
        foreach (var input in template.Inputs)
        {
            var isGiven = given.TryGetValue(input.Id, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
            if (!isGiven && input.IsNeeded) return new Fault(ErrorCodes.RequestInvalid, $"{input.Id} is needed", $"inputs.{input.Id}");
            if ((isGiven ? inputs.Take(home, input, value) : inputs.Usual(input)) is { } wrong) return wrong with { Field = $"inputs.{input.Id}" };
        }
        return inputs;
    }

    private Fault? Usual(TemplateInput input)
    {
        if (input.Default is { } value) _chosen[input.Id] = Node(value);
        else _left.Add(input.Id);
        return null;
    }

    private Fault? Take(Home home, TemplateInput input, JsonElement value)
    {
        if (input.IsDevices) return Devices(home, input, value);
        if (input.Kind is InputKind.Number)
        {
            if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDouble(out var number)) return new Fault(ErrorCodes.ValueWrongType, "it is a number");
            if (number < input.Min || number > input.Max) return new Fault(ErrorCodes.ValueOutOfRange, $"{input.Min} to {input.Max}");
        }
        else if (value.ValueKind is not JsonValueKind.String) return new Fault(ErrorCodes.ValueWrongType, "it is a text");
        else if (Wrong(home, input.Kind, value.GetString()!) is { } wrong) return wrong;
        _chosen[input.Id] = JsonNode.Parse(value.GetRawText())!;
        return null;
    }

    private static Fault? Wrong(Home home, InputKind kind, string text) => kind switch
    {
        InputKind.Duration when !TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) || span < TimeSpan.Zero || span > RuleLimits.Longest =>
            new Fault(ErrorCodes.ValueOutOfRange, $"a time span such as 00:05:00, at most {RuleLimits.Longest.TotalDays:0} days"),
        InputKind.Time when !ClockTime.TryParse(text, out _) => new Fault(ErrorCodes.RequestInvalid, "a time of day is HH:mm or HH:mm:ss"),
        InputKind.Person when !PersonId.TryParse(text, null, out var id) || !home.People.ContainsKey(id) => new Fault(ErrorCodes.NotFound, $"there is no person {text} in this home"),
        InputKind.Text when text.Length is 0 or > LongestText || text.Contains('{', StringComparison.Ordinal) => new Fault(ErrorCodes.RequestInvalid, $"1 to {LongestText} characters, without braces"),
        _ => null,
    };

    private Fault? Devices(Home home, TemplateInput input, JsonElement value)
    {
        var texts = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        if (texts.Count is 0 or > 50 || (input.Kind is InputKind.Device && texts.Count > 1)) return new Fault(ErrorCodes.RequestInvalid, input.Kind is InputKind.Device ? "name one device" : "name 1 to 50 devices");
        var candidates = Candidate.Of(home, input);
        var devices = new List<Candidate>();
        foreach (var text in texts)
        {
            if (text.ValueKind is not JsonValueKind.String) return new Fault(ErrorCodes.ValueWrongType, "a device is a text: its id, or device/address");
            var named = text.GetString()!;
            if (candidates.FirstOrDefault(its => its.ToString() == named || its.Device.ToString() == named) is { } device) devices.Add(device);
            else if (DeviceId.TryParse(named.Split('/')[0], null, out var id) && home.Twins.TryGetValue(id, out var twin))
                return new Fault(ErrorCodes.PropertyUnknown, $"{twin.Device.Name} has none of {string.Join(", ", input.Has ?? [])}");
            else return new Fault(ErrorCodes.DeviceUnknown, $"there is no device {named} in this home");
        }
        _devices[input.Id] = [.. devices.Distinct()];
        return null;
    }

    private static JsonValue Node(Value value) => value.Kind switch
    {
        ValueKind.Bool => JsonValue.Create(value.AsBool()),
        ValueKind.Integer => JsonValue.Create(value.AsInteger()),
        ValueKind.Float => JsonValue.Create(value.AsDouble()),
        _ => JsonValue.Create(value.AsText())!,
    };
}
