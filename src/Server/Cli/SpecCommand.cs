using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kith.Model;
using Kith.Model.Errors;
using Kith.Model.Interchange;
using Kith.Model.Specs;
using Kith.Server.Api;

namespace Kith.Server.Cli;

/// <summary>kith spec: a maker's tools for product documents; needs no server.</summary>
internal static class SpecCommand
{
    private static readonly JsonSerializerOptions Written = new(ModelJson.Default.Options) { WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Command Make(CommonOptions common) =>
        new("spec", "Product documents: check them, import them from MIoT-Spec-V2, export them") { List(common), Lint(common), Import(),
            Export() };

    private static Command List(CommonOptions common)
    {
        var list = new Command("list", "The products of the library");
        list.Does((parsed, output, _) =>
        {
            var products = Library.Standard().Products;
            if (parsed.GetValue(common.Json))
                output.WriteLine(JsonSerializer.Serialize([.. products.Select(product => product.Product)], ApiJson.Default.StringArray));
            else output.WriteTable(["PRODUCT", "TYPE", "NAME"], products.Select(product =>
                new[] { product.Product, product.Type, product.Name.En }));
            return Task.CompletedTask;
        });
        return list;
    }

    private static Command Lint(CommonOptions common)
    {
        var path = new Argument<string?>("file or folder") { Description = "A product document, or a library folder with services, types and products (default: the library Kith comes with)", Arity = ArgumentArity.ZeroOrOne };
        var after = new Option<string?>("--after") { Description = "The version before, to check that the new one only adds",
            HelpName = "file" };
        var lint = new Command("lint", "Names every broken rule and what to do; exits with 1 when one of them keeps the document from being published") { path, after };
        lint.Does((parsed, output, _) =>
        {
            var findings = FindingsOf(parsed.GetValue(path), parsed.GetValue(after));
            if (parsed.GetValue(common.Json)) output.WriteLine(JsonSerializer.Serialize(findings, ModelJson.Default.IReadOnlyListFinding));
            else foreach (var finding in findings) output.WriteLine(finding);
            var grave = findings.Count(finding => finding.Severity is not Severity.Advice);
            if (grave > 0) throw new CliError($"{grave} of {findings.Count} findings must be mended.");
            if (!parsed.GetValue(common.Json))
                output.WriteLine(findings.Count == 0 ? "Nothing to mend." : "Good to publish; the above is advice.");
            return Task.CompletedTask;
        });
        return lint;
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "A MIoT-Spec-V2 instance document" };
        var to = Out();
        var import = new Command("import", "Turns a MIoT-Spec-V2 instance into a product document; what is strange in it is said, kept and given back by export") { file, to };
        import.Does((parsed, output, _) =>
        {
            var imported = Expect(Miot.Import(ReadBytes(parsed.GetValue(file)!), Library.Standard()));
            foreach (var notice in imported.Notices) parsed.InvocationConfiguration.Error.WriteLine(notice);
            return WriteAsync(output, parsed.GetValue(to), JsonSerializer.Serialize(imported.Document, TypeOf<ProductDocument>()));
        });
        return import;
    }

    private static Command Export()
    {
        var which = new Argument<string>("file or product") { Description = "A product document, or the id of a product of the library" };
        var format = new Option<string>("--format") { Description = "miot (a MIoT-Spec-V2 instance), wot (a W3C Thing Model) or spec (every member written out)", DefaultValueFactory = _ => "miot" };
        format.AcceptOnlyFromAmong("miot", "wot", "spec");
        var to = Out();
        var export = new Command("export", "Writes a product document as something else") { which, format, to };
        export.Does((parsed, output, _) =>
        {
            var library = Library.Standard();
            var document = library.FindProduct(parsed.GetValue(which)!) ?? ReadDocument(parsed.GetValue(which)!);
            return WriteAsync(output, parsed.GetValue(to), parsed.GetValue(format) switch
            {
                "miot" => Expect(Miot.Export(document, library)).ToJsonString(Written),
                "wot" => WotThing.Model(Expect(library.Resolve(document))).ToJsonString(Written),
                _ => JsonSerializer.Serialize(Expect(library.Resolve(document)), TypeOf<Spec>()),
            });
        });
        return export;
    }

    private static IReadOnlyList<Finding> FindingsOf(string? path, string? before)
    {
        if (path is null) return SpecLint.Standard();
        if (Directory.Exists(path)) return SpecLint.Folder(path);
        var library = Library.Standard();
        return before is null
            ? SpecLint.Document(library, ReadDocument(path))
            : SpecLint.Upgrade(library, ReadDocument(before), ReadDocument(path));
    }

    private static ProductDocument ReadDocument(string path)
    {
        var read = ProductDocument.Parse(ReadBytes(path));
        return read.Fault is { } fault ? throw new CliError($"{path} is no product document: {fault.Detail}") : read.Value;
    }

    private static byte[] ReadBytes(string path) =>
        File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new CliError($"There is no file {path}, and no product of the library of that name.");

    private static async Task WriteAsync(TextWriter output, string? path, string text)
    {
        if (path is null) await output.WriteLineAsync(text);
        else await File.WriteAllTextAsync(path, text + "\n");
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Written.GetTypeInfo(typeof(T));

    private static Option<string?> Out() => new("--out", "-o") { Description = "Write to a file instead of the terminal",
        HelpName = "file" };

    private static T Expect<T>(Result<T> result) =>
        result.Fault is { } fault ? throw new CliError($"{fault.Error.Title} ({fault.Error.Code}): {fault.Detail}") : result.Value;
}
