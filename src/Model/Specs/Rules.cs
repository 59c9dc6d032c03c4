using static Kith.Model.Specs.Severity;

namespace Kith.Model.Specs;

/// <summary>Every rule that a library file, a product document or a pair of versions can break.</summary>
public static class Rules
{
#pragma warning disable CS1591 // Each row documents itself: name, severity, what to do.
    public static readonly Rule ProductInvalid = new("product-invalid", Fatal, "Write maker.name in lower-case letters, digits, hyphens and dots, beginning with the maker");
    public static readonly Rule VersionInvalid = new("version-invalid", Fatal, "Count versions from 1");
    public static readonly Rule NameInvalid = new("name-invalid", Fatal, "Use lower-case letters, digits and single hyphens, at most 64 characters");
    public static readonly Rule TextInvalid = new("text-invalid", Fatal, "Give 1 to 128 characters in each language");
    public static readonly Rule TypeUnknown = new("type-unknown", Fatal, "Use a type of spec/types, or \"device\" where none fits");
    public static readonly Rule ServiceUnknown = new("service-unknown", Fatal, "Use a service of spec/services, or \"open\" with everything written out");
    public static readonly Rule MemberUnknown = new("member-unknown", Fatal, "Use a name of the service, or write the definition out: title, and for a property format and access");
    public static readonly Rule ReferenceUnknown = new("reference-unknown", Fatal, "Name properties of the same service");
    public static readonly Rule Empty = new("empty", Fatal, "Give at least one service with at least one property, action or event");
    public static readonly Rule TooMany = new("too-many", Fatal, "Stay within the limits of spec/README.md");
    public static readonly Rule DuplicateName = new("duplicate-name", Fatal, "Give each member of a service and each service of a product its own name");
    public static readonly Rule DuplicateIid = new("duplicate-iid", Fatal, "Give each its own id, or none and the library numbers them");
    public static readonly Rule IidInvalid = new("iid-invalid", Fatal, "Use 1 to 99999");
    public static readonly Rule RangeInvalid = new("range-invalid", Fatal, "Write [min, max, step] with min <= max and step > 0");
    public static readonly Rule RangeOnText = new("range-on-text", Fatal, "Give ranges to numbers only; limit a text by maxLength");
    public static readonly Rule ChoicesOnNonInteger = new("choices-on-non-integer", Fatal, "Give choices to integer formats only");
    public static readonly Rule DuplicateChoice = new("duplicate-choice", Fatal, "Give each choice its own value and its own key");
    public static readonly Rule LengthInvalid = new("length-invalid", Fatal, "Give maxLength 1 to 65536, to strings only");

    public static readonly Rule ChoicesAndRange = new("choices-and-range", Error, "Keep the choices or the range, not both");
    public static readonly Rule RangeBeyondFormat = new("range-beyond-format", Error, "Choose a wider format or a narrower range");
    public static readonly Rule ChoiceBeyondFormat = new("choice-beyond-format", Error, "Choose a wider format or other numbers");
    public static readonly Rule RangeMissing = new("range-missing", Error, "Give every number a range [min, max, step] or choices");
    public static readonly Rule UnitMissing = new("unit-missing", Error, "Give every number without choices a unit of the unit table");
    public static readonly Rule UnitUnknown = new("unit-unknown", Error, "Use a name of the unit table (spec/README.md)");
    public static readonly Rule AccumulationMissing = new("accumulation-missing", Error, "Say instant, total or interval for every number without choices");
    public static readonly Rule AccumulationWrong = new("accumulation-wrong", Error, "Only a number without choices adds up: leave total and interval to meters");
    public static readonly Rule NameUntranslated = new("name-untranslated", Error, "Give the Chinese that people say");
    public static readonly Rule RequiredMissing = new("required-missing", Error, "Add what the library requires");
    public static readonly Rule FormatChanged = new("format-changed", Error, "Keep the library's format, or define a property of your own");
    public static readonly Rule UnitChanged = new("unit-changed", Error, "Keep the library's unit and convert in the device");
    public static readonly Rule AccessMissing = new("access-missing", Error, "Say access; [] is for parameters of actions and events");
    public static readonly Rule ParameterUnused = new("parameter-unused", Error, "A property without access must be a parameter of an action or event");
    public static readonly Rule FieldUnknown = new("field-unknown", Error, "Remove the field or correct its spelling");
    public static readonly Rule FileBroken = new("file-broken", Error, "Correct the JSON where the message points");
    public static readonly Rule FileMisnamed = new("file-misnamed", Error, "Call the file as the thing in it");
    public static readonly Rule IconUnknown = new("icon-unknown", Error, "Use an icon of spec/README.md");
    public static readonly Rule TileUnknown = new("tile-unknown", Error, "Name a service of the type and one of its properties or actions; a tap needs a writable bool");
    public static readonly Rule MiotInvalid = new("miot-invalid", Error, "Write a URN for services and devices, 8 hexadecimal digits for members");
    public static readonly Rule DuplicateMiot = new("duplicate-miot", Error, "Give each MIoT type to one definition");
    public static readonly Rule WordsVary = new("words-vary", Error, "The same property name keeps one format and one unit in the whole library");

