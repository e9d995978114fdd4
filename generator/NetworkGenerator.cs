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

        context.RegisterSourceOutput(specs, static (output, spec) =>
        {
            foreach (GeneratedFile file in NetworkEmitter.Emit(NetworkPlanner.Plan(spec)))
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource(file.HintName, file.Text);
            }
        });

        // Diagnostics carry live locations, so that #pragma works; an output of their own keeps them from invalidating the source.
        IncrementalValuesProvider<Complaint> diagnostics = parsed
            .SelectMany(static (result, _) => result.Complaints)
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(diagnostics, static (output, complaint) => output.ReportDiagnostic(complaint.ToDiagnostic()));
    }
}
