using System.Text;
using Kith.Model.Specs;

namespace Kith.Model.Tests.Specs;

/// <summary>Product documents for tests, made of the part that matters.</summary>
internal static class Documents
{
    internal static ProductDocument Of(string services, int version = 1, string head = "") => ProductDocument.Parse(Encoding.UTF8.GetBytes(
        $$"""{"product":"acme.thing","version":{{version}},"maker":"acme","type":"device","name":{"en":"Thing","zh":"东西"},{{head}}"services":{{services}}}""")).Value;
}
