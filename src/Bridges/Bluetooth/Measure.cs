using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Bluetooth;

/// <summary>How a measured number becomes the property's value.</summary>
internal enum Form
{
    Number,
    /// <summary>Not zero.</summary>
    Truth,
    /// <summary>Zero.</summary>
    Opposite,
}

/// <summary>One thing that sensors measure, whatever their format, and where the library has it.</summary>
/// <param name="Service">The library's service; "open" for a property that the library does not have.</param>
/// <param name="Factor">From the format's unit to the library's.</param>
internal sealed record Measure(string Key, string Service, string Property, Form Form = Form.Number, double Factor = 1)
{
    /// <summary>Where the device also has this measure, it stands in this service instead: humidity beside temperature.</summary>
    internal (string Key, string Service)? Beside { get; init; }

    /// <summary>Of an open property.</summary>
    internal (string En, string Zh) Title { get; init; }

    /// <summary>Of an open property: the library's name of the unit; null for none.</summary>
    internal string? Unit { get; init; }

    internal Value Read(double number, Format format) => Form switch
    {
        Form.Truth => Value.Of(number != 0),
        Form.Opposite => Value.Of(number == 0),
        _ when format is Format.Float => Value.Of(Math.Round(number * Factor, 6)),
        _ => Value.Of((long)Math.Round(number * Factor)),
    };
}

/// <summary>A measured number. Index: the second temperature of a device is 1.</summary>
internal readonly record struct Reading(Measure Measure, int Index, double Number);

/// <summary>Something that was done once: click, rotate-left. Button: 0 for the first.</summary>
internal readonly record struct Happening(int Button, string Event);