    public static readonly Rule VersionNotNext = new("version-not-next", Error, "Raise the version by one or more");
    public static readonly Rule ProductChanged = new("product-changed", Error, "Keep product, maker and type; another product gets another id");
    public static readonly Rule VersionRemovedService = new("version-removed-service", Error, "Put it back: a later version only adds");
    public static readonly Rule VersionRemovedProperty = new("version-removed-property", Error, "Put it back: a later version only adds");
    public static readonly Rule VersionRemovedAction = new("version-removed-action", Error, "Put it back: a later version only adds");
    public static readonly Rule VersionRemovedEvent = new("version-removed-event", Error, "Put it back: a later version only adds");
    public static readonly Rule VersionChangedService = new("version-changed-service", Error, "Keep it and add a new service beside it");
    public static readonly Rule VersionChangedFormat = new("version-changed-format", Error, "Keep it and add a new property beside it");
    public static readonly Rule VersionChangedAccess = new("version-changed-access", Error, "Keep it and add a new property beside it");
    public static readonly Rule VersionChangedUnit = new("version-changed-unit", Error, "Keep it and add a new property beside it");
    public static readonly Rule VersionChangedRange = new("version-changed-range", Error, "Keep it and add a new property with the new range beside it");
    public static readonly Rule VersionChangedChoices = new("version-changed-choices", Error, "Keep them and add a new property with the new choices beside it");
    public static readonly Rule VersionChangedMeaning = new("version-changed-meaning", Error, "Keep accumulation, risk, sensing and length; add a new property beside it");
    public static readonly Rule VersionChangedArguments = new("version-changed-arguments", Error, "Keep it and add a new action or event beside it");
    public static readonly Rule VersionChangedIid = new("version-changed-iid", Error, "Put what is new at the end of its list, or write siid, piid, aiid and eiid out");
#pragma warning restore CS1591

    /// <summary>All rows, in the order above.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        ProductInvalid, VersionInvalid, NameInvalid, TextInvalid, TypeUnknown, ServiceUnknown, MemberUnknown, ReferenceUnknown, Empty, TooMany,
        DuplicateName, DuplicateIid, IidInvalid, RangeInvalid, RangeOnText, ChoicesOnNonInteger, DuplicateChoice, LengthInvalid,
        ChoicesAndRange, RangeBeyondFormat, ChoiceBeyondFormat, RangeMissing, UnitMissing, UnitUnknown, AccumulationMissing, AccumulationWrong,
        NameUntranslated, RequiredMissing, FormatChanged, UnitChanged, AccessMissing, ParameterUnused, FieldUnknown, FileBroken, FileMisnamed,
        IconUnknown, TileUnknown, MiotInvalid, DuplicateMiot, WordsVary,
        VersionNotNext, ProductChanged, VersionRemovedService, VersionRemovedProperty, VersionRemovedAction, VersionRemovedEvent,
        VersionChangedService, VersionChangedFormat, VersionChangedAccess, VersionChangedUnit, VersionChangedRange, VersionChangedChoices,
        VersionChangedMeaning, VersionChangedArguments, VersionChangedIid,
    ];
}
