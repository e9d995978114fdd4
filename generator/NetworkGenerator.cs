using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Emission;
using Unrolled.Generator.Model;
using Unrolled.Generator.Parsing;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator;

/// <summary>Wires the three pure steps together: parse an annotated class, plan its computation, emit its code.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelFile> models = context.AdditionalTextsProvider
            .Where(ModelFile.IsDescription)
            .Select(ModelFile.Read);

        IncrementalValueProvider<EquatableArray<ModelFile>> weights = models
            .Where(static file => !ModelParser.IsClass(file))
            .Collect()
            .Select(static (files, _) => files.ToEquatableArray());

        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Unrolled.NetworkAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellation) => NetworkParser.Parse(target, cancellation))
            .WithTrackingName(TrackingNames.Parse)
            .Combine(weights)
            .Select(static (pair, _) => WeightsParser.Fit(pair.Left, pair.Right));

        IncrementalValuesProvider<ParseResult> read = ParseModels(context, models, parsed);
        IncrementalValuesProvider<NetworkSpec> declared = Specs(parsed).WithTrackingName(TrackingNames.Spec);
        IncrementalValuesProvider<NetworkSpec> modelled = Specs(read).WithTrackingName(TrackingNames.Models);
        EmitTypes(context, declared);
        EmitTypes(context, modelled);

        // What networks have in common is written once: their passes for each shape, kernels for each shape of theirs.
        IncrementalValuesProvider<NetworkShape> shapes = Once(Shapes(declared)).WithTrackingName(TrackingNames.Shapes);
        EmitIntegers(context, Once(Shapes(declared.Where(static spec => spec.Type.IsQuantized))));
        IncrementalValuesProvider<NetworkShape> modelShapes = Except(Once(Shapes(modelled)), shapes);
        EmitShapes(context, shapes);
        EmitShapes(context, modelShapes);
        IncrementalValuesProvider<KernelShape> kernels = Once(Kernels(shapes)).WithTrackingName(TrackingNames.Kernels);
        EmitKernels(context, kernels);
        EmitKernels(context, Except(Once(Kernels(modelShapes)), kernels));

        ReportDiagnostics(context, parsed.SelectMany(static (result, _) => result.Complaints));
        ReportDiagnostics(context, read.SelectMany(static (result, _) => result.Complaints));
        AddAccumulatorNetworks(context);
    }

    private static void AddAccumulatorNetworks(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<AccumulatorParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Unrolled.AccumulatorNetworkAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellation) => AccumulatorParser.Parse(target, cancellation));
        IncrementalValuesProvider<AccumulatorNetworkSpec> specs = parsed
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .WithTrackingName(TrackingNames.AccumulatorSpec);
        context.RegisterSourceOutput(specs, static (output, spec) => output.Add(AccumulatorNetworkEmitter.Emit(spec)));

        IncrementalValuesProvider<AccumulatorNetworkShape> shapes = Once(
            specs.Select(static (spec, _) => new Use<AccumulatorNetworkShape>(spec.Type.HintName, spec.Shape))).WithTrackingName(TrackingNames.AccumulatorShapes);
        context.RegisterSourceOutput(shapes, static (output, shape) => output.Add(AccumulatorKernelFile.Emit(shape)));
        ReportDiagnostics(context, parsed.SelectMany(static (result, _) => result.Complaints));
    }

    private static IncrementalValuesProvider<ParseResult> ParseModels(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelFile> models, IncrementalValuesProvider<ParseResult> declared)
    {
        IncrementalValuesProvider<ModelFile> classes = models.Where(ModelParser.IsClass);

        // Roslyn takes names of files that differ in case alone for the same.
        IncrementalValueProvider<ILookup<string, string>> annotated = Specs(declared).Collect()
            .Select(static (specs, _) => specs.ToLookup(s => s.Type.HintName, s => $"the annotated class '{s.Type.Name}'", StringComparer.OrdinalIgnoreCase));
        IncrementalValueProvider<ILookup<string, string>> earlier = classes.Collect().Select(static (files, _) => files
            .Where(f => ModelParser.NameOf(f) is not null)
            .ToLookup(f => ModelParser.NameOf(f)!, f => f.Path, StringComparer.OrdinalIgnoreCase));
        IncrementalValueProvider<ModelSurroundings> surroundings = context.CompilationProvider
            .Select(static (compilation, _) => ModelSurroundings.Of(compilation));
        return classes.Combine(surroundings).Combine(annotated.Combine(earlier)).Select(static (pair, _) =>
        {
            (ModelFile file, ModelSurroundings surroundings) = pair.Left;
            (ILookup<string, string> annotated, ILookup<string, string> earlier) = pair.Right;
            string name = ModelParser.NameOf(file) ?? "";
            string? first = earlier[name].FirstOrDefault();
            return ModelParser.Parse(
                file, surroundings, annotated[name].FirstOrDefault() ?? (first is null || first == file.Path ? null : "another model"));
        });
    }

    private static IncrementalValuesProvider<NetworkSpec> Specs(IncrementalValuesProvider<ParseResult> results) =>
        results.Where(static result => result.Spec is not null).Select(static (result, _) => result.Spec!);

    private static IncrementalValuesProvider<Use<NetworkShape>> Shapes(IncrementalValuesProvider<NetworkSpec> specs) =>
        specs.Select(static (spec, _) => new Use<NetworkShape>(spec.Type.HintName, spec.Shape));

    private static IncrementalValuesProvider<Use<KernelShape>> Kernels(IncrementalValuesProvider<NetworkShape> shapes) =>
        shapes.SelectMany(static (shape, _) => NetworkPlanner.Plan(shape).Kernels.Select(kernel => new Use<KernelShape>(shape.Name, kernel)));

    private static void EmitTypes(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<NetworkSpec> specs) =>
        context.RegisterSourceOutput(specs, static (output, spec) => output.Add(NetworkEmitter.Emit(spec.Type, NetworkPlanner.Plan(spec.Shape))));

    private static void EmitShapes(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<NetworkShape> shapes) =>
        context.RegisterSourceOutput(shapes, static (output, shape) => output.Add(PassFile.Emit(NetworkPlanner.Plan(shape))));

    private static void EmitIntegers(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<NetworkShape> shapes) =>
        context.RegisterSourceOutput(shapes, static (output, shape) => output.Add(Int8PassFile.Emit(NetworkPlanner.Plan(shape))));

    private static void EmitKernels(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<KernelShape> kernels) =>
        context.RegisterSourceOutput(kernels, static (output, kernel) => output.Add(KernelFile.Emit(KernelPlanner.Plan(kernel))));

    private static void ReportDiagnostics(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Complaint> complaints)
    {
        // Diagnostics carry live locations, so that #pragma works; an output of their own keeps them from invalidating the source.
        context.RegisterSourceOutput(
            complaints.WithTrackingName(TrackingNames.Diagnostics), static (output, complaint) => output.ReportDiagnostic(complaint.ToDiagnostic()));
    }

    /// <summary>
    /// What several use, once: with the first of them. A list of what is distinct would do, but its entries are compared by their places,
    /// and one more at its beginning would have all of them written again.
    /// </summary>
    private static IncrementalValuesProvider<T> Once<T>(IncrementalValuesProvider<Use<T>> uses) where T : notnull
    {
        IncrementalValueProvider<ILookup<T, string>> users = uses.Collect().Select(static (all, _) => all.ToLookup(u => u.Value, u => u.User));
        return uses.Combine(users)
            .Where(static pair => pair.Right[pair.Left.Value].First() == pair.Left.User)
            .Select(static (pair, _) => pair.Left.Value);
    }

    /// <summary>What others have not got already.</summary>
    private static IncrementalValuesProvider<T> Except<T>(IncrementalValuesProvider<T> values, IncrementalValuesProvider<T> others) where T : notnull
    {
        IncrementalValueProvider<HashSet<T>> there = others.Collect().Select(static (all, _) => new HashSet<T>(all));
        return values.Combine(there).Where(static pair => !pair.Right.Contains(pair.Left)).Select(static (pair, _) => pair.Left);
    }

    private sealed record Use<T>(string User, T Value);
}

internal static class SourceProductionContextExtensions
{
    public static void Add(this SourceProductionContext context, GeneratedFile file) => context.AddSource(file.HintName, file.Text);
}
