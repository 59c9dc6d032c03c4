using Kith.Server.Api;
using Kith.Server.Tests.Running;
using Microsoft.AspNetCore.Routing;

namespace Kith.Server.Tests.Api;

public sealed class DescriptionTests
{
    /// <summary>Not of the API: the description itself and the broker's door, which has admission of its own.</summary>
    private static readonly string[] Undescribed = ["/openapi/{documentName}.json", "/mqtt"];

    [Fact]
    public async Task Every_route_is_in_the_description_and_says_what_it_belongs_to()
    {
        await using var kith = await TestKith.StartAsync();
        var paths = (await kith.Open().GetAsync("/openapi/v1.json")).Json["paths"]!.AsObject();

        foreach (var endpoint in kith.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            Assert.NotNull(endpoint.Metadata.GetMetadata<Access>());
            if (!Undescribed.Contains(path)) Assert.True(paths.ContainsKey(path), $"{path} is not described.");
        }
    }

    [Fact]
    public async Task Every_operation_says_in_words_what_it_does()
    {
        await using var kith = await TestKith.StartAsync();
        var names = new HashSet<string>();

        foreach (var (path, methods) in (await kith.Open().GetAsync("/openapi/v1.json")).Json["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
            {
                Assert.True(operation!["summary"]?.ToString().Length > 5, $"{method} {path} has no summary");
                Assert.True(operation["description"]?.ToString().Length > 10, $"{method} {path} has no description");
                Assert.NotEmpty(operation["tags"]!.AsArray());
                Assert.True(names.Add(operation["operationId"]!.ToString()), $"{method} {path} shares its name");
                foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
                    Assert.Contains(operation["parameters"]!.AsArray(), parameter => parameter!["name"]!.ToString() == part.Trim('{', '}'));
                Assert.All(operation["responses"]!.AsObject(), response => Assert.NotEmpty(response.Key));
                Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2') || response.Key == "101");
            }
    }
}
