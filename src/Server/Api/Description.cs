using System.Text.Json.Nodes;
using Kith.Model.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kith.Server.Api;

/// <summary>The OpenAPI document, /openapi/v1.json: what the routes do not say by themselves.</summary>
internal static class Description
{
    internal const string Name = "v1";

    internal static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Kith", Version = SystemApi.Version,
                Description = "Homes, their devices and people. Errors are application/problem+json with a stable code; see /errors." };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(ShapeAsync);
    }

    /// <summary>Path parameters that the gate reads instead of the handler, the credential that is needed, and the form of every error.</summary>
    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var path = context.Description.RelativePath ?? "";
        operation.Parameters ??= [];
        if (path.Contains("{home}", StringComparison.Ordinal) && operation.Parameters.All(parameter => parameter.Name != "home"))
            operation.Parameters.Insert(0, new OpenApiParameter { Name = "home", In = ParameterLocation.Path, Required = true,
                Schema = IdSchema(), Description = "The home's id." });
        var access = context.Description.ActionDescriptor.EndpointMetadata.OfType<Access>().LastOrDefault();
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-kith-door"] = new JsonNodeExtension(JsonValue.Create(access?.Door.ToString().ToLowerInvariant()
            ?? "none")!);
        if (access is { Door: not Door.Public })
            operation.Extensions["x-kith-scope"] = new JsonNodeExtension(JsonValue.Create(access.Scope.ToString().ToLowerInvariant())!);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse { Description = "An error: application/problem+json with code, detail, field and remedy." };
        return Task.CompletedTask;
    }

    /// <summary>Ids are texts and values are plain JSON; their converters hide that from the schema.</summary>
    private static Task ShapeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.Namespace == "Kith.Model.Ids") schema.Type = JsonSchemaType.String;
        if (type == typeof(Value)) schema.Description = "null, true, false, a number or a text";
        return Task.CompletedTask;
    }

    private static OpenApiSchema IdSchema() => new() { Type = JsonSchemaType.String };
}
