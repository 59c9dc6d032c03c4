namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>A template says something that this language does not have, or that cannot be done with these values. Never leaves <see cref="Template"/>.</summary>
internal sealed class TemplateFault(string why) : Exception(why);
