using Kith.Homes;
using Kith.Homes.Importing;
using Kith.Homes.People;
using Kith.Imports;
using Kith.Imports.Uploads;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Kith.Server.Api;

/// <summary>/import of a home: another system's home becomes a plan, and a plan becomes rooms, names, scenes and rules.</summary>
internal static class ImportApi
{
    /// <summary>A plan of 5,000 devices and 2,000 rules.</summary>
    private const long PlanBytes = 8 << 20;

    internal static void MapImport(this IEndpointRouteBuilder home)
    {
        var import = home.MapGroup("/import").WithTags("Import");
        import.MapPost("/preview", async Task<Answer<ImportPlan>> (HttpContext context, string? format, Visit visit, HomeHost homes) =>
            {
                var upload = await ReadAsync(context.Request, context.RequestAborted);
                return upload.Fault is { } fault ? fault : await Formats.PlanAsync(homes, visit.Home, visit.Caller, upload.Value, format);
            }).ForHome(Scopes.Manage).WithMetadata(new BodyLimit(UploadLimits.Bytes))
            // Told, not enforced by routing: the gate comes before what a body is.
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = Files } } };
                return Task.CompletedTask;
            })
            .Described("previewImport", "What another system's home would become here",
                $"Its files, or an archive of them, as multipart/form-data, up to {UploadLimits.Bytes >> 20} MB: docs/import.md names those that are read. Nothing is changed and nothing kept. format is one of {string.Join(", ", Formats.Names)}; the first that finds its files when absent.");
        import.MapPost("", async Task<Answer<ImportReceipt>> (ImportForm form, Visit visit, HomeHost homes, Pins pins) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form.Pin);
                return wrong is null ? await homes.ImportAsync(visit.Home, caller, form.Plan) : wrong;
            }).ForHome(Scopes.Manage).WithMetadata(new BodyLimit(PlanBytes))
            .Described("applyImport", "Make what a plan names",
                "Rooms, then names and rooms of devices, then scenes, then rules: of each part all or nothing. Leave out of the plan what you do not want. The answer is what takes it back: keep it. Rules that touch safety or privacy want confirmed.");
        import.MapPost("/undo", async (ImportReceipt receipt, Visit visit, HomeHost homes) => (Answer<ImportUndone>)await homes.UndoImportAsync(visit.Home, visit.Caller, receipt)).ForHome(Scopes.Manage)
            .WithMetadata(new BodyLimit(PlanBytes))
            .Described("undoImport", "Take an import back", "With what applyImport answered. What somebody changed since stays, and is named.");
        import.MapGet("/expected", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<ExpectedDevice>>)Paging.Part(await homes.ExpectedAsync(visit.Home, visit.Caller), device => device.Id.ToString(), limit, cursor)).ForHome(Scopes.Manage)
            .Described("listExpected", "Devices that may come", "Known from an import: a device that comes with one of these addresses gets the name and the room.");
        import.MapDelete("/expected/{device}", async (DeviceId device, Visit visit, HomeHost homes) => Done.Of(await homes.ForgetExpectedAsync(visit.Home, visit.Caller, device))).ForHome(Scopes.Manage)
            .Described("forgetExpected", "Expect a device no more", "It may still come, under the name that it brings.");
    }

    private static OpenApiSchema Files => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema> { ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
    };

    private static async Task<Result<Upload>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            return new Fault(ErrorCodes.RequestInvalid, "The body is not multipart/form-data.", "Content-Type");
        var (upload, reader) = (new Upload(), new MultipartReader(boundary, request.Body));
        try
        {
            for (var sections = 0; await reader.ReadNextSectionAsync(cancel) is { } section;)
            {
                if (++sections > UploadLimits.Files) return new Fault(ErrorCodes.PayloadTooLarge, $"An upload has at most {UploadLimits.Files} files; put them into an archive.");
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, cancel);
                if (upload.Add(name, content.ToArray()) is { } fault) return fault;
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new Fault(ErrorCodes.RequestInvalid, "The body is no whole multipart/form-data.");
        }
        return upload;
    }

    /// <summary>The largest body of one route.</summary>
    private sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}

/// <summary>A plan to carry out.</summary>
/// <param name="Pin">Only where one is asked for (pin.required).</param>
internal sealed record ImportForm(ImportPlan Plan, string? Pin = null);
