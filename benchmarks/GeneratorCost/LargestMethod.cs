using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>The method of a compilation with the most IL, which decides whether the JIT still optimises (up to 60,000 bytes).</summary>
/// <param name="Name">Type and method.</param>
/// <param name="Bytes">Its IL.</param>
internal sealed record LargestMethod(string Name, int Bytes)
{
    public static LargestMethod Of(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        if (compilation.Emit(assembly) is { Success: false } result)
        {
            throw new InvalidOperationException($"The generated code does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        }

        assembly.Position = 0;
        using var file = new PEReader(assembly);
        MetadataReader reader = file.GetMetadataReader();
        return reader.MethodDefinitions
            .Select(reader.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0)
            .Select(method => new LargestMethod(
                $"{reader.GetString(reader.GetTypeDefinition(method.GetDeclaringType()).Name)}.{reader.GetString(method.Name)}",
                file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length))
            .MaxBy(method => method.Bytes)!;
    }
}
