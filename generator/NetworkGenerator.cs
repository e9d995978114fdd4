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
        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Unrolled.NetworkAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellation) => NetworkParser.Parse(target, cancellation))
            .WithTrackingName(TrackingNames.Parse);

        IncrementalValuesProvider<NetworkSpec> specs = parsed
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .WithTrackingName(TrackingNames.Spec);

        context.RegisterSourceOutput(specs, static (output, spec) => output.Add(NetworkEmitter.Emit(spec.Type, NetworkPlanner.Plan(spec.Shape))));

        // What networks have in common is written once: their passes for each shape, kernels for each shape of theirs.
        IncrementalValuesProvider<NetworkShape> shapes = Once(specs.Select(static (spec, _) => new Use<NetworkShape>(spec.Type.HintName, spec.Shape)))
            .WithTrackingName(TrackingNames.Shapes);

        context.RegisterSourceOutput(shapes, static (output, shape) => output.Add(PassFile.Emit(NetworkPlanner.Plan(shape))));

        IncrementalValuesProvider<KernelShape> kernels = Once(shapes.SelectMany(static (shape, _) =>
                NetworkPlanner.Plan(shape).Kernels.Select(kernel => new Use<KernelShape>(shape.Name, kernel))))
            .WithTrackingName(TrackingNames.Kernels);

        context.RegisterSourceOutput(kernels, static (output, kernel) => output.Add(KernelFile.Emit(KernelPlanner.Plan(kernel))));

        // Diagnostics carry live locations, so that #pragma works; an output of their own keeps them from invalidating the source.
        IncrementalValuesProvider<Complaint> diagnostics = parsed
            .SelectMany(static (result, _) => result.Complaints)
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(diagnostics, static (output, complaint) => output.ReportDiagnostic(complaint.ToDiagnostic()));
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

    private sealed record Use<T>(string User, T Value);
}

internal static class SourceProductionContextExtensions
{
    public static void Add(this SourceProductionContext context, GeneratedFile file) => context.AddSource(file.HintName, file.Text);
}
