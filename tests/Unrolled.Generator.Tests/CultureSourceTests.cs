using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Unrolled.Generator.Tests.Harness;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>
/// What the compiler's rules about cultures (CA1305 and its like, errors in the generator) pass over: numbers in interpolated strings and
/// sums of strings, ToString of an object, and strings that are sorted without a word how.
/// </summary>
public sealed class CultureSourceTests
{
    private static readonly MetadataReference[] s_roslyn =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Fact]
    public void TheGeneratorNamesTheCultureEverywhere()
    {
        string folder = Path.Combine(Repository.Root, "generator");
        string[] sources =
        [
            .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Select(File.ReadAllText),
        ];
        Assert.Contains(sources, text => text.Contains("class OptionRangeAnalyzer", StringComparison.Ordinal));
        Assert.Empty(Find(sources));
    }

    [Theory]
    [InlineData("string M(double x) => $\"{x}\";")]
    [InlineData("string M(float? x) => $\"a {x:0.0}\";")]
    [InlineData("string M(bool b, double x) => FormattableString.Invariant($\"{(b ? $\"{x}\" : \"\")}\");")]
    [InlineData("string M(object x) => \"a\" + x;")]
    [InlineData("string M(decimal x) => x + \"a\";")]
    [InlineData("string? M(object x) => x.ToString();")]
    [InlineData("object M(string[] x) => x.OrderBy(y => y);")]
    [InlineData("object M(string[] x) => x.Order();")]
    public void WhatDependsOnTheCultureIsFound(string member) => Assert.NotEmpty(Find([$"class C {{ {member} }}"]));

    [Theory]
    [InlineData("string M(double x) => FormattableString.Invariant($\"{x}\");")]
    [InlineData("string M(double x) => string.Create(CultureInfo.InvariantCulture, $\"{x}\");")]
    [InlineData("string M(string x, StringComparison y) => $\"{x} {y}\" + x;")]
    [InlineData("object M(string[] x) => x.OrderBy(y => y, StringComparer.Ordinal).ThenBy(y => y.Length);")]
    public void WhatDoesNotIsNot(string member) => Assert.Empty(Find([$"class C {{ {member} }}"]));

    private static string[] Find(string[] sources)
    {
        const string Usings =
            "global using System; global using System.Collections.Generic; global using System.Globalization; global using System.Linq;";
        CSharpCompilation compilation =
            GeneratorHarness.Compile(GeneratorHarness.ParseOptions, [.. sources, Usings]).AddReferences(s_roslyn);
        return
        [
            .. from tree in compilation.SyntaxTrees
               let model = compilation.GetSemanticModel(tree)
               from node in tree.GetRoot().DescendantNodes()
               let operation = model.GetOperation(node)
               where operation is not null && DependsOnCulture(operation)
               select node.ToString(),
        ];
    }

    private static bool DependsOnCulture(IOperation operation) => operation switch
    {
        IInterpolationOperation hole => IsWritten(hole.Expression) && hole.Parent is { } text && !IsInvariant(text.Syntax),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            IsWritten(sum.LeftOperand) || IsWritten(sum.RightOperand),
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true } method } =>
            method.ContainingType.SpecialType == SpecialType.System_Object,
        IInvocationOperation
        {
            TargetMethod: { Name: "Order" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" } method
        } => method.TypeArguments[^1].SpecialType == SpecialType.System_String && !method.Parameters.Any(p => p.Name == "comparer"),
        _ => false,
    };

    /// <summary>Whether an interpolated string is an argument of what writes it the same everywhere.</summary>
    private static bool IsInvariant(SyntaxNode text) => text.Parent?.Parent?.Parent?.ToString() is { } call
        && (call.StartsWith("FormattableString.Invariant($", StringComparison.Ordinal)
            || call.StartsWith("string.Create(CultureInfo.InvariantCulture, $", StringComparison.Ordinal));

    /// <summary>
    /// Whether the text of a value is the culture's to decide. Whole numbers are left out: those that are generated are not negative, and
    /// messages write theirs by the invariant culture.
    /// </summary>
    private static bool IsWritten(IOperation value)
    {
        ITypeSymbol? type = value is IConversionOperation { Operand.Type: { } from } ? from : value.Type;
        type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
            or SpecialType.System_Object or SpecialType.System_DateTime;
    }
}
