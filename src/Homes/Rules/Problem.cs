using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>Something that is wrong with a rule, and where.</summary>
/// <param name="Path">Where in the document: when.0.property, then.2.values.light.on.</param>
/// <param name="Code">A stable code: device.unknown, property.unknown, expression.wrong, ...</param>
/// <param name="Detail">What is wrong, with the value found.</param>
/// <param name="IsWarning">The rule works as it is; somebody should look at it.</param>
/// <param name="Proposal">For a device that is no more: one of the same kind that could take its place.</param>
public sealed record Problem(string Path, string Code, string Detail, bool? IsWarning = null, DeviceId? Proposal = null);
