using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Bridges.Own;

/// <summary>A device that a person described: which topics and addresses say and take what. docs/bridges/own.md has every member with examples.</summary>
/// <param name="Id">A slug; what the device is known by.</param>
/// <param name="Type">A type of the library; out of the services when absent.</param>
/// <param name="Services">The library's service for ids that are not its name: {"left": "switch"}.</param>
/// <param name="Properties">By address: service.property.</param>
/// <param name="Events">By address: service.event.</param>
/// <param name="Actions">By address: service.action.</param>
internal sealed record OwnDocument(
    string Id, string Name, string? Type = null, string? Maker = null, string? Model = null, OwnHttp? Http = null, OwnAvailability? Available = null,
    IReadOnlyDictionary<string, string>? Services = null, IReadOnlyDictionary<string, OwnProperty>? Properties = null,
    IReadOnlyDictionary<string, OwnEvent>? Events = null, IReadOnlyDictionary<string, OwnSend>? Actions = null);

/// <summary>Where an HTTP device answers.</summary>
/// <param name="Base">http://192.168.1.30 or https://...; paths of reads and writes are added to it.</param>
/// <param name="Every">Seconds between readings, 1 to 86,400.</param>
/// <param name="Headers">Sent with every call, such as Authorization.</param>
internal sealed record OwnHttp(string Base, int Every = 10, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>An MQTT topic that says whether the device is there.</summary>
internal sealed record OwnAvailability(string Topic, string Path = "$", string Online = "online", string Offline = "offline");

/// <summary>A property: how it is read, how it is written, and what it is where the library does not have it.</summary>
/// <param name="Format">bool, number or text; of an open property.</param>
/// <param name="Range">Least, most, step.</param>
internal sealed record OwnProperty(OwnRead? Read = null, OwnSend? Write = null, string? Title = null, string? TitleZh = null, string? Format = null, string? Unit = null, IReadOnlyList<double>? Range = null);

/// <summary>Where a value stands: in messages of a topic, or in what an address answers.</summary>
/// <param name="Get">A path below the device's base address.</param>
/// <param name="Path">Its place: $, $.a.b, $.list[0]['x y'].</param>
/// <param name="Scale">Theirs times this, plus <paramref name="Offset"/>, is ours.</param>
/// <param name="Map">Their text and our value: {"heating": true}, {"ECO": "eco"}.</param>
internal sealed record OwnRead(string? Topic = null, string? Get = null, string Path = "$", double Scale = 1, double Offset = 0, IReadOnlyDictionary<string, JsonElement>? Map = null);

/// <summary>What is sent, and where to.</summary>
/// <param name="Body">{value} stands for the value; absent: the value alone.</param>
/// <param name="Map">Our text and theirs; absent: the read's map turned round.</param>
internal sealed record OwnSend(string? Topic = null, string? Get = null, string? Put = null, string? Post = null, string? Body = null, bool Retain = false, IReadOnlyDictionary<string, JsonElement>? Map = null);

/// <summary>Something that happens once: a message of a topic whose place says this.</summary>
/// <param name="Is">The text that means it; absent: any message.</param>
internal sealed record OwnEvent(string Topic, string Path = "$", string? Is = null);

/// <summary>A member that nobody knows is a slip of the pen: it is refused, not ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, MaxDepth = 8)]
[JsonSerializable(typeof(OwnDocument))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OwnJson : JsonSerializerContext;
